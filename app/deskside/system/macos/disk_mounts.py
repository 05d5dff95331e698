"""The disks of a Mac: which are mounted (mount), and what each is (diskutil, as a property list).

Since macOS 10.15 the start disk is two: a sealed one that is always read-only,
and "Data" beside it, on which everything of people lies. Both share their room
and are one disk to everybody; it is told here as "/".
"""

from __future__ import annotations

import plistlib
import re
from typing import Any, NamedTuple

from deskside.errors import CallProblem
from deskside.system.commands import Run

_LINE = re.compile(r"(.+?) on (/.*) \(([^()]*)\)$")
_DATA = "/System/Volumes/Data"
_FAR = ("smbfs", "nfs", "afpfs", "webdav", "ftp", "osxfuse", "macfuse", "fusefs")


class Mount(NamedTuple):
    point: str
    source: str
    kind: str
    """The type of file system."""
    options: frozenset[str]

    @property
    def read_only(self) -> bool:
        return "read-only" in self.options

    @property
    def far(self) -> bool:
        return self.kind in _FAR or "local" not in self.options


def mounts(printed: str) -> list[Mount]:
    """What people see as a disk. The sealed start disk is told as what lies beside it."""
    found: dict[str, Mount] = {}
    for line in printed.splitlines():
        if told := _LINE.match(line):
            options = [word.strip() for word in told[3].split(",")]
            found[told[2]] = Mount(told[2], told[1], options[0], frozenset(options[1:]))
    if _DATA in found:
        found["/"] = found[_DATA]._replace(point="/")
    return [mount for point, mount in found.items() if point == "/" or _seen(mount)]


def _seen(mount: Mount) -> bool:
    return mount.point.startswith("/Volumes/") and not mount.options & {"nobrowse"}


def about(run: Run, mount: Mount) -> dict[str, Any]:
    """What diskutil knows of it; nothing when it says nothing."""
    try:
        ran = run(["/usr/sbin/diskutil", "info", "-plist", mount.source], 2.0)
        told = plistlib.loads(ran.out.encode()) if ran.code == 0 else {}
    except (CallProblem, ValueError, plistlib.InvalidFileException):
        return {}
    return told if isinstance(told, dict) else {}


def snapshots(run: Run) -> int:
    """How many states of the start disk Time Machine keeps on it: what is cleared stays in them for a while."""
    try:
        ran = run(["/usr/bin/tmutil", "listlocalsnapshots", "/"], 1.5)
    except CallProblem:
        return 0
    return sum(line.startswith("com.apple.TimeMachine.") for line in ran.out.splitlines())
