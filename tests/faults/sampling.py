"""How many of the faults a run looks at: all with --full; else those that must never break, and a few by the seed."""

from __future__ import annotations

import os
import random
from collections.abc import Collection, Sequence
from typing import Any

import pytest

FULL = bool(os.environ.get("DESKSIDE_FULL"))
_SEED = os.environ.get("DESKSIDE_SEED", "1")


def some(names: Sequence[str], *, core: Collection[str] = (), more: int) -> list[str]:
    """All ``core`` and ``more`` of the others, in the order of ``names``; each list has its own luck with a seed."""
    unknown = set(core).difference(names)
    assert not unknown, unknown
    if FULL:
        return list(names)
    others = [name for name in names if name not in core]
    drawn = random.Random(f"{_SEED} {names}").sample(others, min(more, len(others)))
    return [name for name in names if name in core or name in drawn]


PERSON = ("--person",)
"""How a world is told that the command runs as the ordinary account."""


def by_whom(names: Sequence[str], *, persons: int) -> list[Any]:
    """Parameters for a test: each of ``names`` by an administrator, and some by an ordinary person."""
    all_of_them = [pytest.param(name, (), id=name) for name in names]
    return all_of_them + [pytest.param(name, PERSON, id=f"{name}, a person") for name in some(names, more=persons)]


def times(full: int) -> range:
    """How often to try what is a matter of luck."""
    return range(full if FULL else 1)
