"""The disks of this Linux, by the kernel's own list of mounts: which is which, without asking one that may hang."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

MOUNTS = "/proc/self/mountinfo"

_NO_DISK = {"squashfs", "erofs", "cramfs", "iso9660", "udf", "autofs", "proc", "sysfs", "devtmpfs", "ramfs", "nsfs"}
"""Not a place to keep files: read-only by nature (and always full), or not a disk at all."""
_OWN = {"btrfs", "zfs", "bcachefs", "overlay", "f2fs", "fuseblk"}
"""Disks whose source need not be a file in /dev."""
_FAR = ("nfs", "cifs", "smb", "fuse", "9p", "ceph", "gluster", "lustre", "afs", "ncp", "davfs", "virtiofs")
_START_ONLY = re.compile(r"/(boot|efi|recovery)(/|$)")
_ESCAPED = re.compile(r"\\([0-7]{3})")


class Mount(NamedTuple):
    point: str
    device: str
    """ "8:1"."""
    kind: str
    """The type of file system."""
    source: str
    options: frozenset[str]

    @property
    def read_only(self) -> bool:
        return "ro" in self.options

    @property
    def far(self) -> bool:
        """Whether to ask it may mean to wait for another computer, or for a program."""
        return self.kind.startswith(_FAR) and self.kind != "fuseblk"

    @property
    def disk(self) -> bool:
        """Whether people keep files there, on this computer."""
        if self.kind in _NO_DISK or self.far or _START_ONLY.match(self.point):
            return False
        return self.source.startswith("/dev/") or self.kind in _OWN

    def holds(self, path: str) -> bool:
        return path == self.point or path.startswith(self.point.rstrip("/") + "/")


def mounts(table: str = MOUNTS) -> list[Mount]:
    """All mounts, the topmost of each point only."""
    lines = Path(table).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    by_point = {mount.point: mount for mount in map(_mount, lines) if mount is not None}
    return list(by_point.values())


def _mount(line: str) -> Mount | None:
    """One line: ``36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue``."""
    before, dash, after = line.partition(" - ")
    here, there = before.split(" "), after.split(" ")
    if not dash or len(here) < 6 or len(there) < 3:
        return None
    options = frozenset([*here[5].split(","), *there[2].split(",")])
    return Mount(_plain(here[4]), here[2], there[0], _plain(there[1]), options)


def _plain(escaped: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), escaped)


def holding(path: str, there: Iterable[Mount]) -> Mount:
    """The mount that a path lies on, by name alone. ``LookupError`` when there is none."""
    around = [mount for mount in there if mount.holds(path)]
    if not around:
        raise LookupError(path)
    return max(around, key=lambda mount: len(mount.point))


def below(path: str, there: Iterable[Mount]) -> frozenset[str]:
    """Points inside a folder where something else is mounted: not to be touched."""
    return frozenset(
        mount.point for mount in there if mount.point != path and mount.point.startswith(path.rstrip("/") + "/")
    )


def is_removable(mount: Mount, devices: str = "/sys/dev/block") -> bool:
    """Whether it is a stick, a card or a disk on a cable."""
    place = os.path.realpath(f"{devices}/{mount.device}")
    if "/usb" in place:
        return True
    for folder in (place, os.path.dirname(place)):  # noqa: PTH120 - a part of a disk has it from the whole
        try:
            return Path(folder, "removable").read_text() == "1\n"
        except OSError:
            continue
    return False


def label(mount: Mount, labels: str = "/dev/disk/by-label") -> str:
    """What its owner called it; "" when nothing."""
    try:
        links = list(Path(labels).iterdir())
    except OSError:
        return ""
    same = (link.name for link in links if os.path.realpath(link) == mount.source)
    return next((name.replace("\\x20", " ") for name in same), "")


def noted_trouble(mount: Mount, kept: str = "/sys/fs") -> str:
    """What the kernel itself noted about this file system, for IT: a disk that begins to die turns read-only."""
    name = os.path.basename(os.path.realpath(mount.source))  # noqa: PTH119
    try:
        count = int(Path(kept, mount.kind, name, "errors_count").read_text())
    except (OSError, ValueError):
        return ""
    return f"{count} errors noted by the kernel" if count else ""
