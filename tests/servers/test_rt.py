"""The real Request Tracker: the contract of every backend, and who can read what with which sign-in."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from deskside import errors
from deskside.kit.backend_contract import BackendContract
from deskside.model.ticket import Deed, Draft, Priority, SendState, Stage
from deskside.storage import Database, Tickets
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.news.fetching import fetch
from deskside.tickets.outbox.sending import Outbox

from .rt.agent import RealSide
from .rt.server import RequestTrackerServer


@pytest.fixture
def desk(rt_server: RequestTrackerServer) -> RealSide:
    return RealSide(rt_server)


class TestRequestTracker(BackendContract):
    def test_a_web_page_is_read_as_words(self, desk: RealSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "<p>Please restart <b>once</b>.</p><p>Anna</p>", html=True)
        (message,) = backend.look(backend_id).messages
        assert message.text == "Please restart once.\n\nAnna"

    def test_private_notes_between_many_replies_hide_none_of_them(
        self, desk: RealSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        for number in range(4):
            desk.note(backend_id, f"PRIVATE {number}")
            desk.reply(backend_id, f"public {number}")
        assert [m.text for m in backend.look(backend_id).messages] == [f"public {number}" for number in range(4)]

    def test_a_ticket_that_was_merged_into_another_is_still_found_and_followed(
        self, desk: RealSide, backend: Backend, draft: Draft
    ) -> None:
        backend_id = backend.create(draft)
        into = backend.create(replace(draft, reference=f"{draft.reference}-2"))
        desk.merge(backend_id, into)
        desk.reply(into, "Both are one now.")
        assert backend.find(draft.reference) == backend_id
        assert [m.text for m in backend.look(backend_id).messages] == ["Both are one now."]

    def test_priority_and_fields_arrive_as_it_has_mapped_them(self, desk: RealSide, draft: Draft) -> None:
        backend = desk.backend(priorities={"high": "70"}, fields={"Host": "device"})
        backend_id = backend.create(replace(draft, priority=Priority.HIGH, device="PC-17"))
        ticket = desk.ask("GET", f"/ticket/{backend_id}")
        assert str(ticket["Priority"]) in ("70", "High")
        assert [one["values"] for one in ticket["CustomFields"] if one["name"] == "Host"] == [["PC-17"]]

    def test_a_long_title_in_other_letters_arrives_as_far_as_rt_takes_it(
        self, desk: RealSide, backend: Backend, draft: Draft
    ) -> None:
        subject = desk.subject(backend.create(replace(draft, title="Печать " * 20)))
        assert subject.endswith(" …")
        assert subject != "Печать " * 20
        assert ("Печать " * 20).startswith(subject.removesuffix(" …"))
        assert len(subject) > 95

    def test_every_priority_is_a_number_that_rt_keeps(self, desk: RealSide, draft: Draft) -> None:
        backend, kept = desk.backend(), []
        for number, priority in enumerate(Priority):
            backend_id = backend.create(replace(draft, priority=priority, reference=f"{draft.reference}-{number}"))
            kept.append(int(desk.ask("GET", f"/ticket/{backend_id}")["Priority"]))
        assert kept == [0, 50, 75, 100]

    def test_a_field_that_rt_would_leave_out_is_noticed_before_anything_is_sent(
        self, desk: RealSide, draft: Draft
    ) -> None:
        with pytest.raises(errors.Held, match="no custom field 'Asset'"):
            desk.backend(fields={"Asset": "device"}).create(draft)

    def test_a_ticket_for_somebody_else_is_still_found_by_who_sent_it(self, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(replace(draft, requester="boss@helptest.invalid"))
        assert backend.find(draft.reference) == backend_id

    def test_the_whole_way_of_a_ticket(self, desk: RealSide, backend: Backend, draft: Draft, tmp_path: Path) -> None:
        db = Database(tmp_path / "deskside.sqlite3")
        outbox, tickets, at = Outbox(db, tmp_path / "attachments"), Tickets(db), 1_800_000_000.0
        outbox.enqueue(draft, "rt", at, (enclose("facts.json", b"{}"),))
        (sent,) = outbox.drain(backend)
        assert sent.state is SendState.SENT
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        desk.reply(ticket.backend_id, "Which one?")
        (news,) = fetch(tickets, backend, at)
        assert news.says == "The help desk wrote: Which one?"
        outbox.enqueue_deed(draft.reference, Deed.REPLY, "The big one.", at)
        outbox.enqueue_deed(draft.reference, Deed.SOLVED, "", at)
        assert {done.state for done in outbox.drain(backend)} == {SendState.SENT}
        assert fetch(tickets, backend, at) == ()
        ticket = tickets.load(draft.reference)
        assert ticket is not None
        assert ticket.stage is Stage.SOLVED
        assert [m.text for m in ticket.messages] == [draft.story, "Which one?", "The big one."]


def test_a_sign_in_that_reads_everybodys_tickets_is_warned_of(desk: RealSide) -> None:
    desk.backend().create(Draft("DS-OF-ANOTHER", "Printer", "Nothing comes out."))
    assert any(row.name == "tickets-privacy" and not row.ok for row in desk.backend("seesall").try_out())
    assert all(row.ok for row in desk.backend("other").try_out())


def test_a_sign_in_that_only_creates_sends_and_sees_nothing(desk: RealSide) -> None:
    kiosk = desk.backend("kiosk", sign_in="create-only")
    assert all(row.ok for row in kiosk.try_out())
    backend_id = kiosk.create(Draft("DS-KIOSK", "Printer", "Nothing.", requester="employee@helptest.invalid"))
    with pytest.raises(errors.Held):
        desk.backend("kiosk").look(backend_id)
    assert desk.backend().find("DS-KIOSK") == backend_id


def test_a_wrong_token_is_held_and_no_ticket_made(desk: RealSide) -> None:
    desk.server.tokens["wrong"] = desk.server.tokens["employee"][:-4] + "0000"
    with pytest.raises(errors.Held, match="401"):
        desk.backend("wrong").create(Draft("DS-WRONG", "Printer", "Nothing."))
    assert desk.backend().find("DS-WRONG") is None


def test_a_queue_that_is_not_there_is_held(desk: RealSide) -> None:
    with pytest.raises(errors.Held):
        desk.backend(queue="Nope").create(Draft("DS-NOPE-1", "Printer", "Nothing."))


def test_a_field_that_is_not_there_is_held(desk: RealSide) -> None:
    with pytest.raises(errors.Held, match="no custom field"):
        desk.backend(reference_field="Nope").create(Draft("DS-NOPE-2", "Printer", "Nothing."))
