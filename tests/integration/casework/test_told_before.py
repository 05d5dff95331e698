"""Whoever told the help desk of the same already can add to it; nobody makes two requests of one problem unasked."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from tests.integration.casework.conftest import Make, healthy, paused, switched_off

from deskside.casework import Casework, Handover
from deskside.children.scenario import Scenario
from deskside.cli.wizard import write_ticket
from deskside.errors import NeedsEdit
from deskside.model.page import Verb
from deskside.model.parcel import Added, Choices, Kind
from deskside.model.ticket import Deed, SendState, Stage, Ticket
from deskside.storage.outbox import put_row
from deskside.tickets.backend import Can

EMAIL = "ann@example.org"


def handed_over(casework: Casework) -> Handover:
    run = casework.open("printer", "it is dead")
    run.act(Verb.BEGIN)
    run.act(Verb.PEOPLE)
    return casework.handover(run.case)


def told(casework: Casework, story: str = "It is dead.") -> Ticket:
    """Told to the help desk, where it is now."""
    handover = handed_over(casework)
    ticket = handover.send(handover.parcel(Choices(story=story, email=EMAIL)))
    casework.mail.post()
    return casework.ticket(ticket.reference)


def test_the_same_cause_is_added_to_the_open_request_with_all_that_was_seen(house: Make) -> None:
    first = told(house(switched_off()))
    casework = house(switched_off())
    handover = handed_over(casework)
    before = handover.told_before(Choices(story="Still dead."))
    assert before is not None
    assert (before.reference, before.cause) == (first.reference, "printer.offline")
    shown = handover.show(Choices(story="Still dead.", email=EMAIL, adds_to=before.reference))
    assert handover.send(shown.parcel).reference == first.reference
    casework.mail.post()
    assert casework.waiting() == ()
    (ticket,) = casework.mail.desk().list()
    arrived = casework.mail.desk().show(ticket.id)
    assert [note.text for note in arrived.notes] == [shown.parcel.body]
    assert arrived.files == ("deskside.zip", "deskside.zip")
    assert [one.text for one in casework.ticket(first.reference).messages][1:] == [shown.parcel.body]


@pytest.mark.parametrize(("scenario", "adds"), [(switched_off(), True), (paused(may=False), False), (healthy(), True)])
def test_another_cause_is_another_request_and_without_one_the_same_problem_counts(
    house: Make, scenario: Scenario, adds: bool
) -> None:
    told(house(switched_off()))
    assert bool(handed_over(house(scenario)).told_before(Choices(story="Nothing prints."))) is adds


def test_what_is_solved_is_told_anew(house: Make) -> None:
    casework = house(switched_off())
    first = told(casework)
    casework.mail.desk().resolve(first.reference)
    casework.mail.post()
    assert casework.ticket(first.reference).stage is Stage.SOLVED
    assert handed_over(casework).told_before(Choices(story="Again.")) is None


def test_what_was_deleted_there_or_refused_takes_no_more(house: Make) -> None:
    casework = house(switched_off())
    first = told(casework)
    casework.mail._tickets.change(first.reference, lambda ticket: replace(ticket, gone=True))
    again = handed_over(casework)
    assert again.told_before(Choices(story="Again.")) is None
    refused = again.send(again.parcel(Choices(story="Again.", email=EMAIL))).reference
    rows = casework.mail._outbox.rows
    (row,) = rows.of_ticket(refused)
    casework.mail._tickets._db.change(lambda db: put_row(db, replace(row, state=SendState.NEEDS_EDIT)))
    assert handed_over(casework).told_before(Choices(story="Once more.")) is None


def test_where_no_answer_can_be_sent_there_is_nothing_to_add_to(house: Make) -> None:
    casework = house(switched_off())
    told(casework)
    casework.mail.can = Can(find=False, look=False, reply=False, solve=False, reopen=False)
    assert handed_over(casework).told_before(Choices(story="Again.")) is None


def test_the_same_words_of_no_case_are_known_and_others_are_not(house: Make) -> None:
    casework = house(healthy())
    first = casework.handover(None, "I need a chair")
    first.send(first.parcel(Choices(story="I need a chair\nwith wheels", email=EMAIL)))
    again = casework.handover(None, "")
    assert again.told_before(Choices(story="I need a chair\n  with wheels")) is not None
    assert again.told_before(Choices(story="I need a chair")) is not None
    assert again.told_before(Choices(story="I need a chair\nwith arms")) is None
    assert again.told_before(Choices(story="I need a table")) is None


def test_words_that_were_kept_while_writing_are_gone_once_they_were_added(house: Make) -> None:
    casework = house(healthy())
    first = casework.handover(None, "I need a chair")
    first.send(first.parcel(Choices(story="I need a chair", email=EMAIL)))
    again = casework.handover(None)
    again.keep(Choices(story="I need a chair"))
    again.send(again.parcel(Choices(story="I need a chair", email=EMAIL, adds_to=first.reference)))
    assert casework.handover(None).words == ""


def test_a_case_that_was_sent_already_becomes_no_lost_second_message(house: Make) -> None:
    casework = house(switched_off())
    first = told(casework)
    again = casework.handover(casework.case(first.reference))
    assert again.reference != first.reference
    before = again.told_before(Choices(story="More."))
    assert before is not None
    assert before.reference == first.reference


@pytest.fixture
def noon() -> Iterator[None]:
    """It is about noon where this computer stands, so that today lasts until the test is over."""
    with pytest.MonkeyPatch.context() as own:
        own.setenv("TZ", f"NOON{datetime.now(UTC).hour - 12:+d}")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(("answer", "many"), [("y", 1), ("n", 2)])
def test_in_the_terminal_it_is_asked(house: Make, capsys: pytest.CaptureFixture[str], answer: str, many: int) -> None:
    casework = house(switched_off())
    first = told(casework)
    lines = iter(("Still dead.", "", answer, "y"))
    reference = write_ticket(handed_over(casework), lambda _prompt: next(lines))
    casework.mail.post()
    shown = capsys.readouterr().out
    assert f"You told us about this today.\n{first.reference}" in shown
    assert (reference == first.reference) is (many == 1)
    assert ("It is added to your request" in shown) is (many == 1)
    assert len(casework.mail.desk().list()) == many


@pytest.mark.parametrize(
    ("deed", "text", "words"),
    [
        (Deed.SOLVED, "", "It is solved. Thank you."),
        (Deed.REOPEN, "", "It is not solved after all. Please look at it again."),
        (Deed.RATE, "4", "I give your help 4 of 5 stars."),
    ],
)
def test_what_the_desk_has_no_button_for_is_said_in_words(house: Make, deed: Deed, text: str, words: str) -> None:
    casework = house(healthy())
    handover = casework.handover(None, "Help")
    reference = handover.send(handover.parcel(Choices(story="Help", email=EMAIL))).reference
    casework.mail.can = Can(solve=False, reopen=False, rate=False)
    casework.mail.deed(reference, deed, text)
    casework.mail.post()
    assert [note.text for note in casework.mail.desk().show(reference).notes] == [words]
    assert casework.mail.instead_of(deed) == ""


def test_where_not_even_words_can_be_sent_the_person_is_told_how(house: Make) -> None:
    casework = house(healthy(), '[organisation]\nphone = "030 1234 567"\n')
    handover = casework.handover(None, "Help")
    reference = handover.send(handover.parcel(Choices(story="Help", email=EMAIL))).reference
    casework.mail.can = Can(reply=False, solve=False)
    with pytest.raises(NeedsEdit) as refused:
        casework.solved(reference)
    assert refused.value.words() == "Please tell the help desk: call 030 1234 567, or answer their e-mail."
    assert casework.mail.instead_of(Deed.SOLVED) == refused.value.words()
    assert [row.deed for row in casework.waiting()] == [Deed.CREATE]


def test_a_help_desk_that_takes_only_words_is_shown_and_sent_only_words(house: Make) -> None:
    casework = house(switched_off())
    casework.mail.can = Can(reply=False, files_with_ticket=False, files_later=False, files_with_reply=False)
    handover = handed_over(casework)
    notes = Added("file-1", "notes.txt", Kind.TEXT, b"It hums.")
    choices = Choices(story="It is dead.", email=EMAIL, added=(notes,))
    shown = handover.show(choices)
    assert [item.kind for item in shown.items] == [Kind.STORY, Kind.AGENT, Kind.DEVICE]
    assert shown.parcel.files == ()
    assert "evidence: " in shown.parcel.agent_part
    reference = handover.send(shown.parcel).reference
    casework.mail.post()
    assert casework.mail.desk().show(reference).files == ()
    assert not handover.takes_files(choices)
