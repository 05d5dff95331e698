"""The Tab key goes as the page is read, also where parts were made later than those below them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def tab_as_read(heading: QWidget, layout: QLayout) -> None:
    """From the heading through all that is in ``layout``."""
    for one, other in pairwise((heading, *_reached(layout, heading))):
        QWidget.setTabOrder(one, other)


def _reached(layout: QLayout, heading: QWidget) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        widget = item.widget() if item is not None else None
        if widget is not None and widget is not heading and widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
            yield widget
        inner = widget.layout() if widget is not None else item.layout() if item is not None else None
        if inner is not None:
            yield from _reached(inner, heading)
