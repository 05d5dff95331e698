"""The recycle bin as Windows keeps it: for each thing thrown away a note ($I…) and the thing itself ($R…).

The note says when it was thrown away, how large it was and what it was called.
Source: libyal's "Windows Recycle.Bin file formats", versions 1 and 2.
"""

from __future__ import annotations

import os
import time
from pathlib import Path, PureWindowsPath
from typing import NamedTuple

from deskside.system.disk_folder import MOST
from deskside.system.disk_walk import PATIENCE, shown
from deskside.system.printing import Record

_SINCE_1601 = 11_644_473_600
_LONGEST = 28 + 2 * 32_768


class Note(NamedTuple):
    name: str
    size: int
    at: float
    folder: bool


def notes(folders: list[str]) -> list[Note]:
    """Those in these folders; what cannot be read is passed over, and so is the rest when the time is up."""
    end = time.monotonic() + PATIENCE / 2
    found: list[Note] = []
    for folder in folders:
        try:
            names = [name for name in os.listdir(folder) if name.startswith("$I")]  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            if time.monotonic() > end:
                return found
            path = Path(folder, name)
            try:
                with path.open("rb") as file:
                    data = file.read(_LONGEST)
            except OSError:
                continue
            if note := read(data, folder=path.with_name("$R" + name[2:]).is_dir()):
                found.append(note)
    return found


def read(data: bytes, *, folder: bool) -> Note | None:
    """None for a note of a kind that is not known."""
    version = int.from_bytes(data[:8], "little")
    start = {1: 24, 2: 28}.get(version)
    if start is None or len(data) <= start:
        return None
    size, at = (int.from_bytes(data[place : place + 8], "little") for place in (8, 16))
    path = data[start : start + (len(data) - start) // 2 * 2].decode("utf-16-le", "replace").partition("\0")[0]
    return Note(PureWindowsPath(path).name, size, at / 10_000_000 - _SINCE_1601, folder)


def rows(found: list[Note], now: float) -> list[Record]:
    """The largest first, in the words of the table."""
    largest = sorted(found, key=lambda note: -note.size)[:MOST]
    return [
        {"name": shown(note.name), "folder": note.folder, "size": note.size, "age": max(0.0, now - note.at)}
        for note in largest
    ]


def oldest(found: list[Note], now: float) -> float | None:
    return max((max(0.0, now - note.at) for note in found), default=None)
