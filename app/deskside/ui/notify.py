"""News as notifications: by the desktop's own service where there is one, else through the tray.

A press leads to what the news is about, each to its own.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSystemTrayIcon

from deskside.errors import DesksideError
from deskside.ui.bubble import SHOWN_MS, Bubble, Bus, tell_desktop
from deskside.ui.lane import Lane

MOST_KEPT = 16
"""Notifications that are still listened to; for older ones there is the window."""


class Notices(QObject):
    """``show`` tells the person something once. It stays in the window too, so nothing is lost with the bubble."""

    opened = Signal(str)
    """A notification was pressed: the request it is about, "" when the system does not say which of several."""

    def __init__(self, tray: QSystemTrayIcon, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray, self._lane = tray, lane
        self._bubbles: list[Bubble] = []
        self._in_tray: set[str] = set()
        """What the tray's own bubbles were about since the last press."""
        tray.messageClicked.connect(self._on_tray_pressed)

    def show(self, title: str, says: str, reference: str) -> None:
        def shown(bus: Bus | None) -> None:
            if bus is None:
                self._show_in_tray(title, says, reference)
            else:
                self._listen(bus, reference)

        def not_told(_problem: DesksideError) -> None:
            self._show_in_tray(title, says, reference)

        self._lane.ask(self, lambda: tell_desktop(title, says), shown, not_told)

    def end(self) -> None:
        """Before the process ends. What is shown stays."""
        for bubble in self._bubbles:
            bubble.end()

    def _listen(self, bus: Bus, reference: str) -> None:
        bubble = Bubble(bus, self)
        bubble.pressed.connect(lambda: self.opened.emit(reference))
        bubble.gone.connect(lambda: self._forget(bubble))
        self._bubbles.append(bubble)
        if len(self._bubbles) > MOST_KEPT:
            self._forget(self._bubbles[0])
        bubble.begin()

    def _forget(self, bubble: Bubble) -> None:
        if bubble in self._bubbles:
            self._bubbles.remove(bubble)
            bubble.end()
            bubble.deleteLater()

    def _show_in_tray(self, title: str, says: str, reference: str) -> None:
        if QSystemTrayIcon.isSystemTrayAvailable() and self._tray.supportsMessages():
            self._in_tray.add(reference)
            self._tray.showMessage(title, says, self._tray.icon(), SHOWN_MS)

    def _on_tray_pressed(self) -> None:
        """The tray does not say which bubble it was."""
        about = self._in_tray
        self._in_tray = set()
        self.opened.emit(next(iter(about)) if len(about) == 1 else "")
