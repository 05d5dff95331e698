"""How Deskside talks HTTP with a help desk, and what its answers mean. Only a process that sends loads ``http``."""
