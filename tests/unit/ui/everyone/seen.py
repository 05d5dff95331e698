"""What is on a page: its texts, its controls, and where they lie in the window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from deskside.ui.parts.field import Frame

Text = QLabel | QAbstractButton | QLineEdit | QPlainTextEdit


def place(window: QWidget, widget: QWidget) -> QRect:
    """Where it lies in the window."""
    return QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())


def shown(window: QWidget, kind: type | tuple[type, ...] = QWidget) -> Iterator[QWidget]:
    """Everything of this kind that is not hidden."""
    for one in window.findChildren(QWidget):
        if isinstance(one, kind) and one.isVisibleTo(window) and not one.size().isEmpty():
            yield one


def texts(window: QWidget) -> Iterator[Text]:
    """Whatever shows words."""
    for one in shown(window, (QLabel, QAbstractButton, QLineEdit, QPlainTextEdit)):
        if words_of(one):
            assert isinstance(one, Text)
            yield one


def words_of(widget: QWidget) -> str:
    """What it shows; "" where it shows a picture or an icon alone."""
    if isinstance(widget, QAbstractButton) and getattr(widget, "compact", False):
        return ""
    if isinstance(widget, QLineEdit):
        return widget.text() or widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        return widget.toPlainText()
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it."""
    seen = QAccessible.queryAccessibleInterface(widget)
    return str(seen.text(QAccessible.Text.Name)) if seen is not None else ""


def called(widget: QWidget) -> str:
    """For saying which one is meant."""
    words = name_of(widget) or words_of(widget)
    return f"{type(widget).__name__} “{words[:60]}”"


def stops(window: QWidget) -> list[QWidget]:
    """Whatever the Tab key should come to."""
    return [
        one
        for one in shown(window)
        if one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        and one.focusProxy() is None
        and one.isEnabled()
        and not isinstance(one, QScrollArea)
    ]


def body_of(control: QWidget) -> QWidget:
    """What a person takes for the control: the frame round a text field, not the line inside."""
    parent = control.parentWidget()
    return parent if isinstance(parent, Frame) else control


def is_ours(window: QWidget, widget: QWidget) -> bool:
    """Not a part of a widget of Qt's own: the inside of a text box, a scroll bar."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        if isinstance(parent, QPlainTextEdit) or (
            isinstance(parent, QAbstractScrollArea) and not isinstance(parent, QScrollArea)
        ):
            return False
        parent = parent.parentWidget()
    return True
