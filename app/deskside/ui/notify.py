"""News as notifications: through the tray where there is one, else through the desktop's own notification service."""

from __future__ import annotations

import logging
import os

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from deskside.ui.lane import Lane

SHOWN_MS = 15_000
BUS_SECONDS = 2.0
_SERVICE, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_NEWER_TRAY = "org.kde.StatusNotifierWatcher"
_log = logging.getLogger(__name__)


class Notices(QObject):
    """``show`` tells the person something once. It stays in the window too, so nothing is lost with the bubble."""

    def __init__(self, tray: QSystemTrayIcon, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray, self._lane = tray, lane

    def show(self, title: str, says: str) -> None:
        in_tray = QSystemTrayIcon.isSystemTrayAvailable() and self._tray.supportsMessages()
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            self._show_in_tray(title, says, told=not in_tray)
            return
        self._lane.ask(
            self,
            lambda: tell_desktop(title, says, beside_tray=in_tray),
            lambda told: self._show_in_tray(title, says, told=told or not in_tray),
        )

    def _show_in_tray(self, title: str, says: str, *, told: bool) -> None:
        if not told:
            self._tray.showMessage(title, says, self._tray.icon(), SHOWN_MS)


def tell_desktop(title: str, says: str, *, beside_tray: bool = False) -> bool:
    """Shows a notification by the desktop's own service; whether it took it. In a lane.

    ``beside_tray``: only where the tray is of the older kind, whose bubbles nobody keeps; a newer one asks the
    service by itself. With jeepney, which is there for the keyring: QtDBus can't make the unsigned number that
    ``Notify`` wants.
    """
    from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]  # only when there is news
    from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

    arguments: tuple[object, ...] = ("Deskside", 0, "", title, escaped(says), [], {}, SHOWN_MS)
    call = new_method_call(DBusAddress(_PATH, _SERVICE, _SERVICE), "Notify", "susssasa{sv}i", arguments)
    try:
        with open_dbus_connection() as bus:
            if beside_tray:
                asked = bus.send_and_get_reply(message_bus.NameHasOwner(_NEWER_TRAY), timeout=BUS_SECONDS)
                if asked.body == (True,):
                    return False
            reply = bus.send_and_get_reply(call, timeout=BUS_SECONDS)
    except (OSError, TimeoutError) as problem:
        _log.info("no notification: %s", type(problem).__name__)
        return False
    return str(reply.header.message_type.name) == "method_return"


def escaped(text: str) -> str:
    """The service may read markup in the body; text from outside has none."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
