"""The time that every end is judged by: a clock set back does not bring back what has run out.

The mark is the highest time this computer has shown, but never beyond the end of the last timestamp that it knows to
be signed. That much suffices: what is older than this timestamp is refused by its number, the timestamp itself has
run out at the mark, and what is newer ends later. So a clock that once stood in a far year shuts out nothing that is
signed after it. New keys for the timestamp begin anew, as whoever had the old ones may have signed an end far away.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from deskside.config.files import Unreadable, read_bytes, replace_text
from deskside.model.shapes import decode

LATEST = 253_402_214_400.0
"""The last day of the year 9999, which is as far as calendars go here."""


class _Kept(Struct, frozen=True):
    mark: float = 0.0
    until: float = 0.0
    """The latest end of a timestamp that was signed by those keys."""
    keys: tuple[str, ...] = ()

    def at(self, now: float) -> _Kept:
        return replace(self, mark=max(self.mark, min(now, self.until)))


class Clock:
    """This computer's clock, as one look reads it at ``now``."""

    def __init__(self, place: Path, now: float) -> None:
        self._file = place / "clock.json"
        self._now = min(max(now, 0.0), LATEST)
        self._on_disk = self._kept = _read(self._file)
        self._keep(self._kept.at(self._now))

    @property
    def reference(self) -> float:
        """Now, or the mark where that is later."""
        return max(self._now, self._kept.mark)

    def saw(self, ends: float, keys: tuple[str, ...]) -> None:
        """A timestamp that is signed by these keys ends then; 0 where only the keys are known for sure."""
        kept = self._kept if self._kept.keys in ((), keys) else _Kept()
        self._keep(replace(kept, until=max(kept.until, min(ends, LATEST)), keys=keys).at(self._now))

    def _keep(self, kept: _Kept) -> None:
        self._kept = kept
        if kept != self._on_disk:
            replace_text(self._file, msgspec.json.encode(kept).decode())
            self._on_disk = kept


def _read(file: Path) -> _Kept:
    """Nothing where it is missing or damaged."""
    try:
        kept = decode(read_bytes(file, 10_000, links=False), _Kept)
    except (Unreadable, msgspec.DecodeError, RecursionError):
        return _Kept()
    return kept if all(0.0 <= one <= LATEST for one in (kept.mark, kept.until)) else _Kept()
