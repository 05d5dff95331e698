"""The parts that all pages are made of, as a person meets them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.stamp import Stamp
from deskside.ui.sheet import Sheet


@pytest.fixture
def show(qapp: QApplication, look: Look) -> Iterator[Callable[[QWidget], QWidget]]:
    """Shows a part on its own."""
    shown: list[QWidget] = []

    def on_screen(part: QWidget) -> QWidget:
        part.setPalette(look.palette())
        shown.append(part)
        part.show()
        qapp.processEvents()
        return part

    yield on_screen
    for part in shown:
        part.close()
        part.deleteLater()


def _calm(qapp: QApplication, *, calm: bool) -> None:
    qapp.setEffectEnabled(Qt.UIEffect.UI_General, not calm)


def test_what_was_found_comes_in_gently_once(
    show: Callable[[QWidget], QWidget], look: Look, qapp: QApplication
) -> None:
    _calm(qapp, calm=False)
    stamp = Stamp(look, "tick", "good")
    show(stamp)
    assert stamp.entrance.runs
    stamp.entrance.end()
    stamp.hide()
    stamp.show()
    assert not stamp.entrance.runs
    stamp.show_icon("question", "accent")
    assert stamp.entrance.runs


def test_nothing_moves_for_those_who_ask_for_less_motion(
    show: Callable[[QWidget], QWidget], look: Look, qapp: QApplication
) -> None:
    _calm(qapp, calm=True)
    try:
        stamp = Stamp(look, "tick", "good")
        show(stamp)
        assert not stamp.entrance.runs
        assert stamp.entrance.share == 1
    finally:
        _calm(qapp, calm=False)


def test_the_stamp_is_a_picture_of_the_heading_and_not_read_out(show: Callable[[QWidget], QWidget], look: Look) -> None:
    sheet = Sheet(look, "That is fixed.")
    sheet.show_stamp("tick", "good")
    show(sheet)
    assert sheet.stamp is not None
    assert sheet.stamp.geometry().bottom() < sheet.heading.geometry().top()
    read = QAccessible.queryAccessibleInterface(sheet.stamp)
    assert read.text(QAccessible.Text.Name) == ""
    assert sheet.stamp.focusPolicy() is Qt.FocusPolicy.NoFocus
    sheet.clear()
    assert sheet.stamp.isVisible()
    sheet.show_stamp()
    assert not sheet.stamp.isVisible()


def test_the_stamp_shows_its_icon_when_it_is_there(show: Callable[[QWidget], QWidget], look: Look) -> None:
    stamp = Stamp(look, "tick", "good")
    show(stamp)
    stamp.entrance.end()
    picture: QImage = stamp.grab().toImage()
    inks = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert look.colours.good in inks
    assert look.colours.tint_good in inks
