"""Requests: what the help desk says is shown as it is, and what the person does is on its way at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QDesktopServices, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from deskside.errors import StorageProblem
from deskside.model.case import Stand
from deskside.model.parcel import Added, Choices, Kind
from deskside.model.ticket import Deed, SendState, Stage
from deskside.storage.outbox import put_row
from deskside.tickets.backend import Can
from deskside.ui.pages.article import Reading
from deskside.ui.pages.home import Home
from deskside.ui.pages.leaving import Leaving
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.request import Request
from deskside.ui.pages.screenshot import Screenshot
from deskside.ui.pages.sent import Sent
from deskside.ui.pages.story import Story
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.field import Area
from deskside.ui.parts.press import Card

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
    page = opened(walk, "See https://help.example.org/toner and http://plain.example or https://evil.example")
    names = " ".join(one.accessibleName() for one in walk.seen(QAbstractButton))
    assert "plain.example" not in names
    assert "evil.example" not in names
    walk.press("Open a page on help.example.org")
    asked = walk.at(Leaving)
    assert {"help.example.org", "https://help.example.org/toner"} <= set(walk.words().splitlines())
    assert "help.example.org" in asked.heading.accessibleDescription()
    assert not gone_to
    walk.press("Not now")
    assert walk.sheet is page
    assert not gone_to
    walk.press("Open a page on help.example.org")
    walk.press("Open the page")
    assert gone_to == ["https://help.example.org/toner"]
    assert walk.sheet is page


def test_a_troubleshooter_in_an_answer_opens_its_first_page_and_starts_nothing(walk: Walk) -> None:
    opened(walk, "Please try deskside://open/printer or deskside://open/unknown")
    assert "Please try “Printing does not work” or deskside://open/unknown" in walk.words()
    walk.press("Check: Printing does not work")
    wizard = walk.at(Wizard)
    walk.settle()
    assert wizard.run.case.stand is Stand.INTRO


def test_an_article_in_an_answer_is_read_and_back_leads_to_the_answer(walk: Walk) -> None:
    page = opened(walk, "Here is how to choose one: deskside://open/passwords")
    walk.press("Read: Good passwords, kept well")
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


def test_an_answer_that_is_pressed_twice_goes_once(walk: Walk) -> None:
    page = opened(walk, "Which printer?", "waiting")
    page.answer.edit.setPlainText("The one at the window.")
    send = walk.button("Send answer")
    send.click()
    send.click()
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    notes = walk.prepared.casework.mail.desk().show(page.reference).notes
    assert [note.text for note in notes if note.sender == "person"] == ["The one at the window."]


def test_an_answer_that_cannot_be_kept_stays_in_the_field(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = opened(walk)

    def full(*_words: object, **_more: object) -> None:
        raise StorageProblem("/x")

    monkeypatch.setattr(walk.prepared.casework, "reply", full)
    page.answer.edit.setPlainText("The one at the window.")
    walk.press("Send answer")
    walk.until(lambda: "I can't read or save your data at the moment." in walk.words())
    assert page.answer.text() == "The one at the window."


def test_an_answer_that_comes_while_one_is_written_moves_nothing(walk: Walk) -> None:
    page = opened(walk, "Which printer?", "waiting")
    page.answer.edit.setPlainText("The one at the")
    walk.until(lambda: True)
    kinds = (*walk.seen(QAbstractButton), page.answer)
    before = {one: one.mapTo(page, one.rect().topLeft()) for one in kinds if page.isAncestorOf(one)}
    walk.prepared.agent_says(page.reference, "Never mind, we found it.")
    walk.settle()
    walk.until(lambda: "Never mind, we found it." in walk.words())
    assert {one: one.mapTo(page, one.rect().topLeft()) for one in before} == before
    assert page.answer.text() == "The one at the"


def test_an_answer_that_was_begun_is_there_again(walk: Walk) -> None:
    page = opened(walk, "Which printer?", "waiting")
    page.answer.edit.setPlainText("The one at the")
    walk.guide.home()
    walk.guide.request(page.reference)
    assert walk.at(Request).answer.text() == "The one at the"


def test_forty_messages_show_the_newest_and_the_others_when_asked(walk: Walk) -> None:
    page = opened(walk)
    for number in range(40):
        walk.prepared.casework.mail.desk().reply(page.reference, f"Message {number}.")
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    walk.until(lambda: "Message 39." in walk.words())
    assert "Message 2." not in walk.words()
    walk.press("Show 35 messages more")
    walk.until(lambda: "Message 2." in walk.words())
    assert walk.app.focusWidget().text() == "Before that"  # type: ignore[attr-defined]
    walk.prepared.casework.mail.desk().reply(page.reference, "One more.")
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    walk.until(lambda: "One more." in walk.words())
    assert walk.app.focusWidget().text() == "Before that"  # type: ignore[attr-defined]


def painted(walk: Walk, path: Path) -> Request:
    """A picture is added to an answer, with everything of it hidden but a stripe."""
    picture = QImage(40, 20, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    picture.save(str(path))
    page = walk.at(Request)
    page.files.add_file(path)
    shot = walk.at(Screenshot)
    shot.picture.boxes = [QRect(0, 0, 40, 15)]
    walk.press("Use this picture")
    return walk.at(Request)


def test_a_picture_goes_with_an_answer_as_it_was_shown(walk: Walk, tmp_path: Path) -> None:
    opened(walk, "Can you show it?", "waiting")
    page = painted(walk, tmp_path / "stripes.png")
    assert page.answer.text() == "Here is a picture."
    page.answer.edit.setPlainText("It looks like this.")
    (shown,) = page.written.added
    walk.press("Send answer")
    walk.settle()
    assert "stripes.png" in walk.words()
    assert page.written.added == ()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert "stripes.png" in walk.words()
    assert "You, waiting to be sent" not in walk.words()
    desk = walk.prepared.casework.mail.desk()
    (content,) = (row["content"] for row in desk.db.read("SELECT content FROM files WHERE name = 'stripes.png'"))
    assert content == shown.content
    arrived = QImage.fromData(content)
    assert arrived.pixelColor(5, 5) == QColor("black")
    assert arrived.pixelColor(5, 18) == QColor("red")
    assert not list(walk.prepared.paths.attachments.glob("*"))


def test_a_picture_is_not_offered_where_the_help_desk_takes_none(walk: Walk) -> None:
    walk.prepared.casework.mail.can = Can(files_with_reply=False)
    opened(walk)
    assert "Pictures can't go with an answer here. Please call, or write a new request." in walk.words()
    assert "Add a picture of the screen" not in walk.words()


def test_where_answers_come_by_mail_the_page_says_so(walk: Walk) -> None:
    walk.prepared.casework.mail.can = Can(look=False, reply=False, solve=False, reopen=False, files_with_reply=False)
    page = opened(walk)
    assert "Answers come by e-mail. Please answer there." in walk.words()
    assert walk.prepared.casework.mail.instead_of(Deed.SOLVED) in walk.words()
    assert not page.answer.isVisible()
    assert "It is solved" not in walk.words()


def refused(walk: Walk, reference: str, deed: Deed, says: str) -> None:
    """The help desk could not take it."""
    (row,) = (row for row in walk.prepared.casework.waiting() if (row.reference, row.deed) == (reference, deed))
    changed = replace(row, state=SendState.NEEDS_EDIT, says=says)
    database = walk.prepared.casework.mail._outbox._db
    database.change(lambda connection: put_row(connection, changed))
    walk.settle()


def test_an_answer_that_was_refused_is_changed_and_arrives_once(walk: Walk, tmp_path: Path) -> None:
    page = opened(walk, "Can you show it?", "waiting")
    page = painted(walk, tmp_path / "stripes.png")
    page.answer.edit.setPlainText("It looks like this.")
    walk.press("Send answer")
    walk.settle()
    refused(walk, page.reference, Deed.REPLY, "This is too long for the help desk.")
    walk.until(lambda: "This is too long for the help desk." in walk.words())
    walk.press("Change the answer")
    walk.until(lambda: page.answer.text() == "It looks like this.")
    assert [one.name for one in page.written.added] == ["stripes.png"]
    page.answer.edit.setPlainText("Like this.")
    walk.press("Send answer")
    walk.settle()
    assert [row.text for row in walk.prepared.casework.waiting()] == ["Like this."]
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    ticket = walk.prepared.casework.mail.desk().show(page.reference)
    assert [note.text for note in ticket.notes if note.sender == "person"] == ["Like this."]
    assert ticket.files == ("stripes.png",)
    assert [m.text for m in walk.board.known.tickets[0].messages[1:]] == ["Can you show it?", "Like this."]
    assert not list(walk.prepared.paths.attachments.glob("*"))


def test_what_was_begun_stays_when_a_refused_answer_comes_back(walk: Walk) -> None:
    page = opened(walk, "Can you show it?", "waiting")
    page.answer.edit.setPlainText("It looks like this.")
    walk.press("Send answer")
    walk.settle()
    refused(walk, page.reference, Deed.REPLY, "This is too long for the help desk.")
    walk.until(lambda: "This is too long for the help desk." in walk.words())
    page.answer.edit.setPlainText("And it smells.")
    walk.press("Change the answer")
    walk.until(lambda: page.answer.text() == "It looks like this.\n\nAnd it smells.")


def test_a_message_that_was_refused_is_changed_and_arrives_once(walk: Walk) -> None:
    handover = walk.prepared.casework.handover(None, "Stripes.")
    added = (Added("file-1", "log.txt", Kind.TEXT, b"much"),)
    choices = Choices(story="Stripes.", urgency="can-wait", impact="few", email="anna@example.org", added=added)
    reference = handover.send(handover.show(choices).parcel).reference
    refused(walk, reference, Deed.CREATE, "There are too many files. Please leave some out.")
    walk.guide.request(reference)
    walk.press("Change it and send it again")
    story = walk.at(Story)
    walk.until(lambda: story.story.text() == "Stripes.")
    assert walk.button("It can wait a little.").isChecked()
    assert walk.button("A few of us").isChecked()
    walk.press("Take out log.txt")
    story.story.edit.setPlainText("Stripes on every page.")
    if not story.email.isHidden():
        story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.at(Preview)
    walk.press("Send")
    walk.at(Sent)
    walk.prepared.casework.mail.post(now=True)
    (arrived,) = walk.prepared.casework.mail.desk().list()
    assert arrived.reference == reference
    assert arrived.body.startswith("Stripes on every page.\n\nWhat it stops: It can wait a little.")
    assert "log.txt" not in walk.prepared.casework.mail.desk().show(reference).files
    assert len(walk.prepared.casework.tickets()) == 1


def test_forty_requests_show_what_is_open_and_fold_what_is_solved(walk: Walk) -> None:
    first = walk.prepared.casework.ticket(walk.prepared.write("Stripes."))
    many = tuple(
        replace(first, reference=f"DS-{n}", title=f"Request {n}", opened=n, stage=Stage.SOLVED if n % 2 else Stage.SEEN)
        for n in range(40)
    )
    walk.guide.requests()
    walk.settle()
    walk.board.show(replace(walk.board.known, tickets=(replace(many[0], unread=1), *many[1:])))
    walk.until(lambda: "Show 17 more that are solved" in walk.words())
    cards = [one.accessibleName() for one in walk.seen(Card)]
    assert cards[:2] == ["Request 0", "Request 38"], "what is new comes first"
    assert len(cards) == 20 + 3
    walk.press("Show 17 more that are solved")
    assert len(walk.seen(Card)) == 40
    assert walk.app.focusWidget().accessibleName() == "Request 33"


def test_the_tab_key_goes_as_the_page_is_read(walk: Walk) -> None:
    opened(walk, "Please try deskside://open/printer", "waiting")
    names = []
    walk.sheet.heading.setFocus()
    for _key in range(4):
        QTest.keyClick(walk.app.focusWidget(), Qt.Key.Key_Tab)  # type: ignore[arg-type]
        names.append(walk.app.focusWidget().accessibleName())  # type: ignore[union-attr]
    assert names == [
        "Check: Printing does not work",
        "Your answer",
        "Add a picture of the screen",
        "Add a picture file",
    ]


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
