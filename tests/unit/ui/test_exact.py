"""Looking at the exact text: what was hidden is marked for every eye and ear, and more of it can be hidden."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtWidgets import QCheckBox

from deskside.model.parcel import Added, Kind
from deskside.ui.look import Look
from deskside.ui.pages.exact import Exact, unfit, value_in
from deskside.ui.pages.preview import Preview
from deskside.ui.parts.raw import PIECE, Raw, hidden_in
from deskside.ui.tokens import Role

from .test_letter import begin, send
from .walk import Walk

NOTES = "The Falcon plan\nhost fileserver7.corp.example is at 10.4.5.6\n"


def to_preview(walk: Walk, words: str = "Ask Falcon about it.", notes: str = NOTES) -> Preview:
    story = begin(walk, words)
    story.letter.add(Added("file-1", "notes.txt", Kind.TEXT, notes.encode()))
    story.email.edit.setText("anna@example.org")
    walk.press("See what is sent")
    return walk.at(Preview)


def look_at(walk: Walk, item_id: str) -> Exact:
    walk.guide.exact(walk.at(Preview).letter, item_id)
    return walk.at(Exact)


def select(page: Exact, words: str) -> None:
    edit = page.raw.edit
    start = edit.toPlainText().index(words)
    cursor = edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)


def marked(text: str) -> str:
    """A text with the stand-ins of what the person hid, whatever their numbers."""
    return re.sub(r"hidden-\d+", "hidden-#", text)


def hide(walk: Walk, words: str) -> Exact:
    page = walk.at(Exact)
    count = len(page.letter.hidden)
    select(page, words)
    walk.press("Hide this too")
    walk.until(lambda: len(page.letter.hidden) > count or "Nothing was hidden." in walk.words())
    return page


def test_each_thing_has_a_sentence_a_switch_and_a_way_to_see_it(walk: Walk) -> None:
    preview = to_preview(walk)
    assert preview.letter.shown is not None
    switches = {one.accessibleName() for one in walk.seen(QCheckBox)}
    for item in preview.letter.shown.items[1:]:
        assert item.says.endswith(".")
        assert item.says in switches
        assert walk.button(f"See it: {item.says}")


def test_what_is_selected_in_one_place_is_hidden_in_every_place(walk: Walk) -> None:
    to_preview(walk)
    look_at(walk, "file-1")
    page = hide(walk, "Falcon")
    assert marked(page.raw.edit.toPlainText()).startswith("The hidden-# plan")
    assert "Hidden in 3 places." in walk.words()  # the title, the story, the file
    walk.press("Back")
    assert "Ask hidden-# about it." in marked(walk.words())
    walk.until(lambda: "You have hidden one thing more." in walk.words())
    reference = send(walk)
    ticket = walk.prepared.casework.mail.desk().show(reference)
    assert marked(ticket.title) == "Ask hidden-# about it."
    assert "Falcon" not in ticket.body


def test_going_back_at_once_does_not_lose_what_is_being_hidden(walk: Walk) -> None:
    preview = to_preview(walk)
    page = look_at(walk, "story")
    select(page, "Falcon")
    walk.window.bar.main.click()  # type: ignore[union-attr]
    walk.window.back()
    assert walk.sheet is page
    walk.until(lambda: bool(preview.letter.hidden))
    walk.window.back()
    assert walk.at(Preview) is preview
    assert "Ask hidden-# about it." in marked(walk.words())


def test_what_changed_on_another_page_is_shown_before_it_is_sent(walk: Walk) -> None:
    preview = to_preview(walk)
    look_at(walk, "file-1")
    preview.letter.story = "Ask Osprey about it."
    walk.press("Back")
    walk.until(lambda: "Ask Osprey about it." in walk.words())
    assert preview.letter.is_shown


def test_what_was_hidden_is_shown_again_from_either_page(walk: Walk) -> None:
    preview = to_preview(walk)
    page = look_at(walk, "story")
    hide(walk, "Falcon")
    hide(walk, "about")
    assert "Ask hidden-# hidden-# it." in marked(page.raw.edit.toPlainText())
    walk.press("Show it again")
    walk.until(lambda: "Ask hidden-# about it." in marked(page.raw.edit.toPlainText()))
    walk.press("Back")
    walk.press("Show it again")
    walk.until(lambda: "Ask Falcon about it." in walk.words())
    assert not preview.letter.hidden


def test_what_was_left_out_can_be_seen_and_is_said_to_stay_here(walk: Walk) -> None:
    preview = to_preview(walk)
    assert preview.letter.shown is not None
    for item in preview.letter.shown.items[1:]:
        walk.button(item.says).click()
    walk.until(lambda: preview.letter.is_shown)
    page = look_at(walk, "file-1")
    assert "You left this out, so it is not sent." in walk.words()
    assert "Falcon" in page.raw.edit.toPlainText()
    walk.press("Back")
    walk.press("See the whole file")
    assert walk.at(Exact).raw.edit.toPlainText() == "Nothing about this computer is sent."


def test_our_own_words_can_not_be_hidden_and_that_is_said(walk: Walk) -> None:
    to_preview(walk)
    page = look_at(walk, "whole")
    hide(walk, "schema")
    assert not page.letter.hidden


@pytest.mark.parametrize(
    ("selected", "says"),
    [
        ("", "select the words first"),
        (" \n ", "select the words first"),
        ("x", "too short"),
        ("...", "too short"),
        ("person-1", "hidden already"),
        ("host-1, host-2", "hidden already"),
        ("Anna and person-1", "A part of that is hidden already"),
        ("one\ntwo", "a lot at once"),
        ("word " * 40, "a lot at once"),
        ("Anna", ""),
        ("42", ""),
    ],
)
def test_what_can_not_be_hidden_is_said_kindly(selected: str, says: str) -> None:
    assert says in unfit(value_in(selected))
    assert bool(says) == bool(unfit(value_in(selected)))


@pytest.mark.parametrize(
    ("selected", "value"), [(" (Falcon), ", "Falcon"), ("C:\\Deals\\", "C:\\Deals"), ('"x y"', "x y")]
)
def test_what_stands_round_the_words_is_not_taken_along(selected: str, value: str) -> None:
    assert value_in(selected) == value


def test_marks_do_not_rest_on_colour_alone(look: Look) -> None:
    raw = Raw(look, "The exact text")
    raw.show_text("😀 ask person-1 on host-2")
    formats = raw.edit.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in formats] == [(7, 8), (19, 6)]
    for one in formats:
        assert one.format.fontUnderline()
        assert one.format.fontWeight() > look.font(Role.BODY).weight()
        assert one.format.background().color() == look.colour("raised")
    raw.deleteLater()


def test_a_screen_reader_hears_what_is_hidden(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr("deskside.ui.parts.raw.announce", lambda _widget, says: heard.append(says))
    raw = Raw(look, "The exact text")
    raw.show_text("ask person-1 on host-2 and person-1, person-3")
    raw.summarise(hidden_in(raw.edit.toPlainText()))
    reads = QAccessible.queryAccessibleInterface(raw.edit)
    says = "Hidden here: a name (person-1, person-3), the name of a computer (host-2)."
    assert reads.text(QAccessible.Text.Description) == says
    assert raw.summary.text() == says
    cursor = raw.edit.textCursor()
    for _step in range(20):
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        raw.edit.setTextCursor(cursor)
    assert heard == ["hidden: a name", "hidden: the name of a computer"]
    raw.deleteLater()


def test_nothing_hidden_needs_no_words() -> None:
    assert hidden_in("nothing of note") == ""


def test_a_long_text_comes_piece_by_piece_and_whole(look: Look) -> None:
    text = "\n".join(f"line {number} of host-{number}" for number in range(8_000))
    raw = Raw(look, "The exact text")
    raw.resize(400, 300)
    raw.show_text(text)
    assert raw.edit.document().characterCount() < 3 * PIECE
    before = 0
    while raw.edit.document().characterCount() > before:
        before = raw.edit.document().characterCount()
        raw.edit.moveCursor(QTextCursor.MoveOperation.End)
    assert raw.edit.toPlainText() == text
    raw.deleteLater()
