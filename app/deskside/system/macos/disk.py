"""Disks of a Mac, and what of this person's own fills them. No other computer's disk is asked unless home is there.

macOS guards some folders (the trash, Downloads, Documents, Desktop): until the
person allows it, even their own programs may not look. That is told as what it
is, and never as an empty folder.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem, NotPermitted
from deskside.system.commands import Run
from deskside.system.disk import Disk
from deskside.system.disk_caches import Place, clear_one, measure
from deskside.system.disk_clear import clear, everything
from deskside.system.disk_folder import MOST, contents
from deskside.system.disk_largest import largest
from deskside.system.disk_write import try_to_write
from deskside.system.macos.disk_mounts import Mount, about, mounts, snapshots
from deskside.system.macos.disk_places import places
from deskside.system.printing import Record

_PACKAGE = "Disk Image"
"""A program as it was downloaded, not yet put away: always full, and no disk to anybody."""


class MacDisk(Disk):
    """``room`` is os.statvfs, unless a test brings another."""

    def __init__(self, run: Run, environ: Mapping[str, str], room: Callable[[str], Any] | None = None) -> None:
        self._run, self._environ, self._room = run, environ, room
        self._home = os.path.realpath(environ.get("HOME") or Path.home())

    def volumes(self) -> list[Record]:
        there = self._mounts()
        home, temporary = _holding(self._home, there), _holding(os.path.realpath(self._temporary()), there)
        rows = []
        for mount in there:
            known = {} if mount.far else about(self._run, mount)
            if mount == home or not (mount.far or known.get("BusProtocol") == _PACKAGE):
                row = self._volume(mount, known)
                rows.append({**row, "home": mount == home, "temporary": mount == temporary})
        return sorted(rows, key=lambda row: not row["home"])

    def write(self) -> Record:
        return try_to_write(self._home)

    def trash(self) -> Record:
        now = time.time()
        told: dict[str, Any] = {"size": 0, "items": 0, "oldest": None, "elsewhere": 0, "files": [], "complete": True}
        for folder in self._trashes():
            seen = contents(folder, freed=True)
            told["size"] += seen.size
            told["items"] += len(seen.rows)
            told["elsewhere"] += 0 if folder.startswith(self._home) else seen.size
            told["complete"] = told["complete"] and seen.complete
            told["files"] += seen.rows
            ages = [now - moved for moved in _moved(folder)]
            told["oldest"] = max((age for age in (told["oldest"], *ages) if age is not None), default=None)
        told["files"] = sorted(told["files"], key=lambda row: -row["size"])[:MOST]
        return told

    def empty_trash(self) -> None:
        clear((folder, everything) for folder in self._trashes())

    def caches(self) -> list[Record]:
        return measure(self._places())

    def clear_cache(self, cache: str) -> None:
        clear_one(self._places(), cache)

    def downloads(self) -> Record:
        folder = f"{self._home}/Downloads"
        _look(folder)
        seen = contents(os.path.realpath(folder))
        return {"folder": folder, "size": seen.size, "files": list(seen.rows[:MOST]), "complete": seen.complete}

    def largest(self) -> list[Record]:
        """Of the folders that people know; what programs keep (Library) is not theirs to choose from."""
        return largest(self._home, leave={f"{self._home}/Library", f"{self._home}/.Trash"})

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        """What is the person's own they may clear; of the trash, only looking into it tells."""
        if action != "empty_trash":
            return True
        try:
            self._trashes()
        except NotPermitted:
            return False
        return True

    def _volume(self, mount: Mount, known: dict[str, Any]) -> Record:
        told = (self._room or os.statvfs)(mount.point)
        loose = bool(known.get("RemovableMediaOrExternalDevice")) or known.get("Internal") is False
        return {
            "name": mount.point,
            "label": str(known.get("VolumeName") or ""),
            "size": told.f_blocks * told.f_frsize,
            "free": told.f_bavail * told.f_frsize,
            "files": None,
            "files_free": None,
            "read_only": mount.read_only,
            "kind": "network" if mount.far else "removable" if loose and mount.point != "/" else "disk",
            "system": mount.point == "/",
            "about": self._about(mount, known),
        }

    def _about(self, mount: Mount, known: dict[str, Any]) -> str:
        """For IT. What macOS would free by itself (purgeable) counts as used here, as it does for programs."""
        said = [mount.source, mount.kind, str(known.get("BusProtocol") or ""), str(known.get("SMARTStatus") or "")]
        if mount.point == "/" and (kept := snapshots(self._run)):
            said.append(f"{kept} local snapshots")
        return " ".join(word for word in said if word)

    def _mounts(self) -> list[Mount]:
        ran = self._run(["/sbin/mount"], 2.0)
        if ran.code != 0:
            raise CallProblem("disk", f"mount ended with {ran.code}")
        return mounts(ran.out)

    def _trashes(self) -> list[str]:
        """The one at home first; those of further disks of this Mac where there are any."""
        own = f"{self._home}/.Trash"
        _look(own)
        further = (f"{mount.point}/.Trashes/{os.geteuid()}" for mount in self._mounts() if _keeps(mount))
        return [own, *(folder for folder in further if os.path.isdir(folder) and not os.path.islink(folder))]  # noqa: PTH112, PTH114

    def _places(self) -> list[Place]:
        ours = self._environ.get("DESKSIDE_HOME", "")
        return places(self._home, self._temporary(), os.path.realpath(ours) if ours else "")

    def _temporary(self) -> str:
        """The person's own, which macOS makes for each sign-in; never the one that all share."""
        return self._environ.get("TMPDIR", "")


def _keeps(mount: Mount) -> bool:
    return mount.point != "/" and not mount.far and not mount.read_only


def _holding(path: str, there: list[Mount]) -> Mount | None:
    """All that lies nowhere else lies on the start disk."""
    around = [mount for mount in there if f"{path}/".startswith(mount.point.rstrip("/") + "/")]
    return max(around, key=lambda mount: len(mount.point), default=None)


def _look(folder: str) -> None:
    """``NotPermitted`` where macOS guards the folder from us."""
    try:
        with os.scandir(folder) as entries:
            next(entries, None)
    except PermissionError as problem:
        raise NotPermitted("disk", str(problem)) from problem
    except FileNotFoundError:
        return


def _moved(folder: str) -> list[float]:
    """When each thing came into the trash: that is the last its name was changed."""
    try:
        with os.scandir(folder) as entries:
            return [entry.stat(follow_symlinks=False).st_ctime for entry in entries]
    except OSError:
        return []


def of(run: Run) -> Disk:
    return MacDisk(run, os.environ)
