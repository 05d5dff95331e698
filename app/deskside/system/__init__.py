"""Facts about and actions on this computer: a table of typed calls, one module per operating system."""
