"""Room set aside while there is some: on a full disk no look could be made, and what was withdrawn would stay."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

SIZE = 2 << 20
"""Bytes. A look at 1,000 troubleshooters writes 0.6 MB before it knows what was withdrawn."""


class Reserve:
    """In the catalogue's own folder ``place``, while the lock is ours."""

    def __init__(self, place: Path) -> None:
        self._file = place / "reserve"

    def take(self) -> None:
        """Sets the room aside, where it is not yet and there is enough."""
        with suppress(OSError):
            if self._file.is_file() and self._file.stat().st_size == SIZE:
                return
            self._file.unlink(missing_ok=True)
            try:
                with self._file.open("xb") as file:
                    file.write(os.urandom(SIZE))  # nothing that a disk could press together
            except OSError:
                self._file.unlink(missing_ok=True)

    def give(self) -> bool:
        """Whether there was some, which now is free."""
        try:
            self._file.unlink()
        except OSError:
            return False
        return True
