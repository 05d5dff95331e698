"""News as notifications: through the tray where there is one, else through the desktop's own notification service."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSystemTrayIcon

SHOWN_MS = 15_000
_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_ITEMS = "org.kde.StatusNotifierWatcher"
"""Whoever shows icons of the newer kind, whose notifications go to the desktop's own service anyway."""
_BUS = "org.freedesktop.DBus"
_ASK_MS = 500
_log = logging.getLogger(__name__)


class Notices(QObject):
    """``show`` tells the person something once. It stays in the window too, so nothing is lost with the bubble."""

    def __init__(self, tray: QSystemTrayIcon, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray = tray

    def show(self, title: str, says: str) -> bool:
        """Whether it could be shown somewhere. An old kind of tray has fleeting bubbles: they come second."""
        if _is_old_tray() and _is_there(_NAME) and self._on_desktop(title, says):
            return True
        if self._tray.isVisible() and QSystemTrayIcon.isSystemTrayAvailable() and self._tray.supportsMessages():
            self._tray.showMessage(title, says, self._tray.icon(), SHOWN_MS)
            return True
        return self._on_desktop(title, says)

    def _on_desktop(self, title: str, says: str) -> bool:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage  # only needed where there is no tray

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            _log.info("no notification service here")
            return False
        message = QDBusMessage.createMethodCall(_NAME, _PATH, _NAME, "Notify")
        message.setArguments(notify_arguments(title, says))
        return bus.send(message)


def _is_old_tray() -> bool:
    return QGuiApplication.platformName() == "xcb" and not _is_there(_ITEMS)


def _is_there(name: str) -> bool:
    """Whether somebody on the session bus has this name."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage  # only needed when there is news

    ask = QDBusMessage.createMethodCall(_BUS, "/org/freedesktop/DBus", _BUS, "NameHasOwner")
    ask.setArguments([name])
    return QDBusConnection.sessionBus().call(ask, QDBus.CallMode.Block, _ASK_MS).arguments() == [True]


def notify_arguments(title: str, says: str) -> list[object]:
    """The arguments of ``Notify``. The service may read markup in the body; outside text has none."""
    plain = says.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return ["Deskside", 0, "", title, plain, [], {}, SHOWN_MS]
