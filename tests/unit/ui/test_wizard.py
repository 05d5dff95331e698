"""From the person's words to "Is it working now?", in the real window, on recorded computers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from deskside.errors import DiskFull
from deskside.model.case import Ending, FixState, Stand
from deskside.model.page import Verb
from deskside.ui.pages.home import Home
from deskside.ui.pages.story import Story
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.row import Picture

from .walk import Walk


def test_words_lead_to_a_fixed_printer_with_the_keyboard_alone(walk: Walk) -> None:
    home = walk.at(Home)
    QTest.keyClicks(home.field.edit, "my printer wont print")
    walk.until(lambda: home.found is not None and home.found.query == "my printer wont print")
    QTest.keyClick(home.field.edit, Qt.Key.Key_Return)
    wizard = walk.at(Wizard)
    QTest.keyClick(walk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    walk.until(lambda: wizard.run.page.stand is Stand.QUESTION and not wizard.busy)
    QTest.keyClick(walk.button("Office"), Qt.Key.Key_Space)
    QTest.keyClick(walk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    walk.until(lambda: wizard.run.page.stand is Stand.FINDING and not wizard.busy)
    QTest.keyClick(walk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    walk.until(lambda: wizard.run.page.stand is Stand.FIXED and not wizard.busy)
    QTest.keyClick(walk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    walk.until(lambda: wizard.run.page.stand is Stand.DONE and not wizard.busy)
    assert wizard.run.case.ending is Ending.FIXED
    assert wizard.run.case.words == "my printer wont print"
    assert wizard.run.case.findings[0].state is FixState.FIXED


def test_opening_a_problem_starts_nothing(walk: Walk) -> None:
    wizard = walk.open()
    walk.settle()
    assert wizard.run.case.stand is Stand.INTRO
    assert not wizard.run.case.checks
    assert not wizard.busy


def test_the_finding_says_what_the_fix_will_change_before_it_is_made(walk: Walk) -> None:
    wizard = walk.to_finding()
    said = walk.words()
    for words in (
        "The printer Office is paused.",
        "What changes:",
        "The printer goes on printing.",
        "You can undo it afterwards.",
    ):
        assert words in said
    assert wizard.run.case.findings[0].state is FixState.OFFERED


def test_a_fix_can_be_undone_from_its_page(walk: Walk) -> None:
    wizard = walk.to_finding()
    walk.act(Verb.FIX)
    walk.press("Undo")
    walk.until(lambda: not wizard.busy)
    assert wizard.run.case.findings[0].state is FixState.UNDONE
    assert "I took it back." in walk.words()


def test_two_quick_presses_do_it_once(walk: Walk) -> None:
    wizard = walk.to_finding()
    pages: list[Stand] = []
    wizard.page_shown.connect(lambda page: pages.append(page.stand))
    walk.button("Fix it").click()
    walk.window.bar.main.click() if walk.window.bar.main else None
    walk.until(lambda: not wizard.busy)
    assert pages.count(Stand.FIXED) == 1
    assert len([one for one in wizard.run.case.findings if one.state is FixState.FIXED]) == 1


def test_without_the_right_it_is_said_that_it_has_to_do_it(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="denied")
    walk.to_finding()
    walk.act(Verb.FIX)
    assert "IT has to do this one." in walk.words()


def test_a_hands_on_step_has_a_picture_in_words_too(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="off")
    walk.to_finding()
    pictures = walk.seen(Picture)
    assert len(pictures) == 1
    assert isinstance(pictures[0], Picture)
    assert not pictures[0].pixmap().isNull()
    assert len(pictures[0].accessibleName()) > 10


def test_back_leads_to_the_question_and_then_home(walk: Walk) -> None:
    wizard = walk.to_finding()
    QTest.keyClick(walk.window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    walk.until(lambda: not wizard.busy)
    assert wizard.run.case.stand is Stand.QUESTION
    while isinstance(walk.sheet, Wizard):
        walk.window.back()
        walk.until(lambda: not wizard.busy)
    walk.at(Home)


def test_a_case_left_in_the_middle_is_welcomed_back_and_goes_on(walk: Walk) -> None:
    walk.to_finding()
    walk.guide.home()
    walk.until(lambda: bool(walk.board.known.unfinished))
    assert "Welcome back" in walk.words()
    cards = [one for one in walk.seen() if one.accessibleDescription().startswith("You have not finished")]
    cards[0].click()  # type: ignore[attr-defined]
    wizard = walk.at(Wizard)
    walk.until(lambda: not wizard.busy)
    assert wizard.run.case.stand is Stand.FINDING


def test_talk_to_a_person_is_one_press_away_and_takes_the_case_along(walk: Walk) -> None:
    wizard = walk.to_finding()
    walk.press("Talk to a person")
    walk.until(lambda: wizard.run.page.stand is Stand.PEOPLE and not wizard.busy)
    assert "030 1234 567" in walk.words()
    walk.press("Write to the help desk")
    assert walk.at(Story).letter.run is wizard.run


def test_the_page_says_when_the_case_cannot_be_saved(walk: Walk) -> None:
    wizard = walk.open()
    wizard.run.unsaved = DiskFull("/somewhere")
    saved = wizard.run._save
    wizard.run._save = lambda: None  # type: ignore[method-assign]
    try:
        walk.act(Verb.BEGIN)
    finally:
        wizard.run._save = saved  # type: ignore[method-assign]
    assert "There is no space left on this computer." in walk.words()


def test_the_tray_shows_that_the_computer_is_at_work(walk: Walk) -> None:
    wizard = walk.open()
    seen: list[bool] = []
    walk.board.changed.connect(lambda: seen.append(walk.board.working))
    walk.act(Verb.BEGIN)
    walk.until(lambda: not wizard.busy)
    assert True in seen
    assert not walk.board.working


@pytest.mark.parametrize("verb", [Verb.YES, Verb.FIX, Verb.UNDO])
def test_what_does_not_fit_changes_nothing(walk: Walk, verb: Verb) -> None:
    wizard = walk.open()
    before = wizard.run.case
    walk.act(verb)
    assert wizard.run.case == before
    assert "Start" in walk.words()
