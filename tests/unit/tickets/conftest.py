"""A person's outbox, a clock that stands still until told, and the strict stand-in for Request Tracker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside import language
from deskside.model.ticket import Draft, OutboxRow, Ticket
from deskside.storage import Database, Tickets
from deskside.storage.attachments import Keepsake
from deskside.system.web.network import Network
from deskside.tickets.backends.rt import RequestTracker
from deskside.tickets.offer import PERSONAL
from deskside.tickets.outbox.sending import Outbox, Sent
from deskside.tickets.wire.http import Wire
from servers.fault_desk import TOKEN, FaultDesk

NOON = 1_800_000_000.0


@pytest.fixture(autouse=True)
def by_the_day_of_24_hours() -> Iterator[None]:
    language.tell_times_as("en_GB")
    yield
    language.tell_times_as()


class World:
    """One computer and its help desk. ``now`` is the time on this computer's clock."""

    def __init__(self, folder: Path, desk: FaultDesk) -> None:
        self.folder, self.desk, self.now = folder, desk, NOON
        self.db = Database(folder / "data" / "deskside.sqlite3")
        self.outbox = Outbox(self.db, folder / "data" / "attachments", rand=lambda: 1.0)
        self.tickets = Tickets(self.db)
        self.tokens = [TOKEN]
        """What the keyring gives, one a time; the last one for ever."""
        self.backend = self.connect(desk.url)

    def connect(
        self, url: str, network: Network | None = None, *, sign_in: str = PERSONAL, **limits: float
    ) -> RequestTracker:
        limits = {"total": 20.0, "connect": 5.0, "read": 10.0, **limits}
        wire = Wire(f"{url}/REST/2.0", lambda: f"token {self.token()}", network, **limits)
        return RequestTracker(wire, lambda: TOKEN, "Support", sign_in=sign_in, settle_seconds=30.0)

    def token(self) -> str:
        return self.tokens.pop(0) if len(self.tokens) > 1 else self.tokens[0]

    def send(self, reference: str = "DS-1", files: tuple[Keepsake, ...] = ()) -> OutboxRow:
        """A ticket is agreed to, and one pass is made."""
        draft = Draft(reference, "Printer", "Nothing comes out.", requester="employee@helptest.invalid")
        self.outbox.enqueue(draft, "rt", self.now, files)
        self.drain()
        return self.row(reference)

    def drain(self, *, urgent: bool = False) -> tuple[Sent, ...]:
        return self.outbox.drain(self.backend, lambda: self.now, urgent=urgent)

    def finish(self, hours: float = 48.0) -> None:
        """Passes are made whenever one is worth it, until nothing waits or the time is over."""
        until = self.now + hours * 3600
        while (wake := self.outbox.next_wake("rt", self.now)) is not None and wake <= until:
            self.now = max(self.now, wake)
            self.drain()

    def row(self, reference: str = "DS-1") -> OutboxRow:
        return self.outbox.rows.of_ticket(reference)[0]

    def ticket(self, reference: str = "DS-1") -> Ticket:
        ticket = self.tickets.load(reference)
        assert ticket is not None
        return ticket

    def asked(self, start: str) -> int:
        """How many requests came that begin so."""
        return sum(request.startswith(start) for request in self.desk.requests)

    @property
    def posts(self) -> int:
        return self.desk.requests.count("POST /ticket")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with FaultDesk() as desk:
        world = World(tmp_path, desk)
        yield world
        world.backend.close()
        world.db.close()
