"""Does the keyboard reach everything, in the order it is read, and can it be seen where it is? Does it have a name?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QRadioButton, QWidget
from shiboken6 import isValid

from deskside.ui.tokens import GRID, RING
from deskside.ui.window import Window

from .legible import CONTROL, ROUNDING
from .pixels import RATIO, contrast, shot
from .seen import body_of, called, name_of, place, stops

MOST = 150
"""More stops than any page has: 40 requests and what is round them."""
_NOT_PLAIN = re.compile(r"[{}<>]|&\w|&&|\n\n|_\w|Q[A-Z]\w+")


def tab_round(window: QWidget) -> list[QWidget]:
    """The stops of the Tab key, from the heading of the page until it comes round."""
    if isinstance(window, Window):
        window.sheet.heading.setFocus(Qt.FocusReason.OtherFocusReason)
    reached: list[QWidget] = []
    for _ in range(MOST):
        now = QApplication.focusWidget()
        if now is None or now in reached:
            break
        reached.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    return [one for one in reached if window.isAncestorOf(one)]


def not_reached(window: QWidget) -> Iterator[str]:
    """What the Tab key does not come to. Of choices that belong together one is enough: the arrow keys do the rest."""
    reached = tab_round(window)
    groups = {id(one.parentWidget()) for one in reached if isinstance(one, QRadioButton)}
    for stop in stops(window):
        if stop not in reached and not (isinstance(stop, QRadioButton) and id(stop.parentWidget()) in groups):
            yield f"{called(stop)} is not reached by the Tab key"


def out_of_order(window: QWidget) -> Iterator[str]:
    """Stops that do not come from top to bottom, and in a row from the leading edge on."""
    reached = [one for one in tab_round(window) if one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value]
    mirrored = window.layoutDirection() is Qt.LayoutDirection.RightToLeft
    for part in _parts(window, reached):
        for before, after in pairwise(part):
            one, other = place(window, body_of(before)), place(window, body_of(after))
            if not _comes_after(one, other, mirrored=mirrored):
                yield f"after {called(before)} comes {called(after)}, which is read before it"


def _parts(window: QWidget, reached: list[QWidget]) -> Iterator[list[QWidget]]:
    """Head, page and actions each for itself."""
    if not isinstance(window, Window):
        yield reached
        return
    frames = (window.head, window.bar)
    for frame in frames:
        yield [one for one in reached if frame.isAncestorOf(one)]
    yield [one for one in reached if not any(frame.isAncestorOf(one) for frame in frames)]


def _comes_after(one: QRect, other: QRect, *, mirrored: bool) -> bool:
    if other.top() >= one.bottom() - GRID:
        return True
    beside = other.right() <= one.left() + GRID if mirrored else other.left() >= one.right() - GRID
    return beside and other.bottom() > one.top() + GRID


def unnamed(window: QWidget) -> Iterator[str]:
    """What a screen reader has no name for, or one that nobody would say."""
    for stop in stops(window):
        name = name_of(stop)
        if not re.search(r"\w", name):
            yield f"{called(stop)} at {place(window, stop).topLeft().toTuple()} has no name"
        elif found := _NOT_PLAIN.search(name):
            yield f"{called(stop)} has “{found[0]}” in its name"


def named_twice(window: QWidget) -> Iterator[str]:
    """Buttons that a screen reader can't tell apart."""
    names = Counter(name_of(stop) for stop in stops(window) if not isinstance(stop, QLineEdit | QPlainTextEdit))
    for name, many in names.items():
        if many > 1:
            yield f"{many} things to press are called “{name}”"


def focus_not_seen(window: QWidget) -> Iterator[str]:
    """Stops that look the same with the focus and without, or nearly."""
    for stop in filter(isValid, stops(window)):
        body = body_of(stop)
        area = place(window, body).adjusted(-2 * RING, -2 * RING, 2 * RING, 2 * RING)
        _leave(window)
        without = shot(window, area)
        stop.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(stop, QLineEdit | QPlainTextEdit):
            stop.setCursorWidth(0) if isinstance(stop, QPlainTextEdit) else stop.deselect()
        QApplication.processEvents()
        strong = contrast(shot(window, area), without) >= CONTROL - ROUNDING
        needed = RATIO * RING * (body.width() + body.height()) * RATIO // 2
        if int(strong.sum()) < needed:
            yield f"{called(stop)}: with the focus {int(strong.sum())} px look different, needs {needed}"


def _leave(window: QWidget) -> None:
    now = QApplication.focusWidget()
    if now is not None:
        now.clearFocus()
    QApplication.processEvents()
