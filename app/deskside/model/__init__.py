"""Plain frozen data that travels between the rooms. No behaviour beyond a property or two."""
