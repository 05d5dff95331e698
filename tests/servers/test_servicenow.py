"""ServiceNow, against a strict stand-in of its published interface: the contract, its traps, and what goes wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG, BackendContract
from deskside.model.ticket import Draft, Priority, SendState, Stage
from deskside.storage import Database
from deskside.tickets.backend import Backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox

from .faults import made_but_no_answer
from .standins.servicenow import ServiceNowDesk
from .standins.servicenow_agent import ServiceNowSide

DRAFT = Draft("DS-SN-1", "Printer prints nothing", "Nothing comes out.", agent_part="printer.paused: found")


@pytest.fixture
def servicenow() -> Iterator[ServiceNowDesk]:
    with ServiceNowDesk() as desk:
        yield desk
        assert not [why for why in desk.refusals if "unknown" in why or "JSON" in why]


@pytest.fixture
def desk(servicenow: ServiceNowDesk) -> ServiceNowSide:
    return ServiceNowSide(servicenow)


@pytest.fixture
def backend(desk: ServiceNowSide) -> Backend:
    return desk.backend()


class TestServiceNow(BackendContract):
    nobody = "INC9999999"

    def test_a_web_page_is_read_as_words(self, desk: ServiceNowSide, backend: Backend, draft: Draft) -> None:
        backend_id = backend.create(draft)
        desk.reply(backend_id, "<p>Please restart <b>once</b>.</p><p>Anna</p>", html=True)
        (message,) = backend.look(backend_id).messages
        assert message.text == "Please restart once.\n\nAnna"


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({"state": "3", "hold_reason": "1"}, Stage.WAITING),
        ({"state": "3", "hold_reason": "4"}, Stage.WORKING),
        ({"state": "7"}, Stage.SOLVED),
        ({"state": "8"}, Stage.SOLVED),
        ({"state": "42"}, Stage.WORKING),
    ],
)
def test_every_state_is_told_and_an_unknown_one_safely(
    desk: ServiceNowSide, backend: Backend, fields: dict[str, str], stage: Stage
) -> None:
    backend_id = backend.create(DRAFT)
    desk.change(backend_id, fields)
    assert backend.look(backend_id).stage is stage


def test_nothing_new_is_told_by_one_short_question(servicenow: ServiceNowDesk, backend: Backend) -> None:
    backend_id = backend.create(DRAFT)
    mark = backend.look(backend_id).mark
    asked = len(servicenow.requests)
    assert backend.look_again(backend_id, (), mark) is None
    assert len(servicenow.requests) == asked + 1


def test_a_text_that_is_longer_than_the_field_arrives_whole_and_is_no_message(
    desk: ServiceNowSide, backend: Backend
) -> None:
    long = "\n".join(f"{number}: nothing comes out of the printer at all." for number in range(300))
    draft = msgspec.structs.replace(DRAFT, story=long)
    backend_id = backend.create(draft)
    assert desk.body(backend_id) == draft.body
    assert backend.look(backend_id).messages == ()
    line = msgspec.structs.replace(DRAFT, reference="DS-SN-2", story="x" * 9_000)
    assert desk.body(backend.create(line)).replace("\n", "") == line.body.replace("\n", "")


def test_a_text_that_was_cut_without_a_word_arrives_whole_all_the_same(
    servicenow: ServiceNowDesk, desk: ServiceNowSide, backend: Backend
) -> None:
    servicenow.longest = {**servicenow.longest, "description": 200}
    story = "\n".join(f"{number}: nothing comes out." for number in range(40))
    draft = msgspec.structs.replace(DRAFT, story=story)
    backend_id = backend.create(draft)
    assert desk.body(backend_id).split() == f"{draft.body[:200]}\n{draft.body[200:]}".split()
    assert backend.look(backend_id).messages == ()


def test_what_a_journal_would_draw_as_a_page_stays_words(desk: ServiceNowSide, backend: Backend) -> None:
    backend_id = backend.create(DRAFT)
    backend.reply(backend_id, "see [code]<b>this</b>[/CODE]", "t0ken1")
    (said,) = desk.said(backend_id)
    assert "[code]" not in said
    assert "[/CODE]" not in said
    assert [m.text for m in backend.look(backend_id).messages] == ["see [code]<b>this</b>[/CODE]"]


def test_more_answers_than_one_page_holds_are_all_seen(desk: ServiceNowSide, backend: Backend) -> None:
    backend_id = backend.create(DRAFT)
    for number in range(101):
        desk.note(backend_id, f"PRIVATE {number}")
        desk.reply(backend_id, f"answer {number}")
    assert len(backend.look(backend_id).messages) == 101


def test_priority_category_and_fields_arrive_as_it_has_set_them(
    servicenow: ServiceNowDesk, desk: ServiceNowSide
) -> None:
    backend = desk.backend(categories={"printing": "hardware"}, fields={"u_cause": "cause"})
    backend.create(msgspec.structs.replace(DRAFT, category="printing", cause="printer.paused", priority=Priority.HIGH))
    (made,) = servicenow.tickets.values()
    told = [made[name] for name in ("impact", "urgency", "category", "u_cause", "caller_id")]
    assert told == ["2", "1", "hardware", "printer.paused", "a" * 32]


# --- it says yes to much that it does not do -------------------------------------------------------------------------


def test_a_state_that_callers_may_not_set_is_not_said_to_be_set(servicenow: ServiceNowDesk, backend: Backend) -> None:
    backend_id = backend.create(DRAFT)
    servicenow.callers_write -= {"state"}
    with pytest.raises(errors.Held, match="may not set the state"):
        backend.solve(backend_id)


def test_where_callers_set_no_state_nothing_is_said_to_be_solved(desk: ServiceNowSide) -> None:
    backend = desk.backend(callers_set_state=False)
    backend_id = backend.create(DRAFT)
    for deed in (backend.solve, backend.reopen):
        with pytest.raises(errors.Held):
            deed(backend_id)


def test_a_reference_that_is_left_out_is_no_proof_of_absence(servicenow: ServiceNowDesk, backend: Backend) -> None:
    assert backend.find("DS-SN-1") is None, "who has made nothing has not made this"
    servicenow.callers_write -= {"correlation_id"}
    backend.create(DRAFT)
    with pytest.raises(errors.Unclear):
        backend.find("DS-SN-1")


def test_a_query_that_is_not_understood_finds_nobody_elses(servicenow: ServiceNowDesk, desk: ServiceNowSide) -> None:
    """A condition that is left out finds everything: what came back is compared."""
    desk.backend().create(DRAFT)
    with pytest.raises(errors.Held):
        desk.backend("other", user="nobody^ORDERBY").create(DRAFT)
    with pytest.raises(errors.Held):
        desk.backend("other", user="nobody").create(DRAFT)
    assert len(servicenow.tickets) == 1


def test_answers_that_this_account_may_not_read_are_not_told_as_none(
    servicenow: ServiceNowDesk, desk: ServiceNowSide, backend: Backend
) -> None:
    servicenow.journal_shown = False
    backend_id = backend.create(DRAFT)
    assert backend.look(backend_id).messages == ()
    desk.reply(backend_id, "We are on it.")
    with pytest.raises(errors.Held, match="sys_journal_field"):
        backend.look(backend_id)
    with pytest.raises(errors.Held):
        backend.find_reply(backend_id, "t0ken1", "x")


def test_what_is_closed_takes_no_more_words_and_the_person_is_told_to_write_anew(
    desk: ServiceNowSide, backend: Backend
) -> None:
    backend_id = backend.create(DRAFT)
    desk.change(backend_id, {"state": "7"})
    for deed in (lambda: backend.reply(backend_id, "It is back.", "t0ken1"), lambda: backend.reopen(backend_id)):
        with pytest.raises(errors.NeedsEdit) as problem:
            deed()
        assert problem.value.words() == "The help desk has closed this message for good. Please write a new one."


# --- once, whatever goes wrong ---------------------------------------------------------------------------------------


def test_a_ticket_whose_answer_was_lost_is_made_once_and_its_files_once(
    servicenow: ServiceNowDesk, desk: ServiceNowSide, backend: Backend, tmp_path: Path
) -> None:
    servicenow.slow_index = True
    servicenow.plan("POST /api/now/table/incident", made_but_no_answer)
    servicenow.plan("POST /api/now/attachment/file", made_but_no_answer)
    outbox, at = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files"), 1_800_000_000.0
    outbox.enqueue(DRAFT, "servicenow", at, (enclose("facts.json", b"{}"),))
    assert [row.state for row in outbox.drain(backend, lambda: at)] == [SendState.UNKNOWN]
    servicenow.indexed()
    for hour in range(1, 5):
        outbox.drain(backend, lambda now=at + 3600 * hour: now)
    assert (Counter(servicenow.references()), len(outbox.rows.waiting())) == ({"DS-SN-1": 1}, 0)
    (incident,) = servicenow.tickets.values()
    assert [file.name for file in incident.files] == ["facts.json"]


def test_a_picture_whose_words_were_lost_is_there_once_when_both_are(
    servicenow: ServiceNowDesk, desk: ServiceNowSide, backend: Backend, tmp_path: Path
) -> None:
    backend_id = backend.create(DRAFT)
    servicenow.plan("PATCH", lambda asked, commit: asked.drop())
    files = BackendContract().kept(tmp_path, enclose("stripes.png", PNG))
    with pytest.raises(errors.Unclear):
        backend.reply(backend_id, "It looks like this.", "t0ken1", files)
    assert not backend.find_reply(backend_id, "t0ken1", "It looks like this.")
    backend.reply(backend_id, "It looks like this.", "t0ken1", files)
    (incident,) = servicenow.tickets.values()
    assert ([file.name for file in incident.files], len(desk.said(backend_id))) == (["stripes.png"], 1)


def test_when_it_asks_for_rest_it_gets_rest(servicenow: ServiceNowDesk, backend: Backend) -> None:
    servicenow.allow(1, rest=11)
    with pytest.raises(errors.Busy) as problem:
        backend.create(DRAFT)
    assert (problem.value.seconds, len(servicenow.tickets)) == (11, 0)


# --- who sees what ---------------------------------------------------------------------------------------------------


def test_a_sign_in_that_reads_other_peoples_incidents_is_warned_of(desk: ServiceNowSide) -> None:
    desk.backend().create(DRAFT)
    assert [row.name for row in desk.backend("seesall").try_out() if not row.ok] == ["tickets-privacy"]
    assert all(row.ok for row in desk.backend("other").try_out())


def test_an_account_can_sign_in_by_its_password(servicenow: ServiceNowDesk, desk: ServiceNowSide) -> None:
    backend = desk.backend(kind="basic")
    assert backend.find("DS-SN-1") is None
    assert {said.partition(" ")[0] for said in servicenow.authorizations} == {"Basic"}
