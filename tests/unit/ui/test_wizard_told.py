"""What a person who does not see the wizard is told, and what moves at once when something is pressed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace
from PySide6.QtGui import QAccessible

from deskside.model.case import Stand
from deskside.model.page import Page, Row, RowState, Verb
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.press import Button
from deskside.ui.parts.row import Step

from .walk import Walk

ROWS = (
    Row("Is the printer switched on?", RowState.LOOKING),
    Row("Is the printer paused?", RowState.LOOKING),
    Row("Does it need paper?", RowState.LOOKING),
)


@pytest.fixture
def reader() -> Iterator[None]:
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(before)


def _checking(walk: Walk) -> tuple[Wizard, Page]:
    wizard = walk.open()
    page = Page(Stand.CHECKING, "I am looking for the cause.", lines=("This takes a few seconds.",), rows=ROWS)
    wizard.show_page(page)
    wizard._clock.stop()
    walk.until(lambda: True)
    return wizard, page


@pytest.mark.usefixtures("reader")
def test_each_tick_is_told_as_it_comes_and_nothing_of_what_was_not_looked_at(walk: Walk) -> None:
    wizard, page = _checking(walk)
    heading = wizard.heading
    assert heading.hasFocus()
    wizard.show_page(replace(page, rows=(replace(ROWS[0], state=RowState.CLEAR), *ROWS[1:])))
    assert heading.accessibleDescription() == "Is the printer switched on? All right."
    found = replace(ROWS[1], state=RowState.FOUND)
    wizard.show_page(replace(page, rows=(replace(ROWS[0], state=RowState.CLEAR), found, ROWS[2])))
    assert heading.accessibleDescription() == "Is the printer paused? Something is wrong here."
    assert heading.hasFocus()


def test_nothing_moves_while_ticks_and_times_come(walk: Walk) -> None:
    wizard, page = _checking(walk)
    places = [step.geometry() for step in walk.seen(Step)]
    late = "2 answers are still to come. That takes a few more seconds."
    rows = tuple(replace(row, state=RowState.CLEAR) for row in ROWS)
    wizard.show_page(replace(page, rows=rows, lines=(late,)))
    walk.until(lambda: True)
    assert late in walk.words()
    assert [step.geometry() for step in walk.seen(Step)] == places


def test_after_a_fix_the_focus_is_at_the_new_heading_and_the_way_on_comes_next(walk: Walk) -> None:
    wizard = walk.to_finding()
    walk.button("Fix it").setFocus()
    walk.act(Verb.FIX)
    assert wizard.heading.text() == "That is fixed."
    assert walk.app.focusWidget() is wizard.heading


def test_what_is_pressed_shows_at_once_that_it_works(walk: Walk) -> None:
    wizard = walk.to_finding()
    main = walk.window.bar.main
    assert main is not None
    main.click()
    assert wizard.busy
    assert isinstance(main, Button)
    assert main.accessibleDescription() == "One moment, please."
    walk.until(lambda: not wizard.busy)
    assert walk.button("Yes, it works").accessibleDescription() == ""


def test_what_to_do_is_numbered_for_those_who_hear_it_too(walk: Walk) -> None:
    wizard = walk.open()
    steps = ("Look at the light.", "Press the button.")
    wizard.show_page(Page(Stand.HANDS_ON, "It is off.", steps=steps, lines=("Nothing prints.",)))
    walk.until(lambda: True)
    named = [one.accessibleName() for one in walk.seen()]
    assert named.index("1. Look at the light.") < named.index("2. Press the button.")
