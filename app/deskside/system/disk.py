"""The face of this computer's disks on any operating system; by itself, that of one where nothing is known."""

from __future__ import annotations

from typing import NoReturn

from deskside.errors import Unavailable
from deskside.system.printing import Record


class Disk:
    """One method per "disk." call of the table, arguments and answers as described there."""

    def volumes(self) -> list[Record]:
        self._unknown("volumes")

    def write(self) -> Record:
        self._unknown("write")

    def trash(self) -> Record:
        self._unknown("trash")

    def caches(self) -> list[Record]:
        self._unknown("caches")

    def downloads(self) -> Record:
        self._unknown("downloads")

    def largest(self) -> list[Record]:
        self._unknown("largest")

    def empty_trash(self) -> None:
        self._unknown("trash")

    def clear_cache(self, cache: str) -> None:
        self._unknown(cache)

    def may(self, action: str, first: str) -> bool | None:
        """Whether this person may do ``action``; None when only trying would tell."""
        self._unknown(f"{action} {first}")

    def _unknown(self, what: str) -> NoReturn:
        raise Unavailable("disk", f"{what}: not known on this operating system")
