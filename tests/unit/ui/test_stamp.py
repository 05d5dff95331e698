"""What comes in by itself: gently, once, and not at all for those who ask for less motion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from deskside.ui.look import Look
from deskside.ui.parts.stamp import Stamp
from deskside.ui.sheet import Sheet


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
