"""Two processes at one outbox: what the window does while another process sends takes nothing of that back."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from typing import TypeVar

import msgspec
import pytest

from deskside.model.ticket import Draft, SendState
from deskside.storage import Database
from deskside.storage.lease import Holder, Lease
from deskside.storage.outbox import put_row
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.outbox import rules
from deskside.tickets.outbox.rules import Event
from deskside.tickets.outbox.sending import Outbox
from servers import faults
from servers.asked import Asked, Commit

from .conftest import World

SENDING, SENT = SendState.SENDING, SendState.SENT
T = TypeVar("T")


class Late(Database):
    """One whose every change has to wait for its turn; ``before`` is done first, by somebody else."""

    before: Callable[[], None] | None = None

    def change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        first, self.before = self.before, None
        if first is not None:
            first()
        return super().change(work)


def test_send_now_while_a_message_leaves_does_not_make_it_one_that_never_left(world: World) -> None:
    """If the process that sends were killed then, it would be sent again, and nobody would look for it first."""
    row = world.outbox.enqueue(Draft("DS-1", "Printer", "Nothing comes out."), "rt", world.now)

    def it_leaves() -> None:
        leaving = rules.step(row, Event.LEAVES, world.now)
        world.db.change(lambda connection: put_row(connection, leaving))

    with closing(Late(world.folder / "data" / "deskside.sqlite3")) as late:
        window = Outbox(late, world.folder / "data" / "attachments")
        late.before = it_leaves
        window.release(world.now)
    assert (world.row().state, world.row().tries) == (SENDING, 1)


@pytest.mark.parametrize("meanwhile", ["it arrived", "send it once more"])
def test_what_the_person_says_while_it_is_looked_for_holds(world: World, meanwhile: str) -> None:
    world.backend = world.connect(world.desk.url, sign_in=CREATE_ONLY)
    world.desk.plan("POST /ticket$", faults.lost)
    world.send()
    world.drain()
    assert world.row().asks
    world.backend = world.connect(world.desk.url)  # IT gave it a sign-in that can look
    world.now += 3600

    def said_while_asked(asked: Asked, commit: Commit) -> None:
        with closing(Database(world.folder / "data" / "deskside.sqlite3")) as db:
            window = Outbox(db, world.folder / "data" / "attachments")
            say = window.call_it_sent if meanwhile == "it arrived" else window.send_once_more
            assert say(world.row().id, world.now)
        asked.give(*commit())

    world.desk.plan("GET /tickets", said_while_asked)
    world.drain()
    assert world.row().state is SENT
    assert len(world.desk.tickets) == (0 if meanwhile == "it arrived" else 1)


def test_copies_that_somebody_else_has_just_dropped_end_no_pass(world: World) -> None:
    copies = world.folder / "data" / "attachments"
    (copies / "left").mkdir(parents=True)
    (copies / "gone").symlink_to(copies / "nowhere")  # it is listed, and is not there when it is looked at
    world.outbox.forget_old(time.time() + 48 * 3600)
    assert not (copies / "left").exists()


def test_another_process_sends_nothing_while_a_try_takes_longer_than_the_lease(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As with many files over a slow line: the other one would find nothing yet, and send it a second time."""
    uptime = [1000.0]
    lease = Lease(world.db, "outbox", seconds=0.2, uptime=lambda: uptime[0])
    other = Outbox(world.db, world.folder / "data" / "attachments")
    monkeypatch.setattr(world.outbox, "_lease", lease)
    monkeypatch.setattr(other, "_lease", Lease(world.db, "outbox", seconds=0.2, uptime=lambda: uptime[0]))
    passes = []

    def slowly(asked: Asked, commit: Commit) -> None:
        uptime[0] += 1000
        until = time.monotonic() + 60
        while lease_until(world) < uptime[0] and time.monotonic() < until:
            time.sleep(0.01)
        passes.append(other.drain(world.connect(world.desk.url), lambda: world.now + 3600))
        asked.give(*commit())

    world.desk.plan("POST /ticket$", slowly)
    assert world.send().state is SENT
    assert passes == [()]
    assert len(world.desk.tickets) == 1


def lease_until(world: World) -> float:
    (row,) = world.db.read("SELECT data FROM leases")
    return msgspec.json.decode(row["data"], type=Holder).until
