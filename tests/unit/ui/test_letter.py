"""Writing to the help desk: nothing is asked twice, nothing typed is lost, and what was shown is what is sent."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLineEdit, QPlainTextEdit

from deskside.errors import DiskFull
from deskside.model.page import Verb
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft
from deskside.ui.pages.home import Home
from deskside.ui.pages.letter import Letter
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.sent import Sent
from deskside.ui.pages.story import Story

from .prepared import SETTINGS
from .walk import Walk

KNOWN = f'{SETTINGS}\n[person]\nemail = "anna@example.org"\n'


def begin(walk: Walk, words: str = "Nothing is printed.") -> Story:
    walk.guide.write(words=words)
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)
    return story


def to_preview(walk: Walk, story: Story | None = None) -> Preview:
    story = story or begin(walk)
    if not story.email.isHidden():
        story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    return walk.at(Preview)


def send(walk: Walk) -> str:
    walk.press("Send")
    walk.at(Sent)
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    return walk.board.known.tickets[0].reference


def test_words_typed_at_home_are_there_already(walk: Walk) -> None:
    walk.at(Home).field.edit.setText("the moon is too bright")
    walk.press("Talk to a person")
    assert walk.at(Story).story.text() == "the moon is too bright"


def test_what_was_changed_after_pressing_send_is_looked_at_first_and_nothing_is_sent(walk: Walk) -> None:
    preview = to_preview(walk)
    item = next(item for item in preview.letter.shown.items if item.id != "story")  # type: ignore[union-attr]
    preview.letter.left_out.add(item.id)
    preview._send()
    walk.until(lambda: "You changed something after you pressed Send." in walk.words())
    assert walk.prepared.casework.waiting() == ()
    preview._look_again()
    walk.until(lambda: preview.letter.is_shown)
    send(walk)


def test_the_address_is_asked_once(walk: Walk) -> None:
    story = begin(walk)
    assert not story.email.isHidden()
    to_preview(walk)
    send(walk)
    assert begin(walk, "Another thing.").email.isHidden()


def test_what_lies_on_the_clipboard_stays_there(walk: Walk) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("mine")
    to_preview(walk)
    send(walk)
    assert clipboard.text() == "mine"


def test_an_address_that_is_known_is_not_asked(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(settings=KNOWN)
    assert begin(walk).email.isHidden()
    assert walk.at(Story).letter.email == "anna@example.org"


def places(walk: Walk, story: Story) -> list[int]:
    """Where everything that can be pressed or typed into stands on the page."""
    walk.until(lambda: True)
    kinds = (*walk.seen(QAbstractButton), *walk.seen(QLineEdit), *walk.seen(QPlainTextEdit))
    return [one.mapTo(story, one.rect().topLeft()).y() for one in kinds if story.isAncestorOf(one)]


def test_late_news_moves_nothing_that_the_person_is_about_to_press(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    says, kept = "The sign-in is not set up.", "One line.\n" * 9
    monkeypatch.setattr(walk.prepared.casework.mail, "ready", lambda: CheckRow("tickets", ok=False, says=says))
    monkeypatch.setattr(walk.prepared.casework.mail, "kept", lambda ref: Draft(ref, "", kept, words=kept))
    walk.guide.write()
    story = walk.at(Story)
    before = places(walk, story)
    walk.until(lambda: says in walk.words())
    assert story.story.text() == kept.strip()
    assert places(walk, story) == before
    assert not story.email.isHidden()
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.at(Preview)
    assert says in walk.words()


def test_what_is_missing_is_said_where_it_is_missing(walk: Walk) -> None:
    story = begin(walk, "")
    walk.press("See what is sent")
    assert walk.sheet is story
    assert "Please write a few words about what is wrong." in walk.words()
    story.story.edit.setPlainText("It is dark.")
    walk.press("See what is sent")
    assert walk.sheet is story
    assert "Please type your e-mail address, so that they can answer." in walk.words()


def test_going_back_and_away_loses_nothing_typed(walk: Walk) -> None:
    story = begin(walk, "")
    story.story.edit.setPlainText("It is very dark\nin here.")
    walk.press("I can work, but it is hard.")
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.at(Preview)
    walk.press("Back")
    assert walk.at(Story).story.text() == "It is very dark\nin here."
    walk.guide.home()
    walk.guide.write()
    again = walk.at(Story)
    assert again.story.text() == "It is very dark\nin here."
    assert again.letter.urgency == "slowed"


def test_sending_one_message_leaves_another_that_was_begun_and_forgets_its_own(walk: Walk) -> None:
    run = walk.to_finding().run
    walk.guide.write(run)
    walk.at(Story).story.edit.setPlainText("It prints nothing.")
    walk.press("It can wait a little.")
    walk.guide.home()
    to_preview(walk)
    send(walk)
    walk.guide.write(run)
    assert walk.at(Story).letter.urgency == "can-wait"
    assert begin(walk, "").story.text() == ""


def test_what_is_shown_is_what_is_sent(walk: Walk) -> None:
    shown = to_preview(walk).letter.shown
    assert shown is not None
    arrived = walk.prepared.casework.mail.desk().show(send(walk))
    assert arrived.body == shown.parcel.body
    assert [item.text for item in shown.items[:2]] == [shown.parcel.story, shown.parcel.agent_part]


def test_what_is_switched_off_stays_here(walk: Walk) -> None:
    preview = to_preview(walk)
    agent = preview.letter.item("agent")
    assert agent is not None
    for switch in walk.seen(QCheckBox):
        switch.click()  # type: ignore[attr-defined]
    ticket = walk.prepared.casework.mail.desk().show(send(walk))
    assert agent.text.strip() not in ticket.body
    assert not ticket.files
    assert "Nothing is printed." in ticket.body


def test_who_else_is_stopped_is_shown_and_reaches_people_and_agents(walk: Walk) -> None:
    begin(walk)
    walk.press("I can't work at all.")
    walk.press("A few of us")
    preview = to_preview(walk, begin(walk, ""))
    assert "Who is stopped: A few of us" in walk.words()
    agent = preview.letter.item("agent")
    assert agent is not None
    assert "Impact: a few people (few)" in agent.text
    body = walk.prepared.casework.mail.desk().show(send(walk)).body
    assert "What it stops: I can't work at all.\nWho is stopped: A few of us" in body
    assert "Impact: a few people (few)" in body
    assert walk.board.known.tickets[0].impact == "few"


def test_what_was_chosen_is_there_again_after_the_end_of_this_process(walk: Walk) -> None:
    story = begin(walk, "It is dark.")
    walk.press("It can wait a little.")
    walk.press("Many people")
    story._save()
    walk.until(lambda: walk.prepared.casework.mail.kept(story.letter.handover.reference) is not None)  # type: ignore[union-attr]
    walk.guide._letters.clear()
    again = begin(walk, "")
    assert (again.story.text(), again.letter.urgency, again.letter.impact) == (
        "It is dark.",
        "can-wait",
        "many",
    )
    assert walk.button("Many people").isChecked()


def test_trouble_with_sending_is_said_and_can_be_tried_again(walk: Walk) -> None:
    preview = to_preview(walk)
    letter, real = preview.letter, Letter.send

    def full(_self: Letter) -> object:
        raise DiskFull("/x")

    letter.send = full.__get__(letter)  # type: ignore[method-assign]
    walk.press("Send")
    walk.until(lambda: "What you wrote is still here." in walk.words())
    letter.send = real.__get__(letter)  # type: ignore[method-assign]
    assert send(walk)


def test_after_sending_there_is_a_number_and_what_comes_next(walk: Walk) -> None:
    to_preview(walk)
    walk.press("Send")
    walk.at(Sent)
    walk.settle()
    reference = walk.board.known.tickets[0].reference
    assert reference in walk.words()
    assert "Your message is on its way." in walk.words()
    assert walk.posts == 1
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert "The help desk has your message." in walk.words()


def test_a_case_goes_along_and_is_not_told_twice(walk: Walk) -> None:
    wizard = walk.to_finding()
    walk.act(Verb.PEOPLE)
    walk.press("Write to the help desk")
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)
    story.story.edit.setPlainText("Please help.")
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.at(Preview)
    assert "The printer Office is paused." in walk.words()
    reference = send(walk)
    assert reference == wizard.run.case.id
    assert wizard.run.case.ticket == reference
    walk.guide.home()
    walk.settle()
    assert not walk.board.known.unfinished
