"""The reference of a case: what people read out on the phone and a ticket carries."""

from __future__ import annotations

from typing import Protocol

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O (they look like 1 and 0) and no U."""


class Source(Protocol):
    """Where chance comes from: ``random.SystemRandom`` in the house, ``random.Random`` in tests."""

    def randrange(self, start: int, /) -> int: ...


def new_reference(random: Source) -> str:
    """A reference such as "DS-7K3FQ-9XM2A": fifty bits of chance, so that two desks never meet."""
    signs = "".join(ALPHABET[random.randrange(len(ALPHABET))] for _ in range(10))
    return f"DS-{signs[:5]}-{signs[5:]}"
