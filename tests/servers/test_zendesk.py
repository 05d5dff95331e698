"""Zendesk, against a strict stand-in of its published interface: the contract, its traps, and what goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG, BackendContract
from deskside.model.ticket import Draft, SendState, Stage
from deskside.storage import Database
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox

from .faults import made_but_no_answer, says, sign_in_page
from .standins.zendesk import FIELD, HIDDEN_FIELD, ZendeskDesk
from .standins.zendesk_agent import ZendeskSide

DRAFT = Draft("DS-ZD-1", "Printer prints nothing", "Nothing comes out.", agent_part="printer.paused: found")


@pytest.fixture
def zendesk() -> Iterator[ZendeskDesk]:
    with ZendeskDesk() as desk:
        yield desk
        assert not [why for why in desk.refusals if "unknown" in why or "body" in why]


@pytest.fixture
def desk(zendesk: ZendeskDesk) -> ZendeskSide:
    return ZendeskSide(zendesk)


@pytest.fixture
def backend(desk: ZendeskSide) -> Backend:
    return desk.backend()


class TestZendesk(BackendContract):
    def test_the_person_can_say_it_is_solved_and_open_it_again(  # type: ignore[override]
        self, desk: ZendeskSide, backend: Backend, draft: Draft
    ) -> None:
        """Zendesk lets a person solve what an agent has taken, so somebody takes it first."""
        backend_id = backend.create(draft)
        desk.take(backend_id)
        for _twice in range(2):
            backend.solve(backend_id)
            assert backend.look(backend_id).stage is Stage.SOLVED
        for _twice in range(2):
            backend.reopen(backend_id)
            assert backend.look(backend_id).stage is Stage.WORKING
        assert len(desk.said(backend_id)) == 2

    def test_a_web_page_is_read_as_words(self, desk: ZendeskSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "<p>Please restart <b>once</b>.</p><p>Anna</p>", html=True)
        (message,) = backend.look(backend_id).messages
        assert message.text == "Please restart once.\n\nAnna"


def test_what_no_agent_has_taken_is_said_to_be_solved_in_words_once(desk: ZendeskSide, backend: Backend) -> None:
    backend_id = backend.create(DRAFT)
    backend.solve(backend_id)
    backend.solve(backend_id)
    assert desk.said(backend_id)[1:] == ["It is solved. Nobody needs to look at it any more."]


def test_what_is_closed_takes_no_more_words_and_the_person_is_told_to_write_anew(
    desk: ZendeskSide, backend: Backend
) -> None:
    backend_id = backend.create(DRAFT)
    desk.close(backend_id)
    assert backend.look(backend_id).stage is Stage.SOLVED
    for deed in (lambda: backend.reply(backend_id, "It is back.", "t0ken1"), lambda: backend.reopen(backend_id)):
        with pytest.raises(errors.NeedsEdit) as problem:
            deed()
        assert problem.value.words() == "The help desk has closed this message for good. Please write a new one."


def test_what_was_merged_into_another_is_over(desk: ZendeskSide, backend: Backend) -> None:
    one, other = backend.create(DRAFT), backend.create(msgspec.structs.replace(DRAFT, reference="DS-ZD-2"))
    desk.merge(one, other)
    assert backend.look(one).stage is Stage.SOLVED


def test_more_requests_and_answers_than_one_page_holds_are_all_seen(desk: ZendeskSide, backend: Backend) -> None:
    made = [backend.create(msgspec.structs.replace(DRAFT, reference=f"DS-MANY-{n}")) for n in range(205)]
    assert (backend.find("DS-MANY-204"), backend.find("DS-MANY-0")) == (made[-1], made[0])
    assert backend.find("DS-MANY-205") is None
    for number in range(101):
        desk.reply(made[0], f"answer {number}")
    assert [m.text for m in backend.look(made[0]).messages] == [f"answer {number}" for number in range(101)]


def test_a_search_ends_where_all_is_older_than_the_message(zendesk: ZendeskDesk, backend: Backend) -> None:
    now, day = 1_800_000_000.0, 24 * 3600.0
    zendesk.clock = lambda: now - 60 * day
    made = [backend.create(msgspec.structs.replace(DRAFT, reference=f"DS-OLD-{n}")) for n in range(220)]
    zendesk.clock = lambda: now - 6 * day
    recent = backend.create(DRAFT)
    zendesk.clock = lambda: now
    for reference, age, found, pages in (
        ("DS-NONE", None, None, 3),
        ("DS-NONE", 3600.0, None, 1),
        ("DS-NONE", -5.0, None, 3),
        ("DS-OLD-0", 61 * day, made[0], 3),
        (DRAFT.reference, 3600.0, recent, 1),  # by a clock that was days wrong
    ):
        zendesk.requests.clear()
        assert backend.find(reference, age) == found
        assert zendesk.requests.count("GET /api/v2/requests.json") == pages, (reference, age)


def test_nothing_new_is_told_by_one_short_question(zendesk: ZendeskDesk, desk: ZendeskSide, backend: Backend) -> None:
    at = zendesk.clock()
    zendesk.clock = lambda: at
    backend_id = backend.create(DRAFT)
    assert backend.look(backend_id).mark == "", "in the same second more may happen"
    zendesk.clock = lambda: at + 60
    mark = backend.look(backend_id).mark
    asked = len(zendesk.requests)
    assert backend.look_again(backend_id, (), mark) is None
    assert len(zendesk.requests) == asked + 1
    desk.reply(backend_id, "We are on it.")
    assert backend.look_again(backend_id, (), mark) is not None


def test_priority_and_fields_arrive_as_it_has_set_them(zendesk: ZendeskDesk, desk: ZendeskSide) -> None:
    options = {"fields": {"360002": "device"}, "priorities": {"normal": "high"}}
    backend = desk.backend(**options)  # type: ignore[arg-type]
    made = zendesk.tickets[int(backend.create(msgspec.structs.replace(DRAFT, device="pc-17")))]
    assert (made.values, made.priority) == ({FIELD: "DS-ZD-1", 360002: "pc-17"}, "high")


# --- once, whatever goes wrong ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("keyed", [True, False])
def test_a_ticket_whose_answer_was_lost_is_made_once(
    zendesk: ZendeskDesk, backend: Backend, tmp_path: Path, keyed: bool
) -> None:
    zendesk.keyed, zendesk.slow_index = keyed, not keyed
    zendesk.plan("POST /api/v2/requests", made_but_no_answer)
    outbox, at = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files"), 1_800_000_000.0
    outbox.enqueue(DRAFT, "zendesk", at, (enclose("facts.json", b"{}"),))
    (row,) = outbox.drain(backend, lambda: at)
    assert row.state is SendState.UNKNOWN
    zendesk.indexed()
    (row,) = outbox.drain(backend, lambda: at + 3600)
    assert (row.state, Counter(zendesk.references())) == (SendState.SENT, {"DS-ZD-1": 1})


def test_the_same_ticket_sent_again_by_mistake_is_the_same_ticket(zendesk: ZendeskDesk, backend: Backend) -> None:
    assert backend.create(DRAFT) == backend.create(DRAFT)
    assert len(zendesk.tickets) == 1


def test_the_same_ticket_with_new_uploads_is_unclear_and_not_a_second_one(
    zendesk: ZendeskDesk, backend: Backend, tmp_path: Path
) -> None:
    kept = BackendContract().kept(tmp_path, enclose("screen.png", PNG))
    draft = msgspec.structs.replace(DRAFT, attachments=kept)
    backend.create(draft)
    with pytest.raises(errors.Unclear):
        backend.create(draft)
    assert len(zendesk.tickets) == 1


@pytest.mark.parametrize("fault", [made_but_no_answer, says(500, made=True), sign_in_page])
def test_an_upload_that_goes_wrong_makes_no_ticket_and_is_no_doubt(
    zendesk: ZendeskDesk, backend: Backend, tmp_path: Path, fault: object
) -> None:
    zendesk.plan("POST /api/v2/uploads", fault)  # type: ignore[arg-type]
    kept = BackendContract().kept(tmp_path, enclose("screen.png", PNG))
    with pytest.raises(errors.NotReached):
        backend.create(msgspec.structs.replace(DRAFT, attachments=kept))
    assert not zendesk.tickets


def test_when_it_asks_for_rest_it_gets_rest(zendesk: ZendeskDesk, backend: Backend) -> None:
    zendesk.allow(0, rest=7)
    with pytest.raises(errors.Busy) as problem:
        backend.create(DRAFT)
    assert (problem.value.seconds, len(zendesk.tickets)) == (7, 0)


def test_what_it_does_not_take_is_said_in_its_words(backend: Backend, zendesk: ZendeskDesk) -> None:
    zendesk.plan(
        "POST",
        says(422, {"error": "RecordInvalid", "details": {"subject": [{"description": "Subject: is too long"}]}}),
    )
    with pytest.raises(errors.NeedsEdit) as problem:
        backend.create(DRAFT)
    assert problem.value.words() == "Subject: is too long"


def test_a_field_that_people_do_not_see_is_no_proof_of_absence(zendesk: ZendeskDesk, desk: ZendeskSide) -> None:
    blind = desk.backend(reference_field=str(HIDDEN_FIELD))
    assert blind.find("DS-ZD-1") is None, "where there is no request at all, there is none of ours"
    blind.create(DRAFT)
    with pytest.raises(errors.Unclear):
        blind.find("DS-ZD-1")
    assert [row.name for row in blind.try_out() if not row.ok] == ["tickets-reference"]


def test_without_a_field_nothing_is_sent(zendesk: ZendeskDesk, desk: ZendeskSide) -> None:
    with pytest.raises(errors.Held):
        desk.backend(reference_field="").create(DRAFT)
    assert zendesk.requests == []


# --- who sees what ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", ["agent", "orgwide"])
def test_a_sign_in_that_reads_other_peoples_requests_is_warned_of(desk: ZendeskSide, account: str) -> None:
    desk.backend().create(DRAFT)
    assert [row.name for row in desk.backend(account).try_out() if not row.ok] == ["tickets-privacy"]
    assert all(row.ok for row in desk.backend("other").try_out())


def test_without_a_sign_in_a_ticket_is_made_and_nothing_can_be_seen(
    zendesk: ZendeskDesk, desk: ZendeskSide, tmp_path: Path
) -> None:
    nobody = desk.backend(sign_in="create-only")
    assert all(row.ok for row in nobody.try_out())
    backend_id = nobody.create(msgspec.structs.replace(DRAFT, requester="anna@helptest.invalid"))
    (kept,) = BackendContract().kept(tmp_path, enclose("screen.png", PNG))
    for deed in (
        lambda: nobody.look(backend_id),
        lambda: nobody.find("DS-ZD-1"),
        lambda: nobody.attach(backend_id, kept, "t0ken"),
        lambda: nobody.reply(backend_id, "x", "t0ken"),
    ):
        with pytest.raises(errors.Held):
            deed()
    assert zendesk.authorizations == {""}
    assert list(zendesk.references()) == ["DS-ZD-1"]


def test_where_nobody_may_write_without_a_sign_in_it_is_held(zendesk: ZendeskDesk, desk: ZendeskSide) -> None:
    zendesk.anonymous = False
    with pytest.raises(errors.Held):
        desk.backend(sign_in="create-only").create(DRAFT)
