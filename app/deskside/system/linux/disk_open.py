"""Which files are in use now: what any program of this person holds open, has in memory, or stands in."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

_GONE = " (deleted)"


def in_use(below: Collection[str], processes: str = "/proc") -> set[str]:
    """Whole paths in use under one of these folders. Other people's programs cannot be seen, nor do they use ours.

    Only names are read, and no file is touched: one on a dead server would hold us up.
    """
    starts = tuple(folder.rstrip("/") + "/" for folder in below)
    found = set()
    with os.scandir(processes) as entries:
        numbers = [entry.path for entry in entries if entry.name.isdigit()]
    for process in numbers:
        for path in (*_open(process), *_mapped(process)):
            if path.startswith(starts):
                found.add(path.removesuffix(_GONE))
    return found


def _open(process: str) -> Iterator[str]:
    for link in ("cwd", "exe"):
        with suppress(OSError):
            yield str(Path(process, link).readlink())
    with suppress(OSError), os.scandir(f"{process}/fd") as handles:
        for handle in handles:
            with suppress(OSError):
                yield str(Path(handle.path).readlink())


def _mapped(process: str) -> Iterator[str]:
    try:
        lines = Path(process, "maps").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return
    for line in lines:
        parts = line.split(None, 5)
        if len(parts) == 6 and parts[5].startswith("/"):
            yield parts[5]
