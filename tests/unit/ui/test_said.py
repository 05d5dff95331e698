"""What a person hears who does not see the window: headings, the words below them, and news."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from deskside.model.page import Row, RowState
from deskside.ui.look import Look
from deskside.ui.parts.field import Line
from deskside.ui.parts.press import Button
from deskside.ui.parts.row import Panel, Step
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, stacked


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    """With a screen reader."""
    before = QAccessible.isActive()
    QAccessible.setActive(True)
    window = QWidget()
    QVBoxLayout(window)
    yield window
    window.close()
    window.deleteLater()
    QAccessible.setActive(before)


def _shown(window: QWidget, *parts: QWidget) -> None:
    layout = window.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    window.show()
    window.activateWindow()
    QApplication.processEvents()


def test_the_heading_of_a_page_is_one_and_is_heard_anew_when_it_changes(window: QWidget, look: Look) -> None:
    sheet = Sheet(look, "Printing does not work")
    _shown(window, sheet)
    read = QAccessible.queryAccessibleInterface(sheet.heading)
    assert read.role() == QAccessible.Role.Heading
    sheet.heading.setText("That is fixed.")
    assert read.text(QAccessible.Text.Name) == "That is fixed."


def test_a_new_page_is_told_up_to_its_first_button(window: QWidget, look: Look) -> None:
    sheet = Sheet(look, "The printer is paused.")
    sheet.add(stacked((Words(look, "I can start it again."), Words(look, "This takes a few seconds."))))
    panel = Panel(look)
    panel.column.addWidget(Words(look, "What changes:"))
    panel.column.addWidget(Step(look, Row("Is it switched on?", RowState.CLEAR)))
    hidden = Words(look, "Not shown.")
    sheet.add(panel)
    sheet.add(hidden)
    hidden.hide()
    sheet.add(Button(look, "Look at it"))
    sheet.add(Words(look, "Small print."))
    _shown(window, sheet)
    sheet.describe()
    told = sheet.heading.accessibleDescription()
    assert told == "I can start it again.\nThis takes a few seconds.\nWhat changes:"


def test_news_are_heard_where_the_person_is_and_do_not_stay(window: QWidget, look: Look) -> None:
    line, button = Line(look, "What is wrong?"), Button(look, "Go on")
    line.say("For example: no internet")
    _shown(window, line, button)
    line.edit.setFocus()
    announce(window, "3 results")
    assert line.edit.accessibleDescription() == "3 results"
    announce(window, "2 results")
    assert line.edit.accessibleDescription() == "2 results"
    button.setFocus()
    assert line.edit.accessibleDescription() == "2 results", "a screen reader would read the old words late"
    QApplication.processEvents()
    assert line.edit.accessibleDescription() == "For example: no internet"
    announce(window, "Sent.")
    assert button.accessibleDescription() == "Sent."


def test_a_remark_that_came_after_the_news_is_kept(window: QWidget, look: Look) -> None:
    line, button = Line(look, "What is wrong?"), Button(look, "Go on")
    _shown(window, line, button)
    line.edit.setFocus()
    announce(window, "3 results")
    line.say("One moment, please.")
    button.setFocus()
    QApplication.processEvents()
    assert line.edit.accessibleDescription() == "One moment, please."
