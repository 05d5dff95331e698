"""Files of browsers: written whole or not at all, put aside and back, and how much they keep of a site."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from deskside.errors import NotPermitted, Unavailable

_ASIDE = ".deskside-aside"
_KEPT = (
    ("moz_cookies", "host", "length(name) + length(value)"),
    ("cookies", "host_key", "length(name) + max(length(value), length(encrypted_value))"),
)


def replace_text(file: Path, text: str) -> None:
    """The new text under the old name, with the old rights; a link is followed to the file it leads to."""
    target = file.resolve()
    new = target.with_name(f"{target.name}.deskside-new")
    try:
        mode = target.stat().st_mode & 0o777
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        new.chmod(mode)  # whatever this process takes away from new files
        new.replace(target)
    except OSError as problem:
        with suppress(OSError):
            new.unlink(missing_ok=True)
        if isinstance(problem, PermissionError):
            raise NotPermitted("browsers", str(problem)) from problem
        raise


def aside(file: Path) -> None:
    _move(file, file.with_name(file.name + _ASIDE))


def back(file: Path) -> None:
    if os.path.lexists(file):
        raise Unavailable("browsers.lock", "there is a newer lock")
    _move(file.with_name(file.name + _ASIDE), file)


def _move(old: Path, new: Path) -> None:
    try:
        old.replace(new)
    except FileNotFoundError as problem:
        raise Unavailable("browsers", f"there is no {old.name}") from problem
    except PermissionError as problem:
        raise NotPermitted("browsers", str(problem)) from problem


def can_write(file: Path) -> bool:
    return os.access(file, os.W_OK)


def cookies_of(file: Path, host: str) -> tuple[int, int] | None:
    """How many cookies the browser sends to this host, and their bytes; None when its store cannot be read."""
    import sqlite3  # here: only this call needs it

    if not file.is_file():
        return None
    try:
        store = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, timeout=1.0)
        try:
            tables = {row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table, key, size in _KEPT:
                if table in tables:
                    rows = store.execute(f"SELECT {key}, {size} FROM {table}").fetchall()  # noqa: S608 - our own words
                    return _counted(rows, host.lower())
        finally:
            store.close()
    except sqlite3.Error:
        return None
    return None


def _counted(rows: list[tuple[str, int]], host: str) -> tuple[int, int]:
    """A key with a dot in front counts for all hosts below it."""
    sizes = [size for key, size in rows if key.lower() == host or (key[:1] == "." and f".{host}".endswith(key.lower()))]
    return len(sizes), sum(size + len("=; ") for size in sizes)
