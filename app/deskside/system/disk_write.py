"""Whether a file can really be kept in a folder: written, brought to the disk, read again, taken away.

A program's own "saved" proves nothing: a full disk is often noticed only when
the data goes to the disk.
"""

from __future__ import annotations

import errno
import os
import secrets

from deskside.system.printing import Record

SIZE = 1 << 20
"""As much as a letter with a picture: the last few bytes of a disk are no room."""

_PROBLEMS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "quota",
    errno.EROFS: "read-only",
    errno.EACCES: "not-permitted",
    errno.EPERM: "not-permitted",
}
_AT_ONCE_AWAY = getattr(os, "O_TEMPORARY", 0)
"""Windows takes the file away by itself once it is closed."""
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | _AT_ONCE_AWAY


def try_to_write(folder: str, size: int = SIZE) -> Record:
    """The answer to "disk.write". The file has no name from the start, where the system allows it: nothing stays."""
    name = os.path.join(folder, f".deskside-{secrets.token_hex(8)}")  # noqa: PTH118
    try:
        handle = os.open(name, _FLAGS, 0o600)
    except OSError as problem:
        return _said(problem, "no-files" if _no_more_files(folder) else "full")
    try:
        if not _AT_ONCE_AWAY:
            os.unlink(name)  # noqa: PTH108
        return _written(handle, secrets.token_bytes(size))
    except OSError as problem:
        return _said(problem, "full")
    finally:
        os.close(handle)


def _written(handle: int, data: bytes) -> Record:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
    os.fsync(handle)
    os.lseek(handle, 0, os.SEEK_SET)
    back = b""
    while part := os.read(handle, len(data)):
        back += part
    if back != data:
        return {"ok": False, "problem": "other", "why": "what was read is not what was written"}
    return {"ok": True, "problem": "", "why": ""}


def _said(problem: OSError, when_full: str) -> Record:
    kind = _PROBLEMS.get(problem.errno or 0, "other")
    why = f"{errno.errorcode.get(problem.errno or 0, '')} {problem.strerror or ''}".strip()
    return {"ok": False, "problem": when_full if kind == "full" else kind, "why": why}


def _no_more_files(folder: str) -> bool:
    """Whether the disk has room for bytes and none for one more file."""
    ask = getattr(os, "statvfs", None)
    if ask is None:
        return False
    try:
        told = ask(folder)
    except OSError:
        return False
    return bool(told.f_files and not told.f_favail)
