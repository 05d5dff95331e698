"""What lies in one folder, as a person sees it there: its files and folders, each with all that is in it."""

from __future__ import annotations

import time
from collections.abc import Collection
from typing import Any, NamedTuple

from deskside.system.disk_walk import PATIENCE, SizeOf, Walk, shown, used
from deskside.system.printing import Record

MOST = 20


class Contents(NamedTuple):
    size: int = 0
    rows: tuple[Record, ...] = ()
    """{"name", "folder", "size", "age"}, largest first."""
    complete: bool = True


def contents(
    folder: str,
    *,
    leave: Collection[str] = (),
    size_of: SizeOf = used,
    freed: bool = False,
    patience: float = PATIENCE,
) -> Contents:
    """All of ``folder``; nothing where there is no such folder."""
    walk = Walk(folder, time.monotonic() + patience, leave=leave, size_of=size_of, freed=freed)
    rows: dict[str, dict[str, Any]] = {}
    now = time.time()
    for seen in walk:
        first, _, rest = seen.path.partition("/")
        age = max(0.0, now - seen.told.st_mtime)
        if not rest:
            rows[first] = {"name": shown(first), "folder": seen.folder, "size": seen.size, "age": age}
        elif not seen.folder:
            rows[first]["size"] += seen.size
            rows[first]["age"] = min(rows[first]["age"], age)
    by_size = tuple(sorted(rows.values(), key=lambda row: -row["size"]))
    return Contents(sum(row["size"] for row in by_size), by_size, walk.complete)
