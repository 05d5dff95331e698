"""One publisher at a time: a lock on the catalogue that ends with the process that holds it, however it ends."""

from __future__ import annotations

import getpass
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deskside.errors import PublishingProblem
from deskside.kit.publishing.disk import READ_BY_OWNER
from deskside.kit.publishing.journal import is_unfinished, refuse_links
from deskside.system.file_lock import FileLock

LOCK = ".lock"
WAIT = 15.0
"""Seconds; a renewal by cron takes less."""


@contextmanager
def only_one(folder: Path, wait: float = WAIT) -> Iterator[None]:
    """Nobody else changes the catalogue meanwhile. PublishingProblem names who does, after ``wait`` seconds."""
    file = folder / LOCK
    refuse_links(folder)
    if file.is_symlink():
        raise PublishingProblem(f"{file} is a link. Nothing in a catalogue is one: look who writes to it, remove it.")
    try:
        with FileLock(file) as lock:
            if not lock.take(wait):
                raise PublishingProblem(f"{_holder(file)}, is changing {folder} now. Nothing was done; try again.")
            _sign_in(lock)
            yield
    except OSError as problem:
        what, why = problem.filename or folder, problem.strerror or problem
        raise PublishingProblem(f"{what} can't be written: {why}.{_left(folder)}") from problem


def _left(folder: Path) -> str:
    with suppress(OSError):
        if is_unfinished(folder):
            return " All else is ready: the next command that changes something finishes this one first."
    return ""


def _sign_in(lock: FileLock) -> None:
    """Whoever else may write to the folder may lock it, too."""
    with suppress(OSError):
        shared = lock.path.parent.stat().st_mode & stat.S_IWGRP
        lock.sign(f"{_who()}, process {os.getpid()}\n", READ_BY_OWNER | shared | shared << 1)


def _holder(file: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return file.read_text(encoding="utf-8")[:200].strip() or "Someone"
    return "Someone"


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "Someone"
