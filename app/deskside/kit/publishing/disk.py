"""The one place that writes: a new file, a move, a removal, each known to be on the disk when it returns.

Everything that changes a catalogue goes through here, so that tests can end the
process at any of these steps and look at what is left.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from deskside.system import platform

READ_BY_ALL, READ_BY_OWNER = 0o644, 0o600
READ_BY_ALL_FOLDER, READ_BY_OWNER_FOLDER = 0o755, 0o700
_SHARED = stat.S_IWGRP | stat.S_ISGID


class Disk:
    """Raises OSError with the whole path.

    Below ``top`` no link is followed, also none that somebody puts there between two steps. Windows has no way to
    ask for that.
    """

    _top: Path | None = None

    def __init__(self, top: Path | None = None) -> None:
        self._top = top

    def make(self, folder: Path, mode: int = READ_BY_ALL_FOLDER) -> None:
        """With what is missing above it; a web server reads it, whatever the umask of who publishes.

        Where a group of publishers may write to the folder above, it may write to this one.
        """
        if folder.is_dir():
            return
        self.make(folder.parent, mode)
        shared = folder.parent.stat().st_mode & _SHARED if mode == READ_BY_ALL_FOLDER else 0
        with self._in(folder) as (name, place):
            os.mkdir(name, mode, dir_fd=place)
        if platform.current() != "windows":
            with self._open(folder) as handle:
                os.fchmod(handle, mode | shared)

    def write(self, path: Path, content: bytes, mode: int = READ_BY_ALL) -> None:
        """A file that was not there before; what a process that was ended left of it is replaced."""
        self._unlink(path)
        with self._in(path) as (name, place):
            how = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
            handle = os.open(name, how, mode, dir_fd=place)
        with _named(path), os.fdopen(handle, "wb") as file:
            if platform.current() != "windows":
                os.fchmod(handle, mode)
            file.write(content)
            file.flush()
            os.fsync(handle)

    def move(self, source: Path, target: Path) -> None:
        """In one step, in the place of what is there."""
        with self._in(target) as (new, there), self._in(source) as (name, place):
            os.replace(name, new, src_dir_fd=place, dst_dir_fd=there)

    def remove(self, path: Path) -> None:
        self._unlink(path)

    def settle(self, folder: Path) -> None:
        """What was made, moved and removed in the folder is so after a power cut too."""
        if platform.current() == "windows":
            return
        with self._open(folder) as handle:
            os.fsync(handle)

    def _unlink(self, path: Path) -> None:
        with suppress(FileNotFoundError), self._in(path) as (name, place):
            os.unlink(name, dir_fd=place)

    @contextmanager
    def _in(self, path: Path) -> Iterator[tuple[str, int | None]]:
        """Its name and the folder that it lies in; on Windows the whole path, and no folder."""
        if platform.current() == "windows":
            yield str(path), None
            return
        with self._open(path.parent) as folder, _named(path):
            yield path.name, folder

    @contextmanager
    def _open(self, folder: Path) -> Iterator[int]:
        handle = self._walk(folder)
        try:
            yield handle
        finally:
            os.close(handle)

    def _walk(self, folder: Path) -> int:
        """The folder, come to by one folder after the other from ``top`` on."""
        begin = self._top if self._top is not None and folder.is_relative_to(self._top) else folder
        at = os.open(begin, os.O_RDONLY | os.O_DIRECTORY)
        for name in folder.relative_to(begin).parts:
            try:
                further = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=at)
            except OSError as problem:
                link = isinstance(problem, NotADirectoryError)
                says = "a link, or no folder, is in the way" if link else problem.strerror
                raise OSError(problem.errno, says, str(folder)) from problem
            finally:
                os.close(at)
            at = further
        return at


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """What goes wrong with an open file, or within an open folder, has no path, or no folder in it."""
    try:
        yield
    except OSError as problem:
        raise OSError(problem.errno, problem.strerror, str(path)) from problem
