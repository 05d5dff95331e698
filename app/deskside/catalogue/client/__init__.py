"""The organisation's catalogue as this computer has it: fetched, checked, kept, and offered.

What only reads what arrived (``current``, ``last``, ``leases``, ``root``) is light: the tray and every command may
load it. What fetches and checks (``refreshing`` and what it uses) loads python-tuf and ``requests``, in a short-lived
process.
"""
