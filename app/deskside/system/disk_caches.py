"""What programs keep to be quicker and can make again: measured by the same rule by which it is cleared.

Each operating system lists its own ``Place``s; nothing outside of them can be
cleared, since a call names a place by its id and never by a path.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from deskside.errors import Unavailable
from deskside.system.disk_clear import Cleared, Wanted, clear, everything
from deskside.system.disk_walk import SizeOf, Walk, used
from deskside.system.printing import Record

LEAST = 1 << 20
"""A cache smaller than this wins nothing."""
LEAST_FILES = 100
NO_CACHE = {
    *("rclone", "davfs2", "onedrive", "insync", "seafile", "nextcloud", "dropbox"),
    *("vim", "nvim", "emacs", "kakoune", "audacity", "simple-scan"),
}
"""Programs that keep among the caches what was not sent or saved yet."""
_WORK = {
    *("localhistory", "local-history", "autosave", "unsaved", "recovery", "drafts", "outbox", "swap", "vfs"),
    *("virtualenvs", "sessions", "token", "stored_tokens", "credentials"),
}
"""Names, at any depth, of what may hold someone's work, or would have to be set up or signed in to again."""
PATIENCE = 2.0
"""Seconds for measuring; whoever wants to know what is largest waits for this first."""


def no_work(path: str, _told: os.stat_result) -> bool:
    return _WORK.isdisjoint(path.lower().split("/"))


def nothing(_path: str, _told: os.stat_result) -> bool:
    return False


class Place(NamedTuple):
    """One cache: ``folder`` is emptied of what is ``wanted`` and stays itself."""

    id: str
    name: str
    """The program, as people know it."""
    folder: str
    wanted: Wanted = everything
    volume: str = ""
    """The name in "disk.volumes" of the disk it lies on; "" is the one with the home folder."""
    leave: frozenset[str] = frozenset()
    """Whole paths in it that are not even looked at."""
    later: Wanted = nothing
    """What else could go, were the program closed."""


def measure(
    places: Iterable[Place], *, leave: Collection[str] = (), size_of: SizeOf = used, patience: float = PATIENCE
) -> list[Record]:
    """The rows of "disk.caches", largest first. ``complete`` is False where the time was up."""
    deadline = time.monotonic() + patience
    rows: dict[str, dict[str, Any]] = {}
    for place in places:
        walk = Walk(place.folder, deadline, leave=place.leave.union(leave), size_of=size_of, freed=True)
        row = rows.setdefault(place.id, _row(place))
        for seen in walk:
            if seen.folder:
                continue
            if place.wanted(seen.path, seen.told):
                row["size"] += seen.size
                row["files"] += 1
            elif place.later(seen.path, seen.told):
                row["held"] += seen.size
        row["complete"] = row["complete"] and walk.complete
    worth = (row for row in rows.values() if row["size"] + row["held"] >= LEAST or row["files"] >= LEAST_FILES)
    return sorted(worth, key=lambda row: (-row["size"], -row["held"]))


def _row(place: Place) -> dict[str, Any]:
    kept = {"size": 0, "files": 0, "held": 0}
    return {"id": place.id, "name": place.name, **kept, "volume": place.volume, "complete": True}


def clear_one(places: Iterable[Place], cache: str, *, leave: Collection[str] = ()) -> Cleared:
    """Clears the places of this id. ``Unavailable`` when there is no such cache."""
    ours = [place for place in places if place.id == cache]
    if not ours:
        raise Unavailable("disk.clear_cache", f"there is no cache {cache!r}")
    kept = frozenset(leave).union(*(place.leave for place in ours))
    return clear(((place.folder, place.wanted) for place in ours), leave=kept)


def is_folder(path: str) -> bool:
    """Whether there is a real folder of this name, and no link."""
    try:
        return os.path.isdir(path) and not os.path.islink(path)  # noqa: PTH112, PTH114
    except OSError:
        return False
