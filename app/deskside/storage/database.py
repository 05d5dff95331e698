"""One SQLite file, opened when first needed and safe against kill, power loss, a full disk and damage.

Committed means on the disk (WAL, synchronous=FULL). What SQLite or the system
says is told as our own errors. A damaged file is moved aside and kept, what
can still be read of it goes into a new one, and ``errors.Damaged`` is raised
once so that somebody says it; the next call simply works.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from deskside import errors
from deskside.storage.damage import move_aside, salvage
from deskside.storage.far import SECONDS, Patience, is_far
from deskside.storage.reserve import Reserve
from deskside.storage.schema import DESKSIDE, Schema
from deskside.storage.trouble import Unfit, code, is_damage, is_full, is_lost, translated

T = TypeVar("T")

BUSY_SECONDS = 10.0

_TROUBLE = (sqlite3.Error, OSError, UnicodeDecodeError)


class Database:
    """``change`` and ``read`` may be called from any thread; one at a time is served."""

    def __init__(self, path: Path, schema: Schema = DESKSIDE, *, patience: float = SECONDS) -> None:
        """``patience``: how long a folder on another computer may take for anything."""
        self.path = path
        self._schema = schema
        self._reserve = Reserve(path.with_name(f"{path.name}.reserve"))
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._patience = Patience(path, patience) if is_far(path) else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, it: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def open(self) -> None:
        """Opens the file now, so that trouble with it is told at a good moment."""
        self._guarded(lambda _: None)

    @property
    def is_open(self) -> bool:
        """Whether anyone has needed it yet."""
        return self._connection is not None

    @property
    def is_far(self) -> bool:
        """Whether its folder lies on another computer."""
        return self._patience is not None

    def close(self) -> None:
        with contextlib.suppress(errors.Away):
            self.patiently(self._close)

    def _close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None

    def patiently(self, work: Callable[[], T]) -> T:
        """``work`` in the folder of the database; raises ``Away`` where that lies far away and does not answer."""
        return self._patience.do(work) if self._patience is not None else work()

    def read(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        return self._guarded(lambda connection: connection.execute(sql, values).fetchall())

    def change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """All that ``work`` does, or nothing of it. It is on the disk when this returns; ``work`` may be run twice."""

        def whole(connection: sqlite3.Connection) -> T:
            connection.execute("BEGIN IMMEDIATE")
            try:
                result = work(connection)
                if self._patience is not None:
                    self._patience.still_wanted()
                connection.execute("COMMIT")
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
            return result

        result = self._guarded(whole)
        self.patiently(self._reserve.fill)
        return result

    def wipe(self) -> None:
        """What was deleted leaves the file's bytes too, and those of the file beside it; a moment's work.

        While another process reads, the file beside it keeps them until the next time.
        """

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("PRAGMA temp_store=MEMORY")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        self._guarded(work)

    def drop_overwritten(self) -> None:
        """What was replaced or deleted leaves the file beside the database too, where nobody else uses it just now."""

        def work() -> None:
            with self._lock:
                if self._connection is not None:
                    self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

        with contextlib.suppress(sqlite3.Error, errors.Away):
            self.patiently(work)

    def make_room(self) -> bool:
        """The disk is full: gives back the space that was kept for this; whether there was any."""
        return self._reserve.free()

    def _guarded(self, work: Callable[[sqlite3.Connection], T]) -> T:
        return self.patiently(lambda: self._served(work))

    def _served(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return work(self._connected())
            except _TROUBLE as problem:
                first = problem
            if is_full(first) and self.make_room():
                try:
                    return work(self._connected())
                except _TROUBLE as problem:
                    first = problem
            if self._patience is not None and is_lost(first):
                self._close()  # what is open there stays broken when the folder is back
                try:
                    return work(self._connected())
                except _TROUBLE as problem:
                    raise errors.Away(str(self.path), f"{type(problem).__name__}: {problem}") from problem
            if is_damage(first):
                raise self._begin_anew(first) from first
            raise translated(first, self.path) from first

    def _connected(self) -> sqlite3.Connection:
        if self._connection is not None and _inode(self.path) != self._inode:
            self._close()  # another process moved a damaged file aside
        if self._connection is None:
            self._connection = self._open()
            self._inode = _inode(self.path)
        return self._connection

    def _open(self) -> sqlite3.Connection:
        make_private(self.path)
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        try:
            connection.row_factory = sqlite3.Row
            connection.text_factory = _text
            _use_wal(connection)
            for pragma in ("synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
                connection.execute(f"PRAGMA {pragma}")
            self._move_forward(connection)
            self._look_over(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _move_forward(self, connection: sqlite3.Connection) -> None:
        newest = len(self._schema.steps)
        if _version(connection) == newest:
            return
        connection.execute("BEGIN IMMEDIATE")
        try:
            version = _version(connection)
            if version > newest:
                raise errors.StorageProblem(str(self.path), f"made by a newer Deskside: version {version}")
            for step in self._schema.steps[version:]:
                for statement in step.split(";"):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version={newest}")
            connection.execute("COMMIT")
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")

    def _look_over(self, connection: sqlite3.Connection) -> None:
        says = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if says != "ok":
            raise Unfit(says)
        there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")}
        if missing := set(self._schema.tables) - there:
            raise Unfit(f"no table {sorted(missing)}")

    def _begin_anew(self, problem: Exception) -> errors.StorageProblem:
        self._close()
        try:
            kept = move_aside(self.path)
            self._connection = self._open()
            self._inode = _inode(self.path)
            salvage(kept, self._connection, self._schema)
        except _TROUBLE as worse:
            return translated(worse, self.path)
        return errors.Damaged(str(kept), str(problem))


def make_private(path: Path) -> None:
    """Makes the folder of ``path`` (0700) and the file (0600) where they are missing; a power loss keeps them."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Names made or changed in ``folder`` survive a power loss, where the system can promise that."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return  # Windows opens no folders
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _use_wal(connection: sqlite3.Connection) -> None:
    """Two processes that make the same new file may refuse each other at once, without the usual patience."""
    give_up = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as problem:
            if code(problem) != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except OSError:
        return 0
