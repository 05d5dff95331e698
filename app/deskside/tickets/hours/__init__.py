"""When the help desk is there, time that counts, and by when an answer can be expected."""
