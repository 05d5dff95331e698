"""Changing a text file of the system or the person so that it is never half written, line by line and byte for byte.

A line is taken out of use by making it a comment with our mark; taking the
mark away brings back the very same line.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

from deskside.errors import CallProblem, NotPermitted, Unavailable

MARK = b"# hidden by Deskside: "
_MOST = 4 * 1024 * 1024


def lines(path: Path) -> list[bytes]:
    """The file's lines with their ends; none where there is no such file."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
    except FileNotFoundError:
        return []
    except PermissionError as problem:
        raise NotPermitted(str(path), str(problem)) from problem
    except OSError as problem:
        raise Unavailable(str(path), str(problem)) from problem
    if len(data) > _MOST:
        raise Unavailable(str(path), "too large")
    parts = data.split(b"\n")
    return [part + b"\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


def write(path: Path, new: list[bytes]) -> None:
    """Puts these lines in the file's place: whole or not at all, with the owner and rights it had."""
    data = b"".join(new)
    try:
        real = path.resolve(strict=True)
        try:
            _replace(real, data)
        except OSError as problem:
            if problem.errno not in (errno.EBUSY, errno.EXDEV):
                raise
            _overwrite(real, data)  # a file that is a mount of its own can't be replaced
    except PermissionError as problem:
        raise NotPermitted(str(path), str(problem)) from problem
    except OSError as problem:
        if problem.errno == errno.EROFS:
            raise NotPermitted(str(path), str(problem)) from problem
        raise CallProblem(str(path), str(problem)) from problem


def _replace(path: Path, data: bytes) -> None:
    was = path.stat()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            os.fchmod(handle, stat.S_IMODE(was.st_mode))
            os.fchown(handle, was.st_uid, was.st_gid)
            _copy_label(path, name)
            file.flush()
            os.fsync(handle)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    _sync_folder(path.parent)


def _copy_label(path: Path, name: str) -> None:
    """What SELinux knows the file by, where there is such a thing."""
    with contextlib.suppress(OSError, AttributeError):
        os.setxattr(name, "security.selinux", os.getxattr(path, "security.selinux"))


def _overwrite(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        written = 0
        while written < len(data):
            written += os.write(handle, data[written:])
        os.ftruncate(handle, len(data))
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
