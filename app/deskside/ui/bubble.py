"""One notification at the desktop's own service, and what the person does with it.

Some services tell everyone of a press, some only the connection that asked;
so each notification has a connection of its own, kept until it is closed. The
bus then wakes us; nothing looks or waits. With jeepney, which is there for the
keyring: QtDBus in Python can't make the unsigned number that ``Notify`` wants.
Source: the Desktop Notifications Specification 1.2.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from deskside.language import _

BUS_SECONDS = 20.0
"""In a lane, where nobody waits: who falls back too early tells the same news twice."""
MOST_BYTES = 4096
SERVICE, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_OPEN = "default"
"""By the specification what a click on the notification itself does."""
SHOWN_MS = 60_000
"""Long enough to come back from the printer; what is missed stands in the window."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bus:
    """A connection with one notification on it."""

    connection: Any
    number: int


def tell_desktop(title: str, says: str) -> Bus | None:
    """Shows a notification by the desktop's own service; None where there is none or it did not take it. In a lane."""
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return None
    from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # only when there is news

    try:
        connection = open_dbus_connection()
    except (OSError, TimeoutError) as problem:
        _log.info("no notification: %s", type(problem).__name__)
        return None
    try:
        number = _notify(connection, title, says)
    except (OSError, TimeoutError) as problem:
        _log.info("no notification: %s", type(problem).__name__)
        number = 0
    if not number:
        connection.close()
        return None
    return Bus(connection, number)


def _notify(connection: Any, title: str, says: str) -> int:
    """The service's number for it, 0 when it did not take it."""
    from jeepney import DBusAddress, MatchRule, new_method_call  # type: ignore[import-untyped]
    from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]

    def ask(message: Any) -> tuple[Any, ...]:
        reply = connection.send_and_get_reply(message, timeout=BUS_SECONDS)
        return tuple(reply.body) if reply.header.message_type.name == "method_return" else ()

    service = DBusAddress(PATH, SERVICE, SERVICE)
    can = next(iter(ask(new_method_call(service, "GetCapabilities"))), ())
    ask(message_bus.AddMatch(MatchRule(type="signal", interface=SERVICE, path=PATH)))
    actions = [_OPEN, _("Open")] if "actions" in can else []
    body = escaped(says) if "body-markup" in can else says
    told = ("Deskside", 0, "", title, body, actions, {"desktop-entry": ("s", "deskside")}, SHOWN_MS)
    return int(next(iter(ask(new_method_call(service, "Notify", "susssasa{sv}i", told))), 0))


def escaped(text: str) -> str:
    """The service may read markup in the body; text from outside has none."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Bubble(QObject):
    """Hears what becomes of a notification. On the UI thread."""

    pressed = Signal()
    gone = Signal()
    """It was closed, by the person or by time, or the bus is gone; nothing more is heard."""

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus, self._ended = bus, False
        bus.connection.sock.setblocking(False)
        self._notifier = QSocketNotifier(bus.connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_readable)

    def begin(self) -> None:
        """What came together with the answer is heard first."""
        self._hear()

    def end(self) -> None:
        if not self._ended:
            self._ended = True
            self._notifier.setEnabled(False)
            self._bus.connection.close()

    def _on_readable(self) -> None:
        try:
            data = self._bus.connection.sock.recv(MOST_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if data:
            self._bus.connection.parser.add_data(data)
            self._hear()
        else:
            self._go()

    def _hear(self) -> None:
        while not self._ended and (message := self._bus.connection.parser.get_next_message()) is not None:
            self._on_message(message)

    def _on_message(self, message: Any) -> None:
        from jeepney import HeaderFields

        fields = message.header.fields
        what = fields.get(HeaderFields.member)
        if fields.get(HeaderFields.interface) != SERVICE or message.body[:1] != (self._bus.number,):
            return
        if what == "ActionInvoked":
            self.pressed.emit()
        elif what == "NotificationClosed":
            self._go()

    def _go(self) -> None:
        self.end()
        self.gone.emit()
