"""The publisher's side of the catalogue: keys, files, and every change to it, signed by The Update Framework's rules.

Nothing of this is loaded but by ``deskside catalogue``: python-tuf and ``cryptography`` take their time.
"""
