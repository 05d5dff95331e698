"""The embedded help desk: the contract of every backend, and the agent's side of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside import errors
from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Draft, Stage
from deskside.storage import Database, Keepsake, keep_attachments
from deskside.tickets.backends.desk import EmbeddedDesk
from deskside.tickets.desk import STATUSES, Desk

DRAFT = Draft("DS-1", "Printer", "Nothing comes out.", requester="a@example.org")


class DeskSide:
    def __init__(self, path: Path) -> None:
        self.path, self.agents = path, Desk(path)

    def backend(self) -> EmbeddedDesk:
        return EmbeddedDesk(self.path)

    def stranger(self) -> None:
        """It is a file of one person's own."""

    def wrong(self) -> None:
        """Nobody signs in to a file."""

    def delete(self, backend_id: str) -> None:
        for table, column in (("files", "ticket"), ("messages", "ticket"), ("tickets", "id")):
            sql = f"DELETE FROM {table} WHERE {column} = ?"
            self.agents.db.change(lambda connection, sql=sql: connection.execute(sql, (int(backend_id),)))

    def reply(self, backend_id: str, text: str, *, html: bool = False) -> None:
        self.agents.reply(backend_id, text)

    def note(self, backend_id: str, text: str) -> None:
        self.agents.note(backend_id, text)

    def set_stage(self, backend_id: str, stage: Stage) -> None:
        self.agents.status(backend_id, next(status for status, its in STATUSES.items() if its is stage))

    def body(self, backend_id: str) -> str:
        return self.agents.show(backend_id).body

    def files(self, backend_id: str) -> dict[str, bytes]:
        sql = "SELECT name, content FROM files WHERE ticket = ?"
        return {row["name"]: row["content"] for row in self.agents.db.read(sql, int(backend_id))}


@pytest.fixture
def side(tmp_path: Path) -> DeskSide:
    return DeskSide(tmp_path / "data" / "desk.sqlite3")


class TestEmbeddedDesk(BackendContract):
    has_people = False

    @pytest.fixture
    def desk(self, side: DeskSide) -> DeskSide:
        return side


def test_an_agent_who_opens_a_ticket_has_seen_it(side: DeskSide) -> None:
    backend = side.backend()
    backend_id = backend.create(DRAFT)
    assert side.agents.list()[0].status == "new"
    shown = side.agents.show("DS-1")
    assert (shown.title, shown.body, shown.requester) == ("Printer", "Nothing comes out.", "a@example.org")
    assert backend.look(backend_id).stage is Stage.SEEN


def test_agents_see_notes_and_replies_and_ratings(side: DeskSide) -> None:
    backend = side.backend()
    backend_id = backend.create(DRAFT)
    side.agents.note("DS-1", "between us")
    side.agents.reply("1", "hello\x1b[2J")
    backend.reply(backend_id, "thanks", "token")
    side.agents.resolve("DS-1")
    backend.rate(backend_id, 4)
    shown = side.agents.show("DS-1")
    assert [(note.text, note.private) for note in shown.notes] == [
        ("between us", True),
        ("hello", False),
        ("thanks", False),
    ]
    assert (shown.status, shown.rating) == ("resolved", 4)


def test_a_reference_never_makes_two_tickets(side: DeskSide) -> None:
    backend = side.backend()
    assert backend.create(DRAFT) == backend.create(DRAFT)
    assert len(side.agents.list()) == 1


@pytest.mark.parametrize("name", ["DS-2", "7", "'; DROP TABLE tickets; --"])
def test_a_ticket_that_is_not_there_is_said(side: DeskSide, name: str) -> None:
    with pytest.raises(errors.WrongUsage, match="There is no ticket"):
        side.agents.show(name)


def test_a_status_that_there_is_not_is_refused(side: DeskSide) -> None:
    side.backend().create(DRAFT)
    with pytest.raises(errors.WrongUsage, match="new, seen, open, waiting, resolved"):
        side.agents.status("1", "lost")


def test_what_was_resolved_long_ago_leaves_the_desk_with_its_files_and_what_is_open_or_lively_stays(
    tmp_path: Path,
) -> None:
    path, now = tmp_path / "desk.sqlite3", 1_800_000_000.0
    for name, opened in (("DS-done", 0.0), ("DS-open", 0.0), ("DS-lively", 0.0), ("DS-new", 100.0)):
        folder = tmp_path / "files" / name
        files = keep_attachments(Database(path), folder, (Keepsake("a.txt", "text/plain", name.encode() * 99),))
        EmbeddedDesk(path, clock=lambda at=now + opened: at).create(Draft(name, "t", "s", attachments=files))
    agents = Desk(path, clock=lambda: now + 60)
    agents.reply("DS-lively", "Still with us?")
    for name in ("DS-done", "DS-lively", "DS-new"):
        agents.resolve(name)
    assert agents.forget_resolved(now + 50) == 1
    assert [ticket.reference for ticket in agents.list()] == ["DS-new", "DS-lively", "DS-open"]
    left = b"".join(file.read_bytes() for file in tmp_path.glob("desk*"))
    assert b"DS-done" not in left
    assert left.count(b"DS-open") > 99
    agents.close()


def test_a_desk_that_nobody_used_is_not_made_to_be_cleared(tmp_path: Path) -> None:
    assert Desk(tmp_path / "desk.sqlite3").forget_resolved(1e10) == 0
    assert not list(tmp_path.iterdir())
