"""Reading a small text file that anyone may have put there, and replacing one so that it is whole at every moment.

Nothing here waits or grows without bound: a pipe, a device or a folder is
refused, and so is a file that is larger than such a file ever needs to be.
"""

from __future__ import annotations

import errno
import os
import stat
import threading
from pathlib import Path

from deskside.errors import DesksideError, DiskFull, NotWritable, StorageProblem


class Unreadable(DesksideError):
    """``why`` is "missing", "not-a-file", "no-right", "too-large", "not-text" or "damaged-disk"."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"{path}: {why}")
        self.path, self.why = path, why


_WHY = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.EISDIR: "not-a-file",
    errno.ELOOP: "not-a-file",
    errno.ENXIO: "not-a-file",
    errno.EACCES: "no-right",
    errno.EPERM: "no-right",
}


def read_bytes(path: Path, limit: int, *, links: bool = True) -> bytes:
    """The file's content, at most ``limit`` bytes. With ``links`` false a symbolic link counts as no file."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    if not links:
        flags |= getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags)
        with os.fdopen(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise Unreadable(path, "not-a-file")
            content = file.read(limit + 1)
    except OSError as problem:
        # Path.is_dir() raises where the folder around it is closed. Windows opens no folder, and says no right.
        closed = os.name != "posix" and os.path.isdir(path)  # noqa: PTH112
        why = "not-a-file" if closed else _WHY.get(problem.errno or 0, "damaged-disk")
        raise Unreadable(path, why) from problem
    except ValueError as problem:  # a name with a zero in it
        raise Unreadable(path, "missing") from problem
    if len(content) > limit:
        raise Unreadable(path, "too-large")
    return content


def read_text(path: Path, limit: int, *, links: bool = True) -> str:
    """The file's content as text: UTF-8, with or without the mark that Windows editors put first."""
    try:
        return read_bytes(path, limit, links=links).decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise Unreadable(path, "not-text") from problem


def replace_text(path: Path, text: str) -> None:
    """Puts ``text`` in the file's place in one step, readable by its owner only; a link stays a link."""
    try:
        target = path.resolve()
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}")
        fresh.unlink(missing_ok=True)
        try:
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(target)
        finally:
            fresh.unlink(missing_ok=True)
    except RuntimeError as problem:  # links that lead in a circle
        raise NotWritable(str(path.parent), str(problem)) from problem
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(str(path), str(problem)) from problem
        if problem.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.EISDIR):
            raise NotWritable(str(path.parent), str(problem)) from problem
        raise StorageProblem(str(path), str(problem)) from problem
