"""P02: the process that sends is killed hard at any moment of it. Every ticket arrives, and none twice."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.model.ticket import SendState

from . import faults
from .fault_desk import TOKEN, Asked, Commit, FaultDesk
from .rt.agent import RealSide
from .rt.ledger import rt_way, tickets_there
from .rt.server import RequestTrackerServer
from .storm import Sender, There, count, storm

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
KILLS = 50 if FULL else 15
SETTLE = 15.0


def made_at(desk: FaultDesk) -> list[There]:
    return [There(ticket.reference) for ticket in desk.tickets]


def whole_at(desk: FaultDesk) -> Iterator[There]:
    for ticket in desk.tickets:
        files = tuple(part[1] for said in ticket.messages for part in said.parts if part[1])
        words = (part[2].decode().strip() for said in ticket.messages[1:] for part in said.parts if not part[1])
        yield There(ticket.reference, files, tuple(one for one in words if one not in files))


@pytest.mark.parametrize("made", [True, False], ids=["after-it-was-made", "before-it-was-made"])
def test_p02_killed_in_the_middle_of_its_request(tmp_path: Path, made: bool) -> None:
    with FaultDesk() as desk:
        sender = Sender(tmp_path / "storm", rt_way(desk.url, TOKEN, settle=30.0))
        sender.fill(2)

        def kill(asked: Asked, commit: Commit) -> None:
            if made:
                commit()
            assert sender.process is not None
            sender.process.kill()
            sender.process.wait(30)
            asked.drop()

        desk.plan("POST /ticket$", kill)
        assert sender.run()
        assert [row.state for row in sender.outbox.rows.waiting()] == [SendState.SENDING, SendState.QUEUED]
        for _ in range(3):
            sender.run()
            sender.clock.skip(1000.0)
    assert [ticket.reference for ticket in desk.tickets].count(sender.sent[0].reference) == 1
    assert sender.outbox.rows.waiting() == ()


@pytest.mark.parametrize("made", [True, False], ids=["after-it-was-made", "before-it-was-made"])
@pytest.mark.parametrize("place", [1, 2], ids=["first-file", "second-file"])
def test_x07_killed_between_the_files_that_follow_a_ticket(tmp_path: Path, place: int, made: bool) -> None:
    with FaultDesk() as desk:
        sender = Sender(tmp_path / "storm", rt_way(desk.url, TOKEN, settle=30.0))
        sender.fill(1, laden=True)
        desk.plan("POST /ticket$", faults.says(413))

        def kill(asked: Asked, commit: Commit) -> None:
            if len(desk.tickets[0].messages) < place:
                desk.plan("POST /ticket/1/correspond", kill)
                return asked.give(*commit())
            if made:
                commit()
            assert sender.process is not None
            sender.process.kill()
            sender.process.wait(30)
            return asked.drop()

        desk.plan("POST /ticket/1/correspond", kill)
        assert sender.run(passes=20)
        sender.run(passes=20)
        tally = count(sender, tuple(whole_at(desk)), 1, 1)
    assert (tally.fine, tally.files, tally.answers) == (True, 3, 1), tally


def test_p02_killed_while_everything_answers_badly(tmp_path: Path) -> None:
    with FaultDesk(weather=faults.bad_weather(random.Random(SEED))) as desk:
        sender = Sender(tmp_path / "storm", rt_way(desk.url, TOKEN, settle=30.0))

        def settled() -> None:
            assert desk.wait_until_quiet()
            sender.clock.skip(1000.0)

        tally = storm(
            sender,
            tickets=10 * KILLS,
            kills=KILLS,
            seed=SEED,
            lines=6000,
            seconds=1.2,
            settled=settled,
            arrived=lambda: made_at(desk),
        )
    assert (tally.fine, tally.kills) == (True, KILLS), tally


def test_p02_killed_while_the_real_request_tracker_makes_tickets(
    tmp_path: Path, rt_server: RequestTrackerServer
) -> None:
    way = rt_way(rt_server.url, rt_server.tokens["employee"], settle=SETTLE)
    sender = Sender(tmp_path / f"rt{os.getpid()}", way)

    def settled() -> None:
        """In real time, and only when nothing else is left to do."""
        wake = sender.outbox.next_wake("rt", time.time())
        if wake is not None and wake > time.time():
            time.sleep(wake - time.time())

    tally = storm(
        sender,
        tickets=KILLS,
        kills=KILLS,
        seed=SEED,
        lines=1500,
        seconds=4.0,
        settled=settled,
        arrived=lambda: tickets_there(RealSide(rt_server), sender.folder.name),
    )
    assert (tally.fine, tally.kills) == (True, KILLS), tally
