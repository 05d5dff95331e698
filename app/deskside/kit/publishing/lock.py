"""One publisher at a time: a lock on the catalogue that ends with the process that holds it, however it ends."""

from __future__ import annotations

import getpass
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from deskside.errors import PublishingProblem
from deskside.system import platform

LOCK = ".lock"
WAIT = 15.0
"""Seconds; a renewal by cron takes less."""
_PAUSE = 0.1


@contextmanager
def only_one(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Nobody else changes the catalogue meanwhile. PublishingProblem names who does, after ``wait`` seconds."""
    try:
        with (folder / LOCK).open("a+", encoding="utf-8") as file:
            _take(file, folder, wait)
            file.seek(0)
            file.truncate()
            file.write(f"{_who()}, process {os.getpid()}\n")
            file.flush()
            yield
    except OSError as problem:
        raise PublishingProblem(f"{folder} can't be written to: {problem}") from problem


def _take(file: IO[str], folder: Path, wait: float) -> None:
    until = time.monotonic() + wait
    while not _taken(file):
        if time.monotonic() >= until:
            file.seek(0)
            who = file.readline(200).strip() or "someone"
            raise PublishingProblem(f"{who}, is changing {folder} at this moment. Nothing was done; try again.")
        time.sleep(_PAUSE)


def _taken(file: IO[str]) -> bool:
    with suppress(OSError):
        if platform.current() == "windows":
            import msvcrt  # here and below: each system has only one of the two

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return f"user {os.getuid()}" if hasattr(os, "getuid") else "someone"
