"""Is everything there? Nothing cut, nothing over anything else, nothing outside, nothing too small to be pressed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPlainTextEdit, QWidget

from deskside.ui.tokens import TARGET
from deskside.ui.window import Window

from .pixels import cut_out, patches, shot
from .seen import body_of, called, is_ours, place, shown, stops, texts, words_of

LEAST_BODY = 2 * TARGET
"""Between head and actions at least so much of a page is seen."""


def cut(window: QWidget) -> Iterator[str]:
    """Words with less room than they need, or behind the edge of what they lie in."""
    whole = shot(window)
    for text in texts(window):
        if isinstance(text, QLineEdit):
            needed = text.fontMetrics().horizontalAdvance(words_of(text))
            if not text.text() and needed > text.contentsRect().width():
                yield f"{called(text)}: its hint “{words_of(text)}” needs {needed} of {text.contentsRect().width()} px"
            continue
        if isinstance(text, QPlainTextEdit):
            continue  # it scrolls
        needed = text.heightForWidth(text.width()) if text.hasHeightForWidth() else text.sizeHint().height()
        if needed > text.height():
            yield f"{called(text)} needs {needed} px of height and has {text.height()}"
        area = place(window, text)
        seen = _within(window, text, area)
        if seen != area:
            yield f"{called(text)} is behind an edge: {_px(seen)} of {_px(area)} are seen"
        line = text.fontMetrics().height()
        last_line = QRect(area.left(), area.top() + min(needed, area.height()) - line, area.width(), line)
        if isinstance(text, QLabel) and cut_out(whole, last_line).size and not any(patches(whole, last_line)):
            yield f"{called(text)}: its last line is empty"


def _within(window: QWidget, widget: QWidget, area: QRect) -> QRect:
    """What of ``area`` lies inside everything that holds it. What scrolls is scrolled, not cut."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent.parentWidget(), QWidget) and parent.objectName() == "qt_scrollarea_viewport":
            sides = place(window, parent)
            area = area.intersected(QRect(sides.left(), area.top(), sides.width(), area.height()))
            return area.intersected(QRect(0, area.top(), window.width(), area.height()))
        area = area.intersected(place(window, parent))
        if parent is window:
            break
        parent = parent.parentWidget()
    return area


def _px(area: QRect) -> str:
    return f"{area.width()}×{area.height()}"


def overlapping(window: QWidget) -> Iterator[str]:
    """Words and controls that lie over one another."""
    pieces = [
        one for one in shown(window, (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)) if is_ours(window, one)
    ]
    pieces = [one for one in pieces if not one.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)]
    for one, other in combinations(pieces, 2):
        if one.isAncestorOf(other) or other.isAncestorOf(one) or _in_frame(window, one) != _in_frame(window, other):
            continue
        both = place(window, one).intersected(place(window, other))
        if both.width() > 1 and both.height() > 1:
            yield f"{called(one)} and {called(other)} overlap by {_px(both)}"


def _in_frame(window: QWidget, widget: QWidget) -> bool:
    """Whether it belongs to the fixed head or bar; the page scrolls under them."""
    return isinstance(window, Window) and (window.head.isAncestorOf(widget) or window.bar.isAncestorOf(widget))


def outside(window: QWidget) -> Iterator[str]:
    """What is beyond the sides of the window, or leaves nothing of the page to be seen."""
    for part in shown(window):
        area = place(window, part)
        if is_ours(window, part) and (area.left() < 0 or area.right() >= window.width()):
            yield f"{called(part)} goes from {area.left()} to {area.right()} in a window {window.width()} wide"
    if isinstance(window, Window):
        for frame in (window.head, window.bar):
            if not window.rect().contains(place(window, frame)):
                yield f"{called(frame)} is not wholly in the window"
        left = place(window, window.bar).top() - place(window, window.head).bottom()
        if left < LEAST_BODY:
            yield f"only {left} px of the page are seen between head and actions"


def too_small(window: QWidget) -> Iterator[str]:
    """Controls that are hard to hit."""
    for control in stops(window):
        body = body_of(control)
        if body.width() < TARGET or body.height() < TARGET:
            yield f"{called(control)} is {body.width()}×{body.height()}, needs {TARGET}"
