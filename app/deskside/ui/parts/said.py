"""Says something politely to a screen reader, when there is one, without moving the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

_KNOW_ANNOUNCEMENTS = ("windows", "cocoa")
"""Elsewhere the screen reader is Orca. Before its version 45 it knows none, but reads what the thing in focus tells."""


def announce(widget: QWidget, text: str, at: QWidget | None = None) -> None:
    """``widget`` is of the window that has something to say; ``at`` gets the focus next, and is read then."""
    if not text or not QAccessible.isActive():
        return
    if QGuiApplication.platformName() in _KNOW_ANNOUNCEMENTS:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
        return
    focused = at or QApplication.focusWidget()
    if focused is not None and focused.window() is widget.window():
        (focused.findChild(_Telling) or _Telling(focused)).tell(text)


class _Telling(QObject):
    """What is told stands in the description of the thing in focus until the focus goes on."""

    def __init__(self, focused: QWidget) -> None:
        super().__init__(focused)
        self._focused, self._before, self._told = focused, focused.accessibleDescription(), ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._give_back)
        focused.installEventFilter(self)

    def tell(self, text: str) -> None:
        self._rest.stop()
        now = self._focused.accessibleDescription()
        if now != self._told:
            self._before = now
        if now == text:
            self._focused.setAccessibleDescription("")  # the same words once more are news too
        self._told = text
        self._focused.setAccessibleDescription(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut and self._told:
            self._rest.start()  # once the focus is elsewhere: what changes there before is read out
        return super().eventFilter(watched, event)

    def _give_back(self) -> None:
        if self._focused.accessibleDescription() == self._told:
            self._focused.setAccessibleDescription(self._before)
        self._told = ""
