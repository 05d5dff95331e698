"""Freshdesk, against a strict stand-in of its published interface: the contract, what goes wrong, who sees what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.kit.backend_contract import PNG, BackendContract
from deskside.model.ticket import Draft, Priority, SendState
from deskside.storage import Database
from deskside.tickets.backend import Backend
from deskside.tickets.backends import freshdesk as ours
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox
from deskside.tickets.words.plain import plain, same_words

from .faults import made_but_no_answer, says, sign_in_page
from .payloads import PAYLOADS
from .standins.freshdesk import FIELD, FreshdeskDesk
from .standins.freshdesk_agent import FreshdeskSide
from .test_standins import WHILE_MAKING

ANNA = "anna@helptest.invalid"
DRAFT = Draft("DS-FD-1", "Printer prints nothing", "Nothing comes out.", "printer.paused: found", requester=ANNA)


@pytest.fixture
def freshdesk() -> Iterator[FreshdeskDesk]:
    with FreshdeskDesk() as desk:
        yield desk


@pytest.fixture
def desk(freshdesk: FreshdeskDesk) -> FreshdeskSide:
    return FreshdeskSide(freshdesk)


@pytest.fixture
def backend(desk: FreshdeskSide) -> Backend:
    return desk.backend()


class TestFreshdesk(BackendContract):
    @pytest.fixture
    def draft(self, run: str) -> Draft:
        story = "Nothing comes out since nine. äöü 🖨\n\n    I need it by noon."
        return msgspec.structs.replace(DRAFT, reference=f"DS-{run}", title="Printer prints nothing äöü", story=story)


def test_the_agents_page_draws_nothing_but_our_text(desk: FreshdeskSide, backend: Backend) -> None:
    story = "<b>x</b> <script>alert(1)</script> &copy; <a href=\"javascript:x\" onclick='y'>z</a>\n"
    story += "\ttab  two   three\n\n\nfour"
    draft = msgspec.structs.replace(DRAFT, story=story)
    drawn = desk.drawn(backend.create(draft))
    assert drawn.text == draft.body.replace("\t", "    ")
    assert drawn.tags == {"div", "br"}


def test_whatever_a_person_writes_is_drawn_as_that_and_does_nothing(desk: FreshdeskSide, backend: Backend) -> None:
    wrong = {}
    for name, words in PAYLOADS.items():
        draft = msgspec.structs.replace(DRAFT, story=f"It is dead. {plain(words)}")
        drawn = desk.drawn(backend.create(draft))
        if not same_words(drawn.text, draft.body) or not drawn.tags <= {"div", "br"}:
            wrong[name] = drawn.text
    assert wrong == {}


@pytest.mark.parametrize("with_file", [False, True])
def test_priority_type_group_and_fields_arrive_as_it_has_set_them(
    freshdesk: FreshdeskDesk, desk: FreshdeskSide, tmp_path: Path, with_file: bool
) -> None:
    options = {"fields": {"cf_computer": "device"}, "type": "Incident", "group": 9, "priorities": {"low": "2"}}
    kept = BackendContract().kept(tmp_path, enclose("screen.png", PNG)) if with_file else ()
    for priority, number in ((Priority.URGENT, 4), (Priority.LOW, 2)):
        draft = msgspec.structs.replace(DRAFT, priority=priority, device="pc-17", attachments=kept)
        ticket = desk.ticket(desk.backend(**options).create(draft))
        assert ticket["custom_fields"] == {FIELD: "DS-FD-1", "cf_computer": "pc-17"}
        told = (ticket["priority"], ticket["type"], ticket["group_id"], ticket["status"], ticket["source"])
        assert told == (number, "Incident", 9, 2, 2)
    assert freshdesk.tickets[71].told.email == ANNA


def test_a_ticket_whose_answer_was_lost_is_never_sent_again(
    freshdesk: FreshdeskDesk, backend: Backend, tmp_path: Path
) -> None:
    freshdesk.plan("POST /api/v2/tickets", made_but_no_answer)
    outbox, at = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files"), 1_800_000_000.0
    outbox.enqueue(DRAFT, "freshdesk", at, (enclose("facts.json", b"{}"),))
    for later in (0, 3600, 86_400):
        for row in outbox.drain(backend, lambda later=later: at + later):  # type: ignore[misc]
            assert row.state is SendState.UNKNOWN
    assert Counter(freshdesk.references()) == {"DS-FD-1": 1}


@pytest.mark.parametrize("way", WHILE_MAKING)
def test_whatever_becomes_of_the_answer_there_are_not_two_tickets(
    freshdesk: FreshdeskDesk, backend: Backend, tmp_path: Path, way: str
) -> None:
    freshdesk.plan("POST /api/v2/tickets", WHILE_MAKING[way])
    outbox, at = Outbox(Database(tmp_path / "d.sqlite3"), tmp_path / "files"), 1_800_000_000.0
    outbox.enqueue(DRAFT, "freshdesk", at, (enclose("facts.json", b"{}"),))
    for later in (0, 3600, 86_400):
        outbox.drain(backend, lambda later=later: at + later)  # type: ignore[misc]
        freshdesk.released.set()
        assert freshdesk.wait_until_quiet()
    waiting = [row.state for row in outbox.rows.waiting()]
    assert Counter(freshdesk.references())["DS-FD-1"] == 1 or waiting == [SendState.UNKNOWN]
    assert len(freshdesk.tickets) < 2


@pytest.mark.parametrize("fault", [says(500), says(200, {"ok": True}), sign_in_page])
def test_what_is_no_clear_yes_is_not_taken_for_one(freshdesk: FreshdeskDesk, backend: Backend, fault: object) -> None:
    freshdesk.plan("POST /api/v2/tickets", fault)  # type: ignore[arg-type]
    with pytest.raises((errors.Unclear, errors.Held)):
        backend.create(DRAFT)


def test_when_it_asks_for_rest_it_gets_rest(freshdesk: FreshdeskDesk, backend: Backend) -> None:
    freshdesk.allow(0, rest=42)
    with pytest.raises(errors.Busy) as problem:
        backend.create(DRAFT)
    assert (problem.value.seconds, len(freshdesk.tickets)) == (42, 0)


def test_what_the_person_can_change_is_said_in_its_words(backend: Backend) -> None:
    with pytest.raises(errors.NeedsEdit) as problem:
        backend.create(msgspec.structs.replace(DRAFT, requester="anna"))
    assert problem.value.words() == "It should be in the 'valid email address' format"
    with pytest.raises(errors.NeedsEdit, match="no address"):
        backend.create(msgspec.structs.replace(DRAFT, requester=""))


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"reference_field": "cf_nope"}, "custom_fields.cf_nope"),
        ({"priorities": {"normal": "7"}}, "priority"),
        ({"priorities": {"normal": "high"}}, "not a number"),
    ],
)
def test_what_only_it_can_change_is_held(
    freshdesk: FreshdeskDesk, desk: FreshdeskSide, options: dict[str, object], why: str
) -> None:
    with pytest.raises(errors.Held, match=why):
        desk.backend(**options).create(DRAFT)
    assert not freshdesk.tickets


def test_files_that_are_too_large_together_are_not_even_sent(
    freshdesk: FreshdeskDesk, backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ours, "ALL_FILES", 2 * len(PNG) - 1)
    kept = BackendContract().kept(tmp_path, enclose("one.png", PNG), enclose("two.png", PNG))
    with pytest.raises(errors.TooLarge):
        backend.create(msgspec.structs.replace(DRAFT, attachments=kept))
    assert freshdesk.requests == []


def test_the_key_for_desks_sees_no_ticket_not_even_its_own(freshdesk: FreshdeskDesk, desk: FreshdeskSide) -> None:
    desk.backend().create(DRAFT)
    assert all(row.ok for row in desk.backend().try_out())
    assert freshdesk.refusals == []


@pytest.mark.parametrize("key", ["k-agent", "k-group"])
def test_a_key_of_an_agent_who_sees_tickets_is_warned_of(desk: FreshdeskSide, key: str) -> None:
    assert [row.name for row in desk.backend(key).try_out() if not row.ok] == ["tickets-privacy"]


def test_a_key_to_which_somebody_assigns_tickets_is_warned_of(desk: FreshdeskSide) -> None:
    desk.assign(desk.backend().create(DRAFT), 1)
    assert [row.name for row in desk.backend().try_out() if not row.ok] == ["tickets-privacy"]
