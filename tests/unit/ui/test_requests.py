"""Requests: what the help desk says is shown as it is, and what the person does is on its way at once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QRadioButton

from deskside.errors import StorageProblem
from deskside.model.case import Stand
from deskside.model.ticket import SendState, Stage
from deskside.ui.pages.article import Reading
from deskside.ui.pages.home import Home
from deskside.ui.pages.request import Request
from deskside.ui.pages.story import Story
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.field import Area

from .walk import Walk

HOSTILE = '<b>Hello</b> <a href="https://evil.example">click</a> <img src=x onerror=alert(1)> &amp; **bold**'


def opened(walk: Walk, says: str = "", status: str = "") -> Request:
    """A request that was sent, and perhaps answered."""
    reference = walk.prepared.write("The big printer prints stripes.")
    if says:
        walk.prepared.agent_says(reference, says, status)
    walk.settle()
    walk.guide.request(reference)
    walk.settle()
    return walk.at(Request)


def test_without_requests_the_list_says_so(walk: Walk) -> None:
    walk.guide.requests()
    assert "You have not written to the help desk from this computer." in walk.words()
    walk.press("New request")
    walk.at(Story)


def test_the_list_shows_each_with_its_stage_and_opens_it(walk: Walk) -> None:
    opened(walk, "We look at it.", "open")
    walk.guide.requests()
    walk.settle()
    assert walk.button("The big printer prints stripes.").accessibleDescription() == "Being worked on."
    walk.press("The big printer prints stripes.")
    walk.at(Request)


def test_news_is_shown_at_home_until_it_was_read(walk: Walk) -> None:
    reference = walk.prepared.write("Stripes.")
    walk.prepared.agent_says(reference, "Which printer?", "waiting")
    walk.settle()
    walk.at(Home)
    assert walk.button("Stripes.").accessibleDescription() == "Waiting for you. There is a new answer."
    walk.press("Stripes.")
    walk.at(Request)
    walk.settle()
    walk.settle()
    assert not walk.board.known.tickets[0].unread


def test_an_answer_of_the_help_desk_is_plain_text(walk: Walk) -> None:
    opened(walk, HOSTILE)
    assert HOSTILE in walk.words()


def test_a_link_shows_where_it_leads_before_it_opens(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    gone_to: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: gone_to.append(url.toString()))
    opened(walk, "See https://help.example.org/toner and http://plain.example")
    assert not gone_to
    walk.press("Open a page on help.example.org")
    assert gone_to == ["https://help.example.org/toner"]
    assert "plain.example" not in " ".join(one.accessibleName() for one in walk.seen())


def test_a_troubleshooter_in_an_answer_opens_its_first_page_and_starts_nothing(walk: Walk) -> None:
    opened(walk, "Please try deskside://open/printer or deskside://open/unknown")
    walk.press("Have a look: Printing does not work")
    wizard = walk.at(Wizard)
    walk.settle()
    assert wizard.run.case.stand is Stand.INTRO


def test_an_article_in_an_answer_is_read_and_back_leads_to_the_answer(walk: Walk) -> None:
    page = opened(walk, "Here is how to choose one: deskside://open/passwords")
    walk.press("Have a look: Good passwords, kept well")
    assert walk.at(Reading).article.id == "passwords"
    walk.window.back()
    assert walk.sheet is page


def test_an_answer_is_shown_as_waiting_and_then_as_sent(walk: Walk) -> None:
    page = opened(walk, "Which printer?", "waiting")
    page.answer.edit.setPlainText("The one at the window.")
    walk.press("Send answer")
    walk.settle()
    assert "You, waiting to be sent" in walk.words()
    assert walk.posts == 1
    assert page.answer.text() == ""
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert "You, waiting to be sent" not in walk.words()
    notes = walk.prepared.casework.mail.desk().show(page.reference).notes
    assert [note.text for note in notes if note.sender == "person"] == ["The one at the window."]


def test_an_answer_that_cannot_be_kept_stays_in_the_field(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(walk)

    def full(*_words: object) -> None:
        raise StorageProblem("/x")

    monkeypatch.setattr(walk.prepared.casework, "reply", full)
    page.answer.edit.setPlainText("The one at the window.")
    walk.press("Send answer")
    walk.until(lambda: "I can't read or save your data just now." in walk.words())
    assert page.answer.text() == "The one at the window."


def test_solved_and_not_solved_after_all(walk: Walk) -> None:
    page = opened(walk, "We cleaned it.", "open")
    walk.press("It is solved")
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.board.known.tickets[0].stage is Stage.SOLVED
    walk.press("Not solved after all")
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.board.known.tickets[0].stage is not Stage.SOLVED
    assert page.heading.text() == "The big printer prints stripes."


def test_a_solved_request_can_be_rated(walk: Walk) -> None:
    opened(walk, "Done.", "resolved")
    walk.until(lambda: len(walk.seen(QRadioButton)) == 5)
    walk.press("3 stars")
    walk.press("4 stars")
    walk.until(lambda: walk.posts == 1)
    assert [row.text for row in walk.prepared.casework.waiting()] == ["4"]
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.board.known.tickets[0].rating == 4
    assert "Thank you." in walk.words()


def test_what_could_not_be_sent_is_said_at_home_and_on_its_page(walk: Walk) -> None:
    opened(walk)
    page = walk.at(Request)
    page.answer.edit.setPlainText("Hello?")
    walk.press("Send answer")
    walk.settle()
    known = walk.board.known
    stuck = tuple(replace(row, state=SendState.HELD, says="IT has to set this up first.") for row in known.waiting)
    walk.board.show(replace(known, waiting=stuck))
    walk.until(lambda: "IT has to set this up first." in walk.words())
    walk.guide.window.replace_all(Home(walk.guide.around))
    walk.until(lambda: "IT has to set this up first." in walk.words())


def test_talk_to_a_person_goes_to_the_answer_field(walk: Walk) -> None:
    page = opened(walk)
    walk.press("Talk to a person")
    assert isinstance(page.answer, Area)
    assert page.answer.edit.hasFocus()
