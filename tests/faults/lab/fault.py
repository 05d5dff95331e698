"""What one thing that can be wrong is made of, whatever the world it is wrong in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, NamedTuple, TypeVar

World = TypeVar("World")
Deed = Callable[[World], None]
Probe = Callable[[World], bool]


class Fault(NamedTuple, Generic[World]):
    """``broken`` is true while it is there; a healthy world has none, and every alarm in it is a false one."""

    says: str
    inject: Deed[World]
    broken: Probe[World]
    healthy: bool = False
    settles: float = 0.0
    """Seconds that a fix may take to show, as a document takes to come out."""
    repair: Deed[World] | None = None
    """What someone from outside does to put it right: plugs a cable in, or rings the provider up."""
    odd: Probe[World] | None = None
    """Of what looks odd and is healthy: true while it is there."""
