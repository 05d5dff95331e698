"""Does a page run from right to left where the language does? Everything has the place of its mirror image.

Only from side to side: the same words may wrap elsewhere in the other direction, and what is below moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from deskside.ui.parts.text import Words

from .pixels import patches, shot
from .seen import called, is_ours, place, shown

NEARLY = 2
"""Rounding, where a width is odd."""
INDENT = 8


def not_mirrored(window: QWidget, live: Callable[[], None]) -> Iterator[str]:
    """What does not change sides with the direction. ``live`` lets the window settle and shows all of the page."""
    live()
    pieces = [
        one for one in shown(window, (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)) if is_ours(window, one)
    ]
    before = window.layoutDirection()
    other = (
        Qt.LayoutDirection.LeftToRight if before is Qt.LayoutDirection.RightToLeft else Qt.LayoutDirection.RightToLeft
    )
    was = {id(one): place(window, one) for one in pieces}
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    try:
        _turn(app, window, other)
        live()
        for one in filter(isValid, pieces):  # a page may draw itself anew meanwhile
            here, there = place(window, one), was[id(one)]
            should = window.width() - there.right() - 1
            if abs(here.left() - should) > NEARLY:
                yield f"{called(one)} begins at {here.left()}, mirrored it would at {should}"
        yield from text_at_the_wrong_edge(window)
    finally:
        _turn(app, window, before)
        live()


def _turn(app: QApplication, window: QWidget, direction: Qt.LayoutDirection) -> None:
    app.setLayoutDirection(direction)
    if window.layoutDirection() is not direction:
        window.setLayoutDirection(direction)


def text_at_the_wrong_edge(window: QWidget) -> Iterator[str]:
    """Text that does not begin at its leading edge. What people wrote runs in the direction of its own language."""
    whole = shot(window)
    mirrored = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for text in shown(window, Words):
        if not isinstance(text, Words) or not text.text().strip() or text._from_outside:
            continue
        if text._centred:
            continue
        area = place(window, text)
        drawn = [patch.area for patch in patches(whole, area)]
        if not drawn:
            continue
        gap = (
            area.right() - max(one.right() for one in drawn)
            if mirrored
            else min(one.left() for one in drawn) - area.left()
        )
        if gap > INDENT + text.contentsMargins().left():
            yield f"{called(text)} begins {gap} px from its leading edge"
