"""What is done with a database that cannot be read: it is kept, and what still can be read of it is carried over."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deskside.storage.schema import Schema

_BESIDE = ("", "-wal", "-shm")
_UNSURE = ("queued", "sending")


def move_aside(path: Path) -> Path:
    """Renames the file and what SQLite keeps beside it; where to."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    number, kept = 1, path.with_name(f"{path.stem}-damaged-{stamp}{path.suffix}")
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.stem}-damaged-{stamp}-{number}{path.suffix}")
    for beside in _BESIDE:
        with contextlib.suppress(FileNotFoundError):
            Path(f"{path}{beside}").replace(f"{kept}{beside}")
    return kept


def salvage(kept: Path, into: sqlite3.Connection, schema: Schema) -> None:
    """Copies every row that can be read. A row of the outbox may be older than what was really done, so one that
    waited becomes "unknown": the help desk is asked before it is sent again.
    """
    try:
        old = sqlite3.connect(f"{kept.absolute().as_uri()}?mode=ro", uri=True, timeout=1.0)
    except sqlite3.Error:
        return
    with contextlib.closing(old):
        old.row_factory = sqlite3.Row
        old.text_factory = lambda raw: raw.decode("utf-8", "replace")
        into.execute("BEGIN IMMEDIATE")
        for table in schema.tables:
            for row in _readable(old, table):
                _carry_over(into, table, row)
        into.execute("COMMIT")


def _readable(old: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """Rows from the front until one cannot be read, then from the back until one cannot."""
    seen: set[Any] = set()
    for order in ("ASC", "DESC"):
        try:
            for row in old.execute(f"SELECT rowid AS _rowid, * FROM {table} ORDER BY rowid {order}"):  # noqa: S608
                found = dict(row)
                number = found.pop("_rowid")
                if number in seen:
                    return
                seen.add(number)
                yield found
        except (sqlite3.Error, UnicodeDecodeError):  # the second: SQLite's complaint names what is no text
            continue
        else:
            return


def _carry_over(into: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    if table == "leases":
        return
    if table == "outbox" and row.get("state") in _UNSURE:
        row["state"] = "unknown"
        row["changed"] = time.time()
    names, marks = ", ".join(row), ", ".join("?" * len(row))
    with contextlib.suppress(sqlite3.Error):
        into.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))  # noqa: S608
