"""What became of the last look at the catalogue, and when the next one is worth it."""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.catalogue.client.clock import LATEST
from deskside.config.files import Unreadable, read_bytes, replace_text
from deskside.model.arrived import Look, Refusal, State
from deskside.model.shapes import decode

HOUR = 3600.0
EVERY = 4 * HOUR
FIRST_AGAIN = 0.25 * HOUR
"""After a look that failed; twice as long after each further one, up to ``EVERY``."""
LONGEST_ASKED = 24 * HOUR
"""A server that is busy may ask for so much peace."""
JITTER = 0.2
_MOST = 1 << 20


class Last(Struct, frozen=True):
    """``last.json``. Times are seconds since 1970."""

    tried: float = 0.0
    good: float = 0.0
    """When the catalogue was last read to its end."""
    failures: int = 0
    """Looks since then that could not be made, or whose answer was refused."""
    next_try: float = 0.0
    expires: float = 0.0
    """When what was read last stops being believed, unless it is renewed."""
    lasting: float = 0.0
    """The same for what is signed by hand: root, targets, release."""
    ring: str = ""
    refused: tuple[Refusal, ...] = ()


def read_last(place: Path) -> Last:
    try:
        last = decode(read_bytes(place / "last.json", _MOST, links=False), Last)
    except (Unreadable, msgspec.DecodeError, RecursionError):
        return Last()
    times = (last.tried, last.good, last.next_try, last.expires, last.lasting)
    return last if all(0.0 <= one <= LATEST for one in times) else Last()


def write_last(place: Path, last: Last) -> None:
    replace_text(place / "last.json", msgspec.json.encode(last).decode())


def is_due(last: Last, now: float) -> bool:
    """Also when the clock was set back behind the last look, or the next one is further away than any ever is."""
    return now >= last.next_try or now < last.tried or last.next_try - last.tried > LONGEST_ASKED + HOUR


def after(last: Last, look: Look, now: float, *, asked: float = 0.0, chance: float | None = None) -> Last:
    """``last`` as it is after this look. ``asked``: seconds of peace that the server asked for."""
    read = look.state in (State.NEW, State.SAME)
    well = read and not look.refused
    failures = 0 if well else last.failures + 1
    wanted = EVERY if well else min(EVERY, FIRST_AGAIN * 2 ** min(failures - 1, 10))
    drawn = random.random() if chance is None else chance  # noqa: S311 - it spreads load and keeps no secret
    wait = max(wanted * (1 + JITTER * (2 * drawn - 1)), min(asked, LONGEST_ASKED))
    return msgspec.structs.replace(
        last,
        tried=now,
        good=now if read else last.good,
        failures=failures,
        next_try=now + wait,
        ring=look.ring,
        refused=look.refused,
    )
