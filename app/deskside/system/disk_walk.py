"""Looking through a folder within a time limit: what is in it and what it really takes up on the disk.

Goes level by level, and last to where programs keep their own things, so that
little time still shows what lies near the top and what people know of.
Follows no link, stays on the folder's own disk, counts a file with several
names once, and counts what is used rather than what a file claims to hold.
"""

from __future__ import annotations

import os
import stat
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple, TypeAlias

PATIENCE = 3.0
"""Seconds that one call may spend on looking; the rest is left out, and said to be."""

_LINKS_ELSEWHERE = 0x20000000
"""Windows: a folder or file that stands for another (a junction), by the mark it bears."""
_EACH = 256
_OF_PROGRAMS = ("appdata", "library")
"""Where programs keep their own things, besides folders whose name begins with a dot."""


class Seen(NamedTuple):
    """One file or folder; ``path`` is below the folder looked through, with "/" between the names."""

    path: str
    folder: bool
    size: int
    """Bytes it takes up; 0 for a further name of a file that was counted."""
    told: os.stat_result


SizeOf: TypeAlias = Callable[[str, os.stat_result], int]


def used(_path: str, told: os.stat_result) -> int:
    """What a file takes up: its blocks, where the system tells them. ``_path`` is for systems that must ask again."""
    blocks: int | None = getattr(told, "st_blocks", None)
    return told.st_size if blocks is None else blocks * 512


class Walk:
    """Everything below ``top``. ``leave`` are whole paths that are not even looked at, such as other disks.

    ``freed``: a file with several names counts only when all of them are below
    ``top``, since otherwise nothing is won by taking these away.
    """

    def __init__(
        self,
        top: str,
        deadline: float,
        *,
        leave: Collection[str] = (),
        size_of: SizeOf = used,
        freed: bool = False,
    ) -> None:
        self._top, self._deadline, self._leave = top, deadline, leave
        self._size_of, self._freed = size_of, freed
        self._names: dict[tuple[int, int], int] = {}
        self.complete = True
        """False once the time was up before everything was seen."""

    def __iter__(self) -> Iterator[Seen]:
        try:
            device = os.lstat(self._top).st_dev
        except OSError:
            return
        ahead, later = deque([(self._top, "")]), deque[tuple[str, str]]()
        while ahead or later:
            folder, below = (ahead or later).popleft()
            for entry, told in self._entries(folder):
                path = f"{below}/{entry.name}" if below else entry.name
                if not stat.S_ISDIR(told.st_mode):
                    yield Seen(path, False, self._size(entry.path, told), told)
                elif told.st_dev in (device, 0):  # Windows tells no disk here
                    yield Seen(path, True, 0, told)
                    (later if _of_programs(path) else ahead).append((entry.path, path))
            if self._late():
                return

    def _entries(self, folder: str) -> Iterator[tuple[os.DirEntry[str], os.stat_result]]:
        """What lies in one folder; what cannot be read is not the person's to clear and is passed over."""
        try:
            with os.scandir(folder) as entries:
                for number, entry in enumerate(entries, 1):
                    if number % _EACH == 0 and self._late():
                        return
                    if entry.path in self._leave:
                        continue
                    try:
                        told = entry.stat(follow_symlinks=False)
                    except OSError:
                        continue
                    if not stands_for_another(told):
                        yield entry, told
        except OSError:
            return

    def _late(self) -> bool:
        if time.monotonic() < self._deadline:
            return False
        self.complete = False
        return True

    def _size(self, path: str, told: os.stat_result) -> int:
        if told.st_nlink <= 1:
            return self._size_of(path, told)
        key = (told.st_dev, told.st_ino)
        seen = self._names[key] = self._names.get(key, 0) + 1
        return self._size_of(path, told) if seen == (told.st_nlink if self._freed else 1) else 0


def _of_programs(path: str) -> bool:
    first = path.partition("/")[0]
    return first.startswith(".") or first.lower() in _OF_PROGRAMS


def stands_for_another(told: os.stat_result) -> bool:
    """Whether this is a link of any kind, rather than the thing itself."""
    mark: int = getattr(told, "st_reparse_tag", 0)
    return stat.S_ISLNK(told.st_mode) or bool(mark & _LINKS_ELSEWHERE)


def shown(path: str) -> str:
    """A path as it can be told: what is no letter in any writing is replaced."""
    clean = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in clean)
