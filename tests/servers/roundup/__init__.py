"""A real Roundup on loopback, from a pinned lock, with the rights that the docs recommend."""
