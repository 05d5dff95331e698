#!/usr/bin/env python3
"""A thousand tickets through a hundred kill -9 and 46 % bad answers: how many are lost, and how many doubled.

The peer, against the same weather: a sender that knows no outbox and sends
again until it gets a clear yes; it is not even killed.
"""

from __future__ import annotations

import collections
import importlib
import random
import sys
import tempfile
from pathlib import Path

from deskside import errors
from deskside.tickets.backends.rt_answers import Made
from deskside.tickets.wire.http import Wire

TICKETS, KILLS, SEED = 1000, 100, 1

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
faults, fault_desk, storms, ledger = (
    importlib.import_module(f"servers.{name}") for name in ("faults", "fault_desk", "storm", "rt.ledger")
)


def through_the_outbox(folder: Path) -> tuple[int, int, int]:
    """Lost, doubled, and the kills that hit a ticket on its way."""
    with fault_desk.FaultDesk(weather=faults.bad_weather(random.Random(SEED))) as desk:
        sender = storms.Sender(folder / "storm", ledger.rt_way(desk.url, fault_desk.TOKEN, settle=30.0))

        def settled() -> None:
            desk.wait_until_quiet()
            sender.clock.skip(1000.0)

        tally = storms.storm(
            sender,
            tickets=TICKETS,
            kills=KILLS,
            seed=SEED,
            lines=6000,
            seconds=1.2,
            settled=settled,
            arrived=lambda: [storms.There(ticket.reference) for ticket in desk.tickets],
        )
    return tally.lost + tally.waiting, tally.doubled, tally.caught


def the_naive_way() -> tuple[int, int]:
    """Lost and doubled, when everything but a clear yes is sent again."""
    with fault_desk.FaultDesk(weather=faults.bad_weather(random.Random(SEED))) as desk:
        wire = Wire(f"{desk.url}/REST/2.0", lambda: f"token {fault_desk.TOKEN}")
        for number in range(TICKETS):
            body = {
                "Queue": "Support",
                "Subject": f"Ticket {number}",
                "Content": "A story.",
                "ContentType": "text/plain",
                "Requestor": ["employee"],
                "CustomFields": {fault_desk.FIELD: f"DS-{number}"},
            }
            while True:
                try:
                    wire.post("/ticket", Made, body)
                except errors.SendProblem:
                    continue
                break
        there = collections.Counter(ticket.reference for ticket in desk.tickets)
    return TICKETS - len(there), sum(there.values()) - len(there)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="outbox") as folder:
        lost, doubled, caught = through_the_outbox(Path(folder))
    naive_lost, naive_doubled = the_naive_way()
    what = f"outbox, {TICKETS} tickets, {KILLS} kill -9 ({caught} of them on a ticket's way), 46 % faulty answers"
    print(f"{what}: lost {lost} (goal 0, limit 0) naive {naive_lost}, n=1")
    print(f"{what}: doubled {doubled} (goal 0, limit 0) naive {naive_doubled}, n=1")
    return 0


if __name__ == "__main__":
    sys.exit(main())
