"""What can be cleared on Linux without loss: the caches of programs, and files that programs left behind for a time.

By the XDG rules a program must live with its cache gone. Some keep more there
than a cache, so: what may hold unsaved work is left out by name. Where a
program holds its cache open, only what is closed and was untouched for a day
goes. A forgotten temporary file is one of the person, closed, untouched for a
day, and no document; what lies in one folder stays or goes together.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping

from deskside.system.disk_caches import NO_CACHE, Place, is_folder, no_work
from deskside.system.disk_clear import Wanted
from deskside.system.disk_walk import Walk
from deskside.system.linux.disk_home import Home

DAY = 86_400.0
TEMPORARY = {"/tmp": DAY, "/var/tmp": 30 * DAY}  # noqa: S108 - what the system itself keeps these for
_PATIENCE = 0.5
"""Seconds for finding out which temporary folders are forgotten."""

_PROGRAMS = {
    "mozilla": "Firefox",
    "thunderbird": "Thunderbird",
    "google-chrome": "Chrome",
    "chromium": "Chromium",
    "microsoft-edge": "Edge",
    "BraveSoftware": "Brave",
    "spotify": "Spotify",
    "teams-for-linux": "Teams",
    "Code": "Visual Studio Code",
}
_LEFT_OUT = {
    "deskside",
    *NO_CACHE,
    *("gvfs", "ibus", "ibus-table", "fcitx", "dconf", "gnupg", "keyring"),
}
"""Folders in ~/.cache that hold what was not sent or saved yet, or that a part of the desktop works from."""
_BROWSER_PARTS = ("Cache", "Code Cache", "GPUCache", "CachedData")
"""What programs built on a browser keep among their settings."""
_DOCUMENTS = (
    *(".odt", ".ods", ".odp", ".odg", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".pdf", ".rtf", ".txt"),
    *(".md", ".csv", ".tex", ".eml", ".msg", ".jpg", ".jpeg", ".png", ".heic", ".mp3", ".mp4", ".kdbx"),
)


class Places:
    """``busy`` says which files below some folders are in use now."""

    def __init__(
        self,
        home: Home,
        temporary: Mapping[str, float],
        busy: Callable[[list[str]], set[str]],
        clock: Callable[[], float],
    ) -> None:
        self._home, self._temporary, self._busy, self._clock = home, temporary, busy, clock

    def folders(self) -> list[str]:
        """Where programs keep what can go."""
        return [folder for _id, _name, folder in self._there()]

    def all(self) -> list[Place]:
        folders = self._there()
        around = sorted({self._home.folder, self._home.caches, *self._temporary})
        used = self._busy(around)
        return [*(self._cache(*one, used) for one in folders), *self._forgotten(used)]

    def _cache(self, id_: str, name: str, folder: str, used: set[str]) -> Place:
        """Where a program holds it open, what is closed and was left for a day may go; the rest once it is closed."""
        start = f"{folder}/"
        if not any(path.startswith(start) for path in used):
            return Place(id_, name, folder, no_work)
        now = self._clock()

        def left(path: str, told: os.stat_result) -> bool:
            plain = stat.S_ISREG(told.st_mode) and no_work(path, told)
            return plain and start + path not in used and now - _touched(told) > DAY

        return Place(id_, name, folder, left, later=no_work)

    def _there(self) -> list[tuple[str, str, str]]:
        return [one for one in self._programs() if is_folder(one[2]) and not _holds(one[2], self._home.ours)]

    def _programs(self) -> Iterator[tuple[str, str, str]]:
        home, caches = self._home.folder, self._home.caches
        for name in _folders(caches):
            if name.lower() not in _LEFT_OUT and not name.startswith("keyring-"):
                yield f"cache/{name}", _PROGRAMS.get(name, name), f"{caches}/{name}"
        for name in _folders(f"{home}/.var/app"):
            yield f"app/{name}", name.rpartition(".")[2], f"{home}/.var/app/{name}/cache"
        for name in _folders(f"{home}/snap"):
            yield f"snap/{name}", name, f"{home}/snap/{name}/common/.cache"
        for name in _folders(self._home.settings):
            folder = f"{self._home.settings}/{name}"
            if os.path.exists(f"{folder}/Preferences") or os.path.exists(f"{folder}/Local State"):  # noqa: PTH110
                for part in _BROWSER_PARTS:
                    yield f"settings/{name}", _PROGRAMS.get(name, name), f"{folder}/{part}"
        yield "cache/thumbnails", "thumbnails", f"{home}/.thumbnails"
        yield "npm", "npm", f"{home}/.npm/_cacache"

    def _forgotten(self, used: set[str]) -> Iterator[Place]:
        """Temporary files of this person. The administrator's belong to the system, and are left alone."""
        if not self._home.owner:
            return
        deadline = time.monotonic() + _PATIENCE
        for top, age in self._temporary.items():
            yield Place("temporary", "", top, self._old_file(top, used, age), leave=_inner(top))
            for name in _folders(top):
                folder = f"{top}/{name}"
                if not _holds(folder, self._home.ours) and self._all_old(folder, used, age, deadline):
                    yield Place("temporary", "", folder)

    def _old_file(self, top: str, used: set[str], age: float) -> Wanted:
        now = self._clock()

        def wanted(path: str, told: os.stat_result) -> bool:
            return (
                "/" not in path
                and stat.S_ISREG(told.st_mode)
                and told.st_uid == self._home.owner
                and now - _touched(told) > age
                and not path.lower().endswith(_DOCUMENTS)
                and f"{top}/{path}" not in used
            )

        return wanted

    def _all_old(self, folder: str, used: set[str], age: float, deadline: float) -> bool:
        """Whether everything in there is the person's, closed, long untouched, and nothing looks like a document."""
        try:
            told = os.lstat(folder)
        except OSError:  # such folders come and go
            return False
        if told.st_uid != self._home.owner or any(_holds(folder, path) for path in used):
            return False
        now, walk = self._clock(), Walk(folder, deadline)
        for seen in walk:
            its_own = seen.told.st_uid == self._home.owner
            plain = seen.folder or stat.S_ISREG(seen.told.st_mode)
            if not its_own or not plain or now - _touched(seen.told) <= age or seen.path.lower().endswith(_DOCUMENTS):
                return False
        return walk.complete and now - _touched(told) > age


def _touched(told: os.stat_result) -> float:
    """When it was last used in any way. That somebody looked into a folder says nothing: we did."""
    read = 0.0 if stat.S_ISDIR(told.st_mode) else told.st_atime
    return max(told.st_mtime, told.st_ctime, read)


def _holds(folder: str, path: str) -> bool:
    return bool(path) and (path == folder or path.startswith(folder + "/"))


def _folders(top: str) -> list[str]:
    """Names of the real folders in a real folder: no links."""
    if not is_folder(top):
        return []
    try:
        with os.scandir(top) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir(follow_symlinks=False))
    except OSError:
        return []


def _inner(top: str) -> frozenset[str]:
    return frozenset(f"{top}/{name}" for name in _folders(top))
