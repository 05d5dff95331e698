"""Can everything be read? Contrast as it is on the screen, whatever it was meant to be."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QRadioButton, QWidget

from deskside.ui.parts.field import Frame
from deskside.ui.parts.text import Words
from deskside.ui.tokens import RING, Role

from .pixels import Floats, Patch, contrast, cut_out, patches, shot
from .seen import called, place, shown, texts

BODY, OTHER, CONTROL = 7.0, 4.5, 3.0
ROUNDING = 0.05
"""Colours are whole numbers, contrasts are not."""
SIDE = 14
"""The least size of a control's mark."""
LEAST = 5
"""Smaller than that in either direction is a dot or a hair, not a letter."""


def too_faint(window: QWidget) -> Iterator[str]:
    """Text that is hard to read, and controls that hardly show."""
    whole = shot(window)
    for text in texts(window):
        least = _least(text)
        for patch in patches(whole, _inside(window, text)):
            small = min(patch.area.width(), patch.area.height()) < LEAST
            mark = isinstance(text, QRadioButton | QCheckBox) and patch.area.width() < 3 * patch.area.height()
            wanted = CONTROL if mark else least
            if not small and patch.contrast < wanted - ROUNDING:
                yield f"{called(text)} has {patch.contrast:.1f} : 1 at {_at(patch.area)}, needs {wanted:g}"
    for frame in shown(window, Frame):
        weakest = _outline(whole, place(window, frame))
        if weakest < CONTROL - ROUNDING:
            yield f"{called(frame)}: an edge has {weakest:.1f} : 1 only, needs {CONTROL:g}"
    for control in shown(window, (QRadioButton, QCheckBox)):
        if not any(_marks(whole, place(window, control))):
            yield f"{called(control)} shows no mark that has {CONTROL:g} : 1"


def _least(text: QWidget) -> float:
    """Body text has to be easier to read than the rest."""
    if isinstance(text, Words):
        return BODY if text._role is not Role.SMALL and text._colour == "text" else OTHER
    if isinstance(text, QLineEdit | QPlainTextEdit):
        typed = text.text() if isinstance(text, QLineEdit) else text.toPlainText()
        return BODY if typed and text.isEnabled() else OTHER
    return OTHER


def _inside(window: QWidget, text: QWidget) -> QRect:
    """Where its words are: without the edge and the ring of a button, and the round corners."""
    if isinstance(text, QPlainTextEdit):
        return place(window, text.viewport())
    area = place(window, text)
    if not isinstance(text, QAbstractButton):
        return area
    edge = 2 * RING + 2
    return area.adjusted(edge, edge, -edge, -edge)


def _outline(whole: Floats, area: QRect) -> float:
    """The weakest of a frame's four edges, each in its middle, against what is outside."""
    middle = area.center()
    strips = (
        QRect(middle.x() - 8, area.top() - 3, 16, 6),
        QRect(middle.x() - 8, area.bottom() - 3, 16, 6),
        QRect(area.left() - 3, middle.y() - 4, 6, 8),
        QRect(area.right() - 3, middle.y() - 4, 6, 8),
    )
    return min(_range(cut_out(whole, strip)) for strip in strips)


def _range(part: Floats) -> float:
    return float(contrast(part.max(), part.min())) if part.size else 0.0  # type: ignore[arg-type]


def _marks(whole: Floats, area: QRect) -> Iterator[Patch]:
    """What is at its leading or trailing end and no word: a circle, a switch, a star."""
    for patch in patches(whole, area):
        near = min(patch.area.left() - area.left(), area.right() - patch.area.right()) < 3 * SIDE
        if near and min(patch.area.width(), patch.area.height()) >= SIDE and patch.contrast >= CONTROL - ROUNDING:
            yield patch


def _at(area: QRect) -> str:
    return f"{area.left()},{area.top()}"


def empty_labels(window: QWidget) -> Iterator[str]:
    """Words that are there and draw nothing."""
    whole = shot(window)
    for text in shown(window, QLabel):
        assert isinstance(text, QLabel)
        if text.text().strip() and not any(True for _ in patches(whole, place(window, text))):
            yield f"{called(text)} can't be seen at all"
