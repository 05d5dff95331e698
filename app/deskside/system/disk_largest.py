"""The largest files and folders of a person: few rows that together say where the space went.

A row is a large file, or a folder whose many smaller files are large together.
No byte is counted in two rows: what a row of its own names is not counted in
the folder above it.
"""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any, NamedTuple

from deskside.errors import TookTooLong
from deskside.system.disk_walk import PATIENCE, SizeOf, Walk, shown, used
from deskside.system.printing import Record

MOST = 20
LEAST = 50 << 20
"""Smaller than this is not worth a row."""
SHARE = 25
"""Smaller than one part in so many of all is not worth one either."""


class _Sum(NamedTuple):
    size: int = 0
    newest: float = 0.0

    def plus(self, other: _Sum) -> _Sum:
        return _Sum(self.size + other.size, max(self.newest, other.newest))


def largest(
    top: str, *, leave: Collection[str] = (), size_of: SizeOf = used, patience: float = PATIENCE
) -> list[Record]:
    """The rows of "disk.largest", largest first. ``TookTooLong`` when nothing was found before the time was up."""
    walk = Walk(top, time.monotonic() + patience, leave=leave, size_of=size_of)
    files: dict[str, _Sum] = {}
    folders: dict[str, _Sum] = {"": _Sum()}
    for seen in walk:
        if seen.folder:
            folders[seen.path] = _Sum()
            continue
        one = _Sum(seen.size, seen.told.st_mtime)
        above = _above(seen.path)
        if seen.size >= LEAST:
            files[seen.path] = one
        else:
            folders[above] = folders[above].plus(one)
    rows = _rows(files, folders)
    if not rows and not walk.complete:
        raise TookTooLong("disk.largest", "not everything was looked through in time")
    return [row | {"complete": walk.complete} for row in rows]


def _rows(files: dict[str, _Sum], folders: dict[str, _Sum]) -> list[Record]:
    whole = sum(one.size for one in (*files.values(), *folders.values()))
    least = max(LEAST, whole // SHARE)
    rows: list[dict[str, Any]] = []
    for path, one in files.items():
        above = _above(path)
        if one.size >= least or not above:
            rows.append(_row(path, one, folder=False))
        else:
            folders[above] = folders[above].plus(one)
    for path in sorted(folders, key=lambda path: -path.count("/")):  # the deepest first
        if not path:
            continue
        if folders[path].size >= least:
            rows.append(_row(path, folders[path], folder=True))
        else:
            above = _above(path)
            folders[above] = folders[above].plus(folders[path])
    return sorted(rows, key=lambda row: -row["size"])[:MOST]


def _row(path: str, one: _Sum, *, folder: bool) -> Record:
    return {"name": shown(path), "folder": folder, "size": one.size, "age": max(0.0, time.time() - one.newest)}


def _above(path: str) -> str:
    return path.rpartition("/")[0]
