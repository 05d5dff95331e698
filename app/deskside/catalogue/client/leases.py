"""Who uses which version: a case under way keeps the troubleshooter that it began with, until it ends."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from deskside.system.file_lock import FileLock

FOLDER = "in-use"


class Leases:
    """Each lease is a file of its own, locked by its process. One that nobody holds is left over and swept away."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def hold(self, folders: Iterable[Path]) -> list[FileLock]:
        """Of the given troubleshooters' folders those of the catalogue are kept until the locks are given back."""
        top = self._place / "troubleshooters"
        held = []
        for name in {folder.parent.name for folder in folders if folder.parent.parent == top}:
            with suppress(OSError):  # where nothing can be written, nothing is replaced either
                (self._place / FOLDER).mkdir(mode=0o700, exist_ok=True)
                held.append(_held(self._place / FOLDER, name))
        return held

    def held(self) -> set[str]:
        """The names of the version folders that somebody uses."""
        found: set[str] = set()
        try:
            files = list((self._place / FOLDER).iterdir())
        except OSError:
            return found
        for file in files:
            lock = FileLock(file)
            try:
                if lock.take():
                    lock.give_back()  # first: Windows deletes no file that is open
                    file.unlink()
                else:
                    found.add(file.name.rpartition(".")[0])
            except OSError:
                lock.give_back()
                found.add(file.name.rpartition(".")[0])
        return found


def _held(folder: Path, name: str) -> FileLock:
    """A lease that is there for others to see; a new one when somebody swept it away before it was locked."""
    while True:
        lock = FileLock(folder / f"{name}.{os.getpid()}-{uuid.uuid4().hex[:8]}")
        if lock.take(1.0) and lock.path.exists():
            return lock
        lock.give_back()
