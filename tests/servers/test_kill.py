"""P02: the process that sends is killed hard at any moment of it. Every ticket arrives, and none twice."""

from __future__ import annotations

import json
import os
import random
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.model.ticket import SendState

from . import faults
from .fault_desk import TOKEN, Asked, Commit, FaultDesk
from .rt.server import RequestTrackerServer
from .storm import Sender, Tally, storm

FULL = bool(os.environ.get("DESKSIDE_FULL"))
SEED = int(os.environ.get("DESKSIDE_SEED") or 1)
KILLS = 50 if FULL else 15
SETTLE = 15.0


def fine(tally: Tally, *, kills: int) -> bool:
    return (tally.lost, tally.doubled, tally.waiting) == (0, 0, 0) and tally.kills >= kills


@pytest.mark.parametrize("made", [True, False], ids=["after-it-was-made", "before-it-was-made"])
def test_p02_killed_in_the_middle_of_its_request(tmp_path: Path, made: bool) -> None:
    with FaultDesk() as desk:
        sender = Sender(tmp_path / "storm", desk.url, TOKEN, settle=30.0)
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
            sender.skip += 1000.0
    assert [ticket.reference for ticket in desk.tickets].count(sender.references[0]) == 1
    assert sender.outbox.rows.waiting() == ()


def test_p02_killed_while_everything_answers_badly(tmp_path: Path) -> None:
    with FaultDesk(weather=faults.bad_weather(random.Random(SEED))) as desk:
        sender = Sender(tmp_path / "storm", desk.url, TOKEN, settle=30.0)

        def settled() -> None:
            assert desk.wait_until_quiet()
            sender.skip += 1000.0

        tally = storm(
            sender,
            tickets=10 * KILLS,
            kills=KILLS,
            seed=SEED,
            lines=6000,
            seconds=1.2,
            settled=settled,
            arrived=lambda: [ticket.reference for ticket in desk.tickets],
        )
    assert fine(tally, kills=KILLS), tally


def test_p02_killed_while_the_real_request_tracker_makes_tickets(
    tmp_path: Path, rt_server: RequestTrackerServer
) -> None:
    sender = Sender(tmp_path / f"rt{os.getpid()}", rt_server.url, rt_server.tokens["employee"], settle=SETTLE)

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
        arrived=lambda: references(rt_server, sender.folder.name),
    )
    assert fine(tally, kills=KILLS), tally


def references(server: RequestTrackerServer, mark: str) -> Iterator[str]:
    """The references of all tickets there, as an account that sees all of them."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    asked = {"query": f"CF.{{ClientRef}} LIKE '{mark}'", "fields": "CustomFields", "per_page": "100"}
    for page in range(1, 20):
        url = f"{server.url}/REST/2.0/tickets?{urllib.parse.urlencode({**asked, 'page': str(page)})}"
        request = urllib.request.Request(url, headers={"Authorization": f"token {server.tokens['agent']}"})
        items = json.load(straight.open(request, timeout=60))["items"]
        for item in items:
            yield from (value for field in item["CustomFields"] for value in field["values"])
        if len(items) < 100:
            return
