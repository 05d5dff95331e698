"""What agents of the real Request Tracker do to a ticket while this computer does not know yet how it stands."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.model.ticket import Deed, Draft, OutboxRow, SendState
from deskside.storage import Database, Tickets
from deskside.tickets.outbox.sending import Outbox

from .between import Between, Request
from .rt.agent import RealSide
from .rt.ledger import rt_way
from .rt.server import RequestTrackerServer
from .sender import connect

NOON = 1_800_000_000.0
CREATE = "POST /REST/2.0/ticket"


class World:
    """A computer whose answers can be lost on their way, and the agents."""

    def __init__(self, folder: Path, between: Between, server: RequestTrackerServer) -> None:
        self.db = Database(folder / "deskside.sqlite3")
        self.outbox, self.tickets = Outbox(self.db, folder / "attachments"), Tickets(self.db)
        self.between, self.agents, self.now = between, RealSide(server), NOON
        self.backend = connect(rt_way(between.url, server.tokens["employee"], settle=0.0))
        self.mark = f"DS-{os.getpid()}-{folder.name[-6:].strip('-_').replace('_', '-')}"

    def send(self, name: str) -> str:
        """Its reference, after one pass."""
        reference = f"{self.mark}-{name}"
        self.outbox.enqueue(Draft(reference, "Printer", "Nothing comes out."), "rt", self.now, ())
        self.drain()
        return reference

    def drain(self) -> None:
        self.now += 900
        self.outbox.drain(self.backend, lambda: self.now, urgent=True)

    def row(self, reference: str, place: int = 0) -> OutboxRow:
        return self.outbox.rows.of_ticket(reference)[place]

    def number(self, reference: str) -> str:
        ticket = self.tickets.load(reference)
        assert ticket is not None
        return ticket.backend_id

    def newest(self) -> int:
        """The number of the ticket that was made last, whatever became of it."""
        probe = self.agents.backend().create(Draft(f"{self.mark}-probe", "Probe", "How many are there?"))
        return int(probe)


@pytest.fixture
def world(tmp_path: Path, rt_server: RequestTrackerServer) -> Iterator[World]:
    with Between(rt_server.url) as between:
        world = World(tmp_path, between, rt_server)
        yield world
        world.backend.close()
        world.db.close()


def test_x05_a_ticket_that_was_merged_before_we_knew_that_it_arrived_is_not_made_again(world: World) -> None:
    done = threading.Event()

    def lost(request: Request) -> None:
        """The help desk does it; nobody hears of it."""
        request.drop()
        request.hand_on()
        done.set()

    first = world.send("first")
    world.between.plan(CREATE, lost)
    second = world.send("second")
    assert world.row(second).state is SendState.UNKNOWN
    assert done.wait(60)
    before = world.newest()
    world.agents.merge(world.agents.backend().find(second) or "", world.number(first))
    world.drain()
    assert (world.row(second).state, world.newest()) == (SendState.SENT, before + 1)


def test_x06_an_answer_to_a_ticket_that_was_deleted_opens_it_again_for_the_agents(world: World) -> None:
    first = world.send("first")
    number = world.number(first)
    world.agents.delete(number)
    world.outbox.enqueue_deed(first, Deed.REPLY, "Is there any news?", world.now)
    world.drain()
    assert world.row(first, 1).state is SendState.SENT
    assert world.agents.ask("GET", f"/ticket/{number}")["Status"] == "open"
