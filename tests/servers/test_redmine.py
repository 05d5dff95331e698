"""The real Redmine: the contract of every backend, and who can read what with which key."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Deed, Draft, Priority, SendState, Stage
from deskside.storage import Database, Tickets
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.news.fetching import fetch
from deskside.tickets.outbox.sending import Outbox

from .redmine.agent import RealSide
from .redmine.server import RedmineServer


@pytest.fixture
def desk(redmine_server: RedmineServer) -> RealSide:
    return RealSide(redmine_server)


class TestRedmine(BackendContract):
    exact: ClassVar[bool] = False

    def test_what_it_takes_is_filled_in_where_it_belongs(self, desk: RealSide, draft: Draft) -> None:
        number = str(desk.server.numbers["device_field_id"])
        options = {
            "fields": {number: "device"},
            "categories": {"printer": "Printing"},
            "priorities": {"high": "Urgent"},
        }
        told = msgspec.structs.replace(draft, category="printer", device="PC-0815", priority=Priority.HIGH)
        issue = desk.issue(desk.backend(**options).create(told))
        assert (issue["category"]["name"], issue["priority"]["name"]) == ("Printing", "Urgent")
        assert {one["name"]: one["value"] for one in issue["custom_fields"]}["Computer"] == "PC-0815"

    def test_a_word_that_it_does_not_have_keeps_no_ticket_back(self, desk: RealSide, draft: Draft) -> None:
        odd = desk.backend(priorities={"normal": "Whenever"}, fields={"Computer": "device"})
        issue = desk.issue(odd.create(msgspec.structs.replace(draft, category="Never heard of", device="PC")))
        assert issue["priority"]["name"] == "Normal"
        assert [row.name for row in odd.try_out() if not row.ok] == ["tickets-fields"]

    def test_nothing_is_read_again_until_something_changed(
        self, desk: RealSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        first = backend.look(backend_id)
        assert backend.look_again(backend_id, (), first.mark) is None
        desk.set_stage(backend_id, Stage.WORKING)
        second = backend.look_again(backend_id, (), first.mark)
        assert second is not None
        assert second.stage is Stage.WORKING

    def test_a_status_of_their_own_is_told_as_they_say(self, desk: RealSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.set_stage(backend_id, Stage.WAITING)
        assert desk.backend(statuses={"Feedback": "seen"}).look(backend_id).stage is Stage.SEEN

    def test_the_whole_way_of_a_ticket(self, desk: RealSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        db = Database(tmp_path / "deskside.sqlite3")
        outbox, tickets, at = Outbox(db, tmp_path / "attachments"), Tickets(db), 1_800_000_000.0
        outbox.enqueue(draft, "redmine", at, (enclose("facts.json", b"{}"),))
        (sent,) = outbox.drain(backend)
        assert sent.state is SendState.SENT
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        desk.reply(ticket.backend_id, "Which one?")
        (news,) = fetch(tickets, backend, at)
        assert "Which one?" in news.says
        outbox.enqueue_deed(draft.reference, Deed.REPLY, "The big one.", at)
        outbox.enqueue_deed(draft.reference, Deed.SOLVED, "", at)
        assert {done.state for done in outbox.drain(backend)} == {SendState.SENT}
        fetch(tickets, backend, at)
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        assert ticket.stage is Stage.SOLVED
        assert [m.text for m in ticket.messages] == [draft.story, "Which one?", "The big one."]


def test_a_key_that_reads_everybodys_tickets_is_warned_of(desk: RealSide) -> None:
    for account, fine in (("seesall", False), ("agent", False), ("employee", True), ("newcomer", True)):
        rows = {row.name: row.ok for row in desk.backend(account).try_out()}
        assert rows.get("tickets-privacy", True) is fine, account


def test_a_key_that_only_creates_sends_and_sees_nothing(desk: RealSide) -> None:
    kiosk = desk.backend("kiosk", sign_in="create-only")
    assert all(row.ok for row in kiosk.try_out())
    backend_id = kiosk.create(Draft("DS-KIOSK", "Printer", "Nothing.", requester="employee@helptest.invalid"))
    assert desk.body(backend_id) == "From: employee@helptest.invalid\n\nNothing."
    for account, options in (("kiosk", {}), ("kiosk", {"sign_in": "create-only"}), ("employee", {})):
        with pytest.raises(errors.Held):
            desk.backend(account, **options).look(backend_id)
    rows = desk.backend("agent", sign_in="create-only").try_out()
    assert [row.name for row in rows if not row.ok] == ["tickets-privacy"]
