"""The truth about the disk of a world: what comes of writing to it, and what really takes room on it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from lab.disk.household import LETTER, Household

WORKS = 0


def writes(folder: Path, size: int = 4096) -> int:
    """What the kernel says to a new file of this size, once it is really on the disk: WORKS or its error number."""
    file = folder / f".truth{os.getpid()}"
    try:
        door = os.open(file, os.O_CREAT | os.O_WRONLY, 0o600)
        try:
            if os.write(door, os.urandom(size)) != size:
                return errno.ENOSPC
            os.fsync(door)
        finally:
            os.close(door)
    except OSError as problem:
        return problem.errno or errno.EIO
    finally:
        if os.path.lexists(file):
            file.unlink()
    return WORKS


def taken(folder: Path) -> int:
    """Bytes that this folder takes on the disk, each file counted once."""
    seen = {}
    for where, _, names in os.walk(folder):
        for name in names:
            told = os.lstat(Path(where, name))
            seen[told.st_ino] = told.st_blocks * 512
    return sum(seen.values())


def own_files_are_there(household: Household) -> bool:
    whole = all(file.exists() and file.stat().st_size == size for file, size in household.kept.items())
    return whole and household.letter.read_text() == LETTER
