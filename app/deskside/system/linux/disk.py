"""Disks on Linux, and what of this person's own fills them. No other computer's disk is asked unless home is there."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping

from deskside.errors import Unavailable
from deskside.system.commands import Run
from deskside.system.disk import Disk
from deskside.system.disk_caches import Place, clear_one, measure
from deskside.system.disk_folder import MOST, contents
from deskside.system.disk_largest import largest
from deskside.system.disk_write import try_to_write
from deskside.system.linux import disk_trash
from deskside.system.linux.disk_home import Home
from deskside.system.linux.disk_mounts import (
    MOUNTS,
    Mount,
    below,
    holding,
    is_removable,
    label,
    mounts,
    noted_trouble,
)
from deskside.system.linux.disk_open import in_use
from deskside.system.linux.disk_places import TEMPORARY, Places
from deskside.system.printing import Record

_NO_WRITING = getattr(os, "ST_RDONLY", 1)


class LinuxDisk(Disk):
    """All but ``environ`` is the system's own, unless a test brings another."""

    def __init__(
        self,
        environ: Mapping[str, str],
        table: str = MOUNTS,
        temporary: Mapping[str, float] = TEMPORARY,
        owner: int | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._home, self._table, self._temporary = Home(environ, owner), table, dict(temporary)
        self._places = Places(self._home, self._temporary, in_use, clock)

    def volumes(self) -> list[Record]:
        there = mounts(self._table)
        home, system = holding(self._home.folder, there), holding("/", there)
        temporary = holding(os.path.realpath(next(iter(self._temporary))), there)
        wanted: dict[str, Mount] = {}
        for mount in (home, system, temporary, *sorted(there)):
            if mount in (home, system, temporary) or mount.disk:
                wanted.setdefault(mount.device, mount)
        rows = []
        for mount in wanted.values():
            same = [one for one in (home, system, temporary) if one.device == mount.device]
            rows.append(_volume(mount, home=home in same, system=system in same, temporary=temporary in same))
        return rows

    def write(self) -> Record:
        told = try_to_write(self._home.folder)
        if not told["ok"]:
            told["why"] = f"{told['why']}; {_about(holding(self._home.folder, mounts(self._table)))}"
        return told

    def trash(self) -> Record:
        there = mounts(self._table)
        trashes = self._trashes(there)
        home = holding(self._home.folder, there).device
        at_home = [trash for trash in trashes if holding(trash, there).device == home]
        return disk_trash.look(trashes, at_home, self._other_disks(there))

    def empty_trash(self) -> None:
        there = mounts(self._table)
        disk_trash.empty(self._trashes(there), self._other_disks(there))

    def caches(self) -> list[Record]:
        there = mounts(self._table)
        home = holding(self._home.folder, there)
        return measure((_on_its_disk(place, there, home) for place in self._places.all()), leave=below("/", there))

    def clear_cache(self, cache: str) -> None:
        clear_one(self._places.all(), cache, leave=below("/", mounts(self._table)))

    def downloads(self) -> Record:
        folder, there = self._home.downloads, mounts(self._table)
        if holding(os.path.realpath(folder), there).device != holding(self._home.folder, there).device:
            raise Unavailable("disk.downloads", f"{folder} lies on another disk")
        seen = contents(os.path.realpath(folder), leave=self._other_disks(there))
        return {"folder": folder, "size": seen.size, "files": list(seen.rows[:MOST]), "complete": seen.complete}

    def largest(self) -> list[Record]:
        there = mounts(self._table)
        cleared = {self._home.caches, *self._trashes(there), *self._places.folders()}
        return largest(self._home.folder, leave=self._other_disks(there) | cleared)

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        """What is the person's own they may clear, unless nothing at all can be changed there."""
        return not os.statvfs(self._home.folder).f_flag & _NO_WRITING

    def _trashes(self, there: list[Mount]) -> list[str]:
        return disk_trash.folders(self._home, [mount for mount in there if mount.disk and not is_removable(mount)])

    def _other_disks(self, there: list[Mount]) -> frozenset[str]:
        return below(self._home.folder, there)


def _volume(mount: Mount, *, home: bool, system: bool, temporary: bool) -> Record:
    told = os.statvfs(mount.point)
    kind = "network" if mount.far else "removable" if is_removable(mount) else "disk"
    return {
        "name": mount.point,
        "label": label(mount),
        "size": told.f_blocks * told.f_frsize,
        "free": told.f_bavail * told.f_frsize,
        "files": told.f_files or None,
        "files_free": told.f_favail if told.f_files else None,
        "read_only": bool(told.f_flag & _NO_WRITING),
        "kind": kind,
        "home": home,
        "system": system,
        "temporary": temporary,
        "about": _about(mount),
    }


def _about(mount: Mount) -> str:
    """For IT: what the disk is, how it is attached, and whether the kernel has noted trouble with it."""
    said = f"{mount.source} {mount.kind} {','.join(sorted(mount.options))}"
    trouble = noted_trouble(mount)
    return f"{said}; {trouble}" if trouble else said


def _on_its_disk(place: Place, there: list[Mount], home: Mount) -> Place:
    disk = holding(place.folder, there)
    return place if disk.device == home.device else place._replace(volume=disk.point)


def of(run: Run) -> Disk:  # noqa: ARG001 - one shape for every room
    return LinuxDisk(os.environ)
