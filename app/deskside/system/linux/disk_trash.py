"""The trash as desktops keep it on Linux: one in the home folder, one on each further disk (freedesktop's rules)."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterable
from typing import Any

from deskside.system.disk_caches import is_folder
from deskside.system.disk_clear import clear, everything
from deskside.system.disk_folder import MOST, contents
from deskside.system.disk_walk import PATIENCE
from deskside.system.linux.disk_home import Home
from deskside.system.linux.disk_mounts import Mount
from deskside.system.printing import Record

_PARTS = ("files", "expunged", "info")
"""What was thrown away comes first: should we be stopped, its notes tell the desktop what is left."""


def folders(home: Home, disks: Iterable[Mount]) -> list[str]:
    """The person's trash folders; the first is the one at home."""
    own, elsewhere = f"{home.data}/Trash", []
    for disk in disks:
        top = disk.point.rstrip("/")
        shared = f"{top}/.Trash"
        if _is_shared_trash(shared):
            elsewhere.append(f"{shared}/{home.owner}")
        elsewhere.append(f"{top}/.Trash-{home.owner}")
    found = [own] if is_folder(own) else []
    return found + [folder for folder in elsewhere if _belongs_to(folder, home.owner)]


def _belongs_to(folder: str, owner: int) -> bool:
    """One that somebody else made in this person's name could be a link to elsewhere a moment later."""
    try:
        told = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(told.st_mode) and told.st_uid == owner


def _is_shared_trash(folder: str) -> bool:
    """The administrator's: a real folder in which nobody may take away what is another's."""
    try:
        told = os.lstat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(told.st_mode) and bool(told.st_mode & stat.S_ISVTX)


def look(trashes: Iterable[str], at_home: Collection[str], leave: Collection[str]) -> Record:
    """The answer to "disk.trash"; ``at_home`` are those on the disk of the home folder."""
    deadline = time.monotonic() + PATIENCE
    size = elsewhere = 0
    complete, oldest = True, None
    rows: list[dict[str, Any]] = []
    for trash in trashes:
        for part in _PARTS[:2]:
            seen = contents(f"{trash}/{part}", leave=leave, freed=True, patience=deadline - time.monotonic())
            size += seen.size
            elsewhere += 0 if trash in at_home else seen.size
            rows += seen.rows
            complete = complete and seen.complete
        oldest = max((age for age in (oldest, _oldest(f"{trash}/info")) if age is not None), default=None)
    told = {"size": size, "items": len(rows), "oldest": oldest, "elsewhere": elsewhere, "complete": complete}
    return {**told, "files": sorted(rows, key=lambda row: -row["size"])[:MOST]}


def _oldest(notes: str) -> float | None:
    """How long ago the first of them was thrown away: each has a note, written then."""
    try:
        with os.scandir(notes) as entries:
            first = min((entry.stat(follow_symlinks=False).st_mtime for entry in entries), default=None)
    except OSError:
        return None
    return None if first is None else max(0.0, time.time() - first)


def empty(trashes: Collection[str], leave: Collection[str]) -> None:
    """Takes away all that was thrown away, and nothing else."""
    clear(((f"{trash}/{part}", everything) for trash in trashes for part in _PARTS), leave=leave)
    for trash in trashes:
        clear(((trash, _sizes_only),), leave=[f"{trash}/{part}" for part in _PARTS])


def _sizes_only(path: str, _told: os.stat_result) -> bool:
    """The desktop's own list of how large each folder in the trash is."""
    return path == "directorysizes"
