"""Notices a tray that comes up after us.

Trays of the older kind Qt finds by itself. For one of the newer kind it looks
only once, so that the process has to start anew.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher

HOST = "org.kde.StatusNotifierWatcher"


class LateTray(QObject):
    """``came`` says that there is a tray now. It waits for a message of the bus and never polls."""

    came = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        registered = QDBusServiceWatcher.WatchModeFlag.WatchForRegistration
        self._watcher = QDBusServiceWatcher(HOST, QDBusConnection.sessionBus(), registered, self)
        self._watcher.serviceRegistered.connect(self._on_registered)

    def _on_registered(self, _name: str) -> None:
        self.came.emit()
