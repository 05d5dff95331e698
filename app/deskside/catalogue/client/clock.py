"""The highest time that this computer has shown: a clock set back does not bring back what has run out."""

from __future__ import annotations

import math
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.config.files import Unreadable, read_bytes, replace_text
from deskside.model.shapes import decode


class _Clock(Struct, frozen=True):
    seen: float = 0.0


def latest_time(place: Path, now: float) -> float:
    """``now``, or the highest time seen before if that is later; kept for the next time."""
    seen = max(now, highest_seen(place))
    replace_text(place / "clock.json", msgspec.json.encode(_Clock(seen)).decode())
    return seen


def highest_seen(place: Path) -> float:
    """0 where none was kept."""
    try:
        seen = decode(read_bytes(place / "clock.json", 1000, links=False), _Clock).seen
    except (Unreadable, msgspec.DecodeError, RecursionError):
        return 0.0
    return seen if math.isfinite(seen) else 0.0
