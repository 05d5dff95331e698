"""How Deskside talks with a help desk by mail: letters out, a mailbox in, and what belongs together."""
