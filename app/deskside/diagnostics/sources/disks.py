"""Facts about disks: what kind, how large, how full. A name that somebody gave a disk is not told."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from typing import Any

from deskside.diagnostics.sources.asking import Ask, rows, some, told
from deskside.language import _
from deskside.model.report import Fact

_GIB = 1024**3
_OF_THE_SYSTEM = re.compile(r"[A-Z]:\\?|/|/(home|var|tmp|boot|usr|opt|srv|data)(/(efi|log|tmp))?")


def disks(ask: Ask) -> Iterator[Fact]:
    volumes = rows(told(ask, "disk.volumes"))
    numbers: Counter[str] = Counter()
    for volume in volumes:
        name = str(volume.get("name", ""))
        if not _OF_THE_SYSTEM.fullmatch(name):
            kind = str(volume.get("kind", "disk"))
            numbers[kind] += 1
            name = f"{kind} {numbers[kind]}"
        yield Fact("disks", name, _("Disk {name}").format(name=name), _volume(volume))
    if not volumes:
        yield Fact("disks", "none", _("Disks"), _("no disk was found"))


def _volume(volume: dict[str, Any]) -> dict[str, Any]:
    size, free = int(volume.get("size") or 0), int(volume.get("free") or 0)
    used = _used(volume)
    used = size - free if used is None else used
    return {
        "total_gib": round(size / _GIB, 1),
        "free_gib": round(free / _GIB, 1),
        "full_percent": round(100 * used / (used + free)) if used + free else None,
        **some(volume, "kind", "system", "home", "read_only"),
    }


def _used(volume: dict[str, Any]) -> int | None:
    """What lies on it, without what is kept back for the system; only asked of a disk that cannot hang."""
    if volume.get("kind") != "disk":
        return None
    try:
        return shutil.disk_usage(str(volume["name"])).used
    except (OSError, KeyError):
        return None
