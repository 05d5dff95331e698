"""Who may send: one process at a time, by a lease in the database.

A lease is held by a process (its id and when it started), and ends when that
process ends, or when its time is up. The time is the computer's uptime, which
every process of one start of the computer shares and no clock change moves.
"""

from __future__ import annotations

import contextlib
import os
import platform
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

from deskside import errors
from deskside.storage.columns import pack, unpack
from deskside.storage.database import Database

SECONDS = 150.0
"""Longer than the longest single request of a try to send."""
_HELD_MOST = 40
"""How often it is renewed beside a try: who hangs for longer does not keep others from sending."""
_JOIN = 5.0


class Holder(Struct, frozen=True):
    owner: str
    """Unique to one lease object: two in one process are two."""
    computer: str
    process: int
    started: str
    until: float
    """Uptime."""
    until_clock: float
    """Wall clock; only for a holder on another computer, with a shared home folder."""


class Lease:
    """``take`` before work, ``renew`` before each step of it, ``give_back`` after."""

    def __init__(
        self,
        db: Database,
        name: str,
        *,
        seconds: float = SECONDS,
        uptime: Callable[[], float] = time.monotonic,
        process: int = 0,
    ) -> None:
        self._db, self._name, self._seconds, self._uptime = db, name, seconds, uptime
        self._owner = uuid.uuid4().hex
        self._process = process or os.getpid()
        self._started = process_started(self._process)

    def take(self) -> bool:
        """Whether it is ours now."""
        return self._db.change(self._take)

    def renew(self, connection: sqlite3.Connection) -> bool:
        """Inside a change: whether it is still ours; its time starts anew."""
        holder = self._holder(connection)
        if holder is None or not self._is_ours(holder):
            return False
        self._write(connection)
        return True

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Renews it beside what is done meanwhile: many files over a slow line may take longer than the lease, and
        another process would look for a message that is only just being sent.
        """
        over = threading.Event()
        beside = threading.Thread(target=self._renew_until, args=(over,), daemon=True)
        beside.start()
        try:
            yield
        finally:
            over.set()
            beside.join(_JOIN)

    def _renew_until(self, over: threading.Event) -> None:
        for _time in range(_HELD_MOST):
            if over.wait(self._seconds / 4):
                return
            with contextlib.suppress(errors.StorageProblem):  # what is done meanwhile meets the same, and tells it
                if not self._db.change(self.renew):
                    return

    def give_back(self) -> None:
        def work(connection: sqlite3.Connection) -> None:
            holder = self._holder(connection)
            if holder is not None and self._is_ours(holder):
                connection.execute("DELETE FROM leases WHERE name = ?", (self._name,))

        self._db.change(work)

    def _take(self, connection: sqlite3.Connection) -> bool:
        holder = self._holder(connection)
        if holder is not None and not self._is_ours(holder) and self._holds(holder):
            return False
        self._write(connection)
        return True

    def _holds(self, holder: Holder) -> bool:
        if holder.computer != platform.node():
            return time.time() < holder.until_clock <= time.time() + self._seconds
        if self._uptime() > holder.until:
            return False
        return bool(holder.started) and process_started(holder.process) == holder.started

    def _is_ours(self, holder: Holder) -> bool:
        return holder.owner == self._owner

    def _holder(self, connection: sqlite3.Connection) -> Holder | None:
        row = connection.execute("SELECT data FROM leases WHERE name = ?", (self._name,)).fetchone()
        return unpack(row["data"], Holder) if row else None

    def _write(self, connection: sqlite3.Connection) -> None:
        holder = Holder(
            owner=self._owner,
            computer=platform.node(),
            process=self._process,
            started=self._started,
            until=self._uptime() + self._seconds,
            until_clock=time.time() + self._seconds,
        )
        sql = "INSERT OR REPLACE INTO leases (name, data) VALUES (?, ?)"
        connection.execute(sql, (self._name, pack(holder)))


def process_started(process: int) -> str:
    """When a running process started, as a text to compare; "" when it runs no more.

    Where there is a /proc it is counted in ticks of the uptime: psutil's figure
    there moves with the clock.
    """
    if Path("/proc/self/stat").exists():
        try:
            fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        except OSError:
            return ""
        return "" if fields[0] in ("Z", "X") else fields[19]
    import psutil  # here: only a process that sends pays for it

    try:
        running = psutil.Process(process)
        return "" if running.status() == psutil.STATUS_ZOMBIE else f"{running.create_time():.0f}"
    except psutil.Error:
        return ""
