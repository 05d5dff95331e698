"""What the help desk says by now: whose turn it is to be asked for, what is new of it, and silence told honestly."""
