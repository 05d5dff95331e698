"""What SQLite and the operating system say when something cannot be kept, in our own errors."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

from deskside import errors

_DENIED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_DAMAGE = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
_BROKEN = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_AWAY = {errno.EIO, errno.ENODEV, errno.ENOTCONN, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH}
_SHARED_MEMORY_SIZE = sqlite3.SQLITE_IOERR | (19 << 8)


class Unfit(sqlite3.DatabaseError):
    """The file is a database, but not a whole one of ours."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT


def code(problem: sqlite3.Error) -> int:
    """SQLite's primary result code."""
    return int(getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF


def is_full(problem: Exception) -> bool:
    if isinstance(problem, sqlite3.Error):
        whole = getattr(problem, "sqlite_errorcode", 0)
        return code(problem) == sqlite3.SQLITE_FULL or whole == _SHARED_MEMORY_SIZE
    return isinstance(problem, OSError) and problem.errno in _NO_SPACE


def is_damage(problem: Exception) -> bool:
    """A name in the file that is no text is damage too: then SQLite's own complaint cannot be read."""
    if isinstance(problem, sqlite3.Error):
        return code(problem) in _DAMAGE
    return isinstance(problem, UnicodeDecodeError)


def is_lost(problem: Exception) -> bool:
    """Whether a folder on another computer may have gone away under us."""
    if isinstance(problem, sqlite3.Error):
        return code(problem) in _BROKEN
    return isinstance(problem, OSError) and problem.errno in _AWAY


def translated(problem: Exception, path: Path) -> errors.StorageProblem:
    """``problem``, met while ``path`` was read or written, as one of ours."""
    why = f"{type(problem).__name__}: {problem}"
    if is_full(problem):
        return errors.DiskFull(str(path), why)
    if isinstance(problem, sqlite3.Error) and code(problem) not in _DENIED:
        return errors.StorageProblem(str(path), why)
    return errors.NotWritable(str(path), why)
