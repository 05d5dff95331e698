"""What comes in by itself: gently, once, and not at all for those who ask for less motion."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from deskside.model.page import Row, RowState
from deskside.ui.look import Look
from deskside.ui.parts.fade import Fade
from deskside.ui.parts.row import Step
from deskside.ui.parts.stamp import Stamp
from deskside.ui.sheet import Sheet
from deskside.ui.window import Window


@pytest.fixture
def calm(qapp: QApplication) -> Iterator[None]:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    yield
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)


@pytest.fixture
def stamp(qapp: QApplication, look: Look) -> Iterator[Stamp]:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    stamp = Stamp(look, "tick", "good")
    yield stamp
    stamp.close()
    stamp.deleteLater()


def test_what_was_found_comes_in_gently_once(stamp: Stamp) -> None:
    stamp.show()
    assert stamp.entrance.runs
    stamp.entrance.end()
    stamp.hide()
    stamp.show()
    assert not stamp.entrance.runs
    stamp.show_icon("question", "accent")
    assert stamp.entrance.runs


@pytest.mark.usefixtures("calm")
def test_nothing_moves_for_those_who_ask_for_less_motion(stamp: Stamp, qapp: QApplication) -> None:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    stamp.show()
    assert not stamp.entrance.runs
    assert stamp.entrance.share == 1


def test_a_tick_comes_in_when_a_step_is_done(look: Look, qapp: QApplication) -> None:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    step = Step(look, Row("Is the printer switched on?", RowState.LOOKING))
    try:
        step.show()
        assert not step.sign.entrance.runs
        step.show_row(Row("Is the printer switched on?", RowState.CLEAR))
        assert step.sign.entrance.runs
        step.show_row(Row("Is the printer switched on?", RowState.CLEAR))
        step.sign.entrance.end()
        step.show_row(Row("Is the printer switched on?", RowState.CLEAR))
        assert not step.sign.entrance.runs
    finally:
        step.close()
        step.deleteLater()


@pytest.fixture
def window(look: Look, tmp_path: Path, qapp: QApplication) -> Iterator[Window]:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, True)
    window = Window(look, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    window.open_sheet(Sheet(look, "The first page"))
    window.show()
    qapp.processEvents()
    yield window
    window.close()
    window.deleteLater()


def test_a_new_page_comes_over_the_old_one(window: Window, look: Look) -> None:
    window.open_sheet(Sheet(look, "The second page"))
    (fade,) = window.findChildren(Fade)
    assert fade.isVisible()
    window.resize(window.width() + 20, window.height())
    assert not fade.isVisible()


def test_a_page_that_says_something_else_comes_over_what_it_said(window: Window) -> None:
    sheet = window.sheet
    before = window.grab().toImage()
    sheet.clear()
    sheet.heading.setText("Something else")
    sheet.body_changed.emit()
    (fade,) = window.findChildren(Fade)
    assert fade.before.toImage() == before


@pytest.mark.usefixtures("calm")
def test_pages_change_at_once_for_those_who_ask_for_less_motion(window: Window, look: Look, qapp: QApplication) -> None:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
    window.open_sheet(Sheet(look, "The second page"))
    window.sheet.clear()
    window.sheet.body_changed.emit()
    assert not window.findChildren(Fade)


def test_the_stamp_stands_above_the_heading_and_is_not_read_out(look: Look) -> None:
    sheet = Sheet(look, "That is fixed.")
    try:
        sheet.show_stamp("tick", "good")
        sheet.show()
        assert sheet.stamp is not None
        assert sheet.stamp.geometry().bottom() < sheet.heading.geometry().top()
        assert QAccessible.queryAccessibleInterface(sheet.stamp).text(QAccessible.Text.Name) == ""
        assert sheet.stamp.focusPolicy() is Qt.FocusPolicy.NoFocus
        sheet.clear()
        assert sheet.stamp.isVisible()
        sheet.show_stamp()
        assert not sheet.stamp.isVisible()
    finally:
        sheet.close()
        sheet.deleteLater()


def test_the_stamp_shows_its_icon_when_it_is_there(stamp: Stamp, look: Look) -> None:
    stamp.show()
    stamp.entrance.end()
    picture = stamp.grab().toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {look.colours.good, look.colours.tint_good} <= inks
