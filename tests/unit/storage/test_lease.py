"""Who may send: one at a time, whatever ends, sleeps, or changes the clock."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from deskside.storage import Database
from deskside.storage.lease import Holder, Lease, process_started


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "a.sqlite3") as db:
        yield db


def ended_process() -> tuple[int, str]:
    """The id of a process that is gone, and when it had started."""
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    started = process_started(process.pid)
    process.communicate(b"\n", timeout=60)
    return process.pid, started


def held_by(db: Database, **changes: object) -> None:
    (row,) = db.read("SELECT data FROM leases")
    holder = msgspec.structs.replace(msgspec.json.decode(row["data"], type=Holder), **changes)
    data = msgspec.json.encode(holder).decode()
    db.change(lambda connection: connection.execute("UPDATE leases SET data = ?", (data,)))


def test_only_one_has_it_until_it_is_given_back(db: Database) -> None:
    first, second = Lease(db, "outbox"), Lease(db, "outbox")
    assert (first.take(), second.take(), first.take()) == (True, False, True)
    second.give_back()
    assert not second.take()
    first.give_back()
    assert second.take()
    assert Lease(db, "news").take()


def test_it_ends_with_the_process_that_had_it(db: Database) -> None:
    Lease(db, "outbox").take()
    process, started = ended_process()
    held_by(db, process=process, started=started)
    assert Lease(db, "outbox").take()


def test_another_process_with_the_same_number_does_not_keep_it(db: Database) -> None:
    Lease(db, "outbox").take()
    held_by(db, process=os.getppid(), started="12345")
    assert Lease(db, "outbox").take()
    held_by(db, process=os.getppid(), started=process_started(os.getppid()), owner="x")
    assert not Lease(db, "outbox").take()


def test_a_process_that_hangs_loses_it_in_time_and_notices(db: Database) -> None:
    uptime = [1000.0]
    hanging = Lease(db, "outbox", uptime=lambda: uptime[0])
    other = Lease(db, "outbox", uptime=lambda: uptime[0])
    assert hanging.take()
    uptime[0] += 149
    assert not other.take()
    assert db.change(hanging.renew)
    uptime[0] += 149
    assert not other.take()
    uptime[0] += 2
    assert other.take()
    assert not db.change(hanging.renew)


def test_who_is_busy_for_longer_than_a_lease_keeps_it(db: Database) -> None:
    uptime, moments = [1000.0], threading.Event()
    sending = Lease(db, "outbox", seconds=0.2, uptime=lambda: uptime[0])
    other = Lease(db, "outbox", seconds=0.2, uptime=lambda: uptime[0])
    assert sending.take()
    with sending.held():
        uptime[0] += 1000
        for _moment in range(1000):
            if until_of(db) > uptime[0] or moments.wait(0.02):
                break
        assert not other.take()
    uptime[0] += 1000
    assert other.take(), "and for no longer than it is busy"
    assert not db.change(sending.renew)


def until_of(db: Database) -> float:
    (row,) = db.read("SELECT data FROM leases")
    return msgspec.json.decode(row["data"], type=Holder).until


@pytest.mark.parametrize(("left", "free"), [(100.0, False), (-1.0, True), (365 * 24 * 3600.0, True)])
def test_a_holder_on_another_computer_is_known_by_the_clock_alone(db: Database, left: float, free: bool) -> None:
    import time

    Lease(db, "outbox").take()
    held_by(db, computer="another", process=1, until=0.0, until_clock=time.time() + left)
    assert Lease(db, "outbox").take() is free


def test_what_cannot_be_read_is_nobodys(db: Database) -> None:
    Lease(db, "outbox").take()
    db.change(lambda connection: connection.execute("UPDATE leases SET data = 'x'"))
    assert Lease(db, "outbox").take()


def test_when_a_process_started_does_not_change_and_is_nothing_when_it_is_gone() -> None:
    assert process_started(os.getpid()) == process_started(os.getpid()) != ""
    assert process_started(ended_process()[0]) == ""
