"""Whoever has told the help desk of the same already is asked whether it belongs to that; nothing is decided unseen."""

from __future__ import annotations

import time

from msgspec.structs import replace

from deskside.tickets.backend import Can
from deskside.ui.pages.preview import Preview
from deskside.ui.pages.sent import Sent
from deskside.ui.pages.story import Story
from deskside.ui.parts.choice import Choice

from .walk import Walk

ADD, ANEW = "Yes, add it to that request", "No, this is something new"


def told_before(walk: Walk, words: str = "The screen hums.") -> str:
    now = time.localtime()
    if (now.tm_hour, now.tm_min) == (23, 59):  # it would be yesterday's by the time it is shown
        time.sleep(60 - now.tm_sec)
    reference = walk.prepared.write(words)
    walk.settle()
    return reference


def begin(walk: Walk, words: str) -> Story:
    walk.guide.write(words=words)
    story = walk.at(Story)
    walk.until(lambda: story.letter.handover is not None)
    return story


def go_on(walk: Walk, story: Story) -> Preview:
    if not story.email.isHidden():
        story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    return walk.at(Preview)


def test_the_earlier_request_is_offered_and_what_is_added_arrives_there(walk: Walk) -> None:
    first = told_before(walk)
    story = begin(walk, "The screen hums.")
    walk.until(lambda: "You told us about this today." in walk.words())
    assert walk.button(ADD).isChecked()
    preview = go_on(walk, story)
    assert f"It is added to your request {first}." in walk.words()
    assert "How urgent" not in walk.words()
    shown = preview.letter.shown
    assert shown is not None
    walk.press("Send")
    walk.at(Sent)
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    desk = walk.prepared.casework.mail.desk()
    assert len(desk.list()) == 1
    assert [note.text for note in desk.show(first).notes] == [shown.parcel.body]
    walk.until(lambda: "The help desk has your message." in walk.words())
    walk.press("See this request")
    walk.until(lambda: walk.words().count("The screen hums.") > 1)
    assert "Sent without a troubleshooter" not in walk.words()
    assert "Sent without a troubleshooter" in shown.parcel.body


def test_whoever_says_it_is_new_makes_a_request_of_its_own(walk: Walk) -> None:
    first = told_before(walk)
    story = begin(walk, "The screen hums.")
    walk.until(lambda: "You told us about this today." in walk.words())
    walk.press(ANEW)
    go_on(walk, story)
    assert first not in walk.words()
    assert "How urgent: Normal" in walk.words()
    walk.press("Send")
    walk.at(Sent)
    walk.prepared.casework.mail.post(now=True)
    assert len(walk.prepared.casework.mail.desk().list()) == 2


def test_what_is_known_only_by_the_words_is_asked_before_the_preview_and_once(walk: Walk) -> None:
    told_before(walk)
    story = begin(walk, "")
    assert not walk.words().count(ADD)
    story.story.edit.setPlainText("The screen hums.")
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    walk.until(lambda: "You told us about this today." in walk.words())
    assert walk.sheet is story
    asked = walk.app.focusWidget()
    assert isinstance(asked, Choice)
    assert asked.accessibleName() == ADD
    walk.press(ANEW)
    go_on(walk, story)
    walk.press("Back")
    assert walk.button(ANEW).isChecked()


def test_what_was_added_and_could_not_leave_is_not_said_to_be_there(walk: Walk) -> None:
    first = told_before(walk)
    story = begin(walk, "The screen hums.")
    walk.until(lambda: "You told us about this today." in walk.words())
    go_on(walk, story)
    walk.press("Send")
    page = walk.at(Sent)
    walk.settle()
    known = walk.board.known
    assert [row.reference for row in known.waiting] == [first]
    walk.board.show(replace(known, waiting=tuple(replace(row, tries=2) for row in known.waiting)))
    walk.until(lambda: page.heading.text() == "Your message is kept safe here.")


def test_where_only_words_can_be_sent_no_files_are_offered(walk: Walk) -> None:
    walk.prepared.casework.mail.can = Can(files_with_ticket=False, files_later=False, files_with_reply=False)
    story = begin(walk, "The screen hums.")
    says = "Only words can be sent to this help desk, no pictures or files."
    walk.until(lambda: says in walk.words())
    assert not story.files.isVisible()
    go_on(walk, story)
    assert says in walk.words()
    assert "About this computer" in walk.words()
