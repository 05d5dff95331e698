"""Disks on Windows, and what of this person's own fills them. A drive on the network is asked only if home is there."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.disk import Disk
from deskside.system.disk_caches import Place, clear_one, measure
from deskside.system.disk_folder import MOST, contents
from deskside.system.disk_largest import largest
from deskside.system.disk_write import try_to_write
from deskside.system.printing import Record
from deskside.system.windows import disk_bin
from deskside.system.windows.disk_library import FIXED, REMOTE, REMOVABLE, Bin, Drive, Drives, WindowsDrives
from deskside.system.windows.disk_places import places
from deskside.system.windows.folders import Folders, WindowsFolders

_SPARSE, _COMPRESSED, _ELSEWHERE = 0x200, 0x800, 0x1000 | 0x40000 | 0x400000
"""Of a file's attributes; ``_ELSEWHERE`` marks what only seems to be here, as OneDrive's do until they are opened."""


class WindowsDisk(Disk):
    def __init__(self, drives: Drives, folders: Folders, environ: Mapping[str, str]) -> None:
        self._drives, self._folders, self._environ = drives, folders, environ

    def volumes(self) -> list[Record]:
        home, system, temporary = (_root(path) for path in (self._folders.home(), self._system(), self._temporary()))
        rows = []
        for root, kind in self._drives.all():
            asked = kind in (FIXED, REMOVABLE) or root in (home, system)
            if asked and (drive := self._drives.drive(root)) is not None:
                row = _volume(drive)
                rows.append({**row, "home": root == home, "system": root == system, "temporary": root == temporary})
        return sorted(rows, key=lambda row: not row["home"])

    def write(self) -> Record:
        told = try_to_write(self._folders.home())
        drive = self._drives.drive(_root(self._folders.home()))
        if drive is not None and not told["ok"]:
            told["problem"] = "read-only" if drive.read_only else told["problem"]
            told["why"] = f"{told['why']}; {_about(drive)}"
        return told

    def trash(self) -> Record:
        now, home = time.time(), _root(self._folders.home())
        bins = self._bins()
        person = self._drives.person()
        found = disk_bin.notes([os.path.join(root, "$Recycle.Bin", person) for root in bins] if person else [])  # noqa: PTH118
        size = sum(one.size for one in bins.values())
        return {
            "size": size,
            "items": sum(one.items for one in bins.values()),
            "oldest": disk_bin.oldest(found, now),
            "elsewhere": size - (bins[home].size if home in bins else 0),
            "files": disk_bin.rows(found, now),
            "complete": True,
        }

    def empty_trash(self) -> None:
        for root, one in self._bins().items():
            if one.items:
                self._drives.empty_bin(root)

    def caches(self) -> list[Record]:
        return measure(self._places(), size_of=self._used)

    def clear_cache(self, cache: str) -> None:
        clear_one(self._places(), cache)

    def downloads(self) -> Record:
        folder = self._folders.downloads()
        if _root(folder) != _root(self._folders.home()):
            raise Unavailable("disk.downloads", f"{folder} lies on another disk")
        seen = contents(os.path.realpath(folder), size_of=self._used)
        return {"folder": folder, "size": seen.size, "files": list(seen.rows[:MOST]), "complete": seen.complete}

    def largest(self) -> list[Record]:
        """Of the folders that people know; what programs keep (AppData) is not theirs to choose from."""
        home = os.path.realpath(self._folders.home())
        apps = {os.path.join(home, name) for name in ("AppData", "IntelGraphicsProfiles")}  # noqa: PTH118
        return largest(home, leave=apps, size_of=self._used)

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        """What is the person's own they may clear, unless nothing at all can be changed there."""
        drive = self._drives.drive(_root(self._folders.home()))
        return None if drive is None else not drive.read_only

    def _places(self) -> list[Place]:
        ours = self._environ.get("DESKSIDE_HOME", "")
        home = _root(self._folders.home())
        found = places(self._folders, self._temporary(), os.path.realpath(ours) if ours else "")
        return [one if _root(one.folder) == home else one._replace(volume=_root(one.folder)[:2]) for one in found]

    def _bins(self) -> dict[str, Bin]:
        """By drive. One that has none is passed over; where no drive has any, that is the problem to tell."""
        found, problem = dict[str, Bin](), None
        for root, kind in self._drives.all():
            if kind == FIXED:
                try:
                    found[root] = self._drives.bin(root)
                except CallProblem as refused:
                    problem = refused
        if problem is not None and not found:
            raise problem
        return found

    def _system(self) -> str:
        return self._environ.get("SYSTEMDRIVE") or "C:"

    def _temporary(self) -> str:
        return self._environ.get("TEMP") or self._environ.get("TMP") or ""

    def _used(self, path: str, told: os.stat_result) -> int:
        """A file's own size is right but for those that Windows keeps smaller than they are."""
        marks: int = getattr(told, "st_file_attributes", 0)
        if marks & _ELSEWHERE:
            return 0
        known = self._drives.size_on_disk(path) if marks & (_SPARSE | _COMPRESSED) else None
        return told.st_size if known is None else known


def _root(path: str) -> str:
    r""" "C:\" for anything on that drive."""
    return f"{path[:2].upper()}\\" if path[1:2] == ":" else ""


def _volume(drive: Drive) -> Record:
    loose = drive.kind == REMOVABLE or drive.usb
    return {
        "name": drive.root[:2],
        "label": drive.label,
        "size": drive.size,
        "free": drive.free,
        "files": None,
        "files_free": None,
        "read_only": drive.read_only,
        "kind": "network" if drive.kind == REMOTE else "removable" if loose else "disk",
        "about": _about(drive),
    }


def _about(drive: Drive) -> str:
    """For IT."""
    marks = [word for word, true in (("USB", drive.usb), ("read-only", drive.read_only)) if true]
    return " ".join([drive.root, drive.system, f"kind {drive.kind}", *marks])


def of(run: Run) -> Disk:  # noqa: ARG001 - no program is run for it
    return WindowsDisk(WindowsDrives(), WindowsFolders(), os.environ)
