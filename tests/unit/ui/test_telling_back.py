"""What the help desk asked for in an answer is looked at, and goes back to them once the person has seen it."""

from __future__ import annotations

from deskside.model.case import Ending, Stand
from deskside.model.page import Verb
from deskside.ui.pages.request import Request
from deskside.ui.pages.story import Story
from deskside.ui.pages.telling_back import TellingBack
from deskside.ui.pages.wizard import Wizard

from .walk import Walk


def asked(walk: Walk) -> tuple[str, Wizard]:
    """In an answer the help desk asked for a look at the printer, and its button was pressed."""
    reference = walk.prepared.write("Stripes.")
    walk.prepared.agent_says(reference, "Please run deskside://open/printer", "waiting")
    walk.settle()
    walk.guide.request(reference)
    walk.at(Request)
    walk.press("Check: Printing does not work")
    wizard = walk.at(Wizard)
    if walk.act(Verb.BEGIN).choices:
        walk.act(Verb.ANSWER, "Office")
    return reference, wizard


def notes(walk: Walk, reference: str) -> list[str]:
    walk.prepared.casework.mail.post(now=True)
    shown = walk.prepared.casework.mail.desk().show(reference)
    return [note.text for note in shown.notes if note.sender == "person"]


def test_what_was_found_goes_back_as_it_was_shown_once_the_person_says_so(walk: Walk) -> None:
    reference, wizard = asked(walk)
    walk.act(Verb.FIX)
    walk.act(Verb.YES)
    assert wizard.run.case.stand is Stand.DONE
    walk.press("Tell the help desk")
    page = walk.at(TellingBack)
    walk.until(lambda: "It is working now." in page.answer.text())
    shown = page.answer.text()
    assert "printer.paused" in shown
    assert notes(walk, reference) == [], "nothing went before it was agreed to"
    walk.press("Send to the help desk")
    assert walk.at(Request).reference == reference
    assert walk.posts == 1
    assert notes(walk, reference) == [shown.strip()]
    assert len(walk.prepared.casework.tickets()) == 1


def test_the_person_may_change_it_or_not_send_it_at_all(walk: Walk) -> None:
    reference, wizard = asked(walk)
    walk.act(Verb.FIX)
    walk.act(Verb.YES)
    walk.press("Tell the help desk")
    page = walk.at(TellingBack)
    walk.until(lambda: bool(page.answer.text()))
    walk.press("Not now")
    assert walk.sheet is wizard
    assert notes(walk, reference) == []
    walk.press("Tell the help desk")
    page = walk.at(TellingBack)
    walk.until(lambda: bool(page.answer.text()))
    page.answer.write("It works again.")
    walk.press("Send to the help desk")
    walk.at(Request)
    assert notes(walk, reference) == ["It works again."]


def test_who_wants_a_person_answers_those_who_asked_and_writes_no_second_request(walk: Walk) -> None:
    reference, wizard = asked(walk)
    wizard.talk_to_people()
    walk.until(lambda: not wizard.busy)
    if wizard.run.case.stand is Stand.PEOPLE:
        wizard.talk_to_people()
    page = walk.at(TellingBack)
    walk.until(lambda: "printer.paused" in page.answer.text())
    walk.press("Send to the help desk")
    walk.at(Request)
    assert len(notes(walk, reference)) == 1
    case = walk.prepared.casework.history()[0]
    assert (case.ending, case.ticket) == (Ending.SENT, reference)


def test_a_run_of_the_persons_own_is_told_to_nobody_by_itself(walk: Walk) -> None:
    walk.to_finding()
    walk.act(Verb.FIX)
    walk.act(Verb.YES)
    assert "Tell the help desk" not in walk.words()
    walk.sheet.talk_to_people()
    walk.until(lambda: "Write to the help desk" in walk.words())
    walk.press("Write to the help desk")
    walk.at(Story)
