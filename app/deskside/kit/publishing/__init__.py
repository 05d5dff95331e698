"""The publisher's side of the catalogue: its keys, its files, and every change to it, signed as The Update Framework wants.

Nothing of this is loaded but by ``deskside catalogue``: python-tuf and ``cryptography`` take their time.
"""
