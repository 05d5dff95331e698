"""A notification's own connection: a press is heard once for what it is about, and the end is noticed."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, Parser, new_signal  # type: ignore[import-untyped]
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from deskside.ui.bubble import PATH, SERVICE, Bubble, Bus

NUMBER = 7


class Line:
    """A bus with a notification on it: what is written at the far end arrives as signals."""

    def __init__(self) -> None:
        self.sock, self.far = socket.socketpair()
        self.parser = Parser()
        self._sent = 0

    def says(self, member: str, number: int, more: object, kind: str) -> None:
        self._sent += 1
        signal = new_signal(DBusAddress(PATH, SERVICE, SERVICE), member, f"u{kind}", (number, more))
        self.far.sendall(signal.serialise(serial=self._sent))

    def pressed(self, number: int) -> None:
        self.says("ActionInvoked", number, "default", "s")

    def closed(self, number: int) -> None:
        self.says("NotificationClosed", number, 2, "u")

    def close(self) -> None:
        self.sock.close()


class Heard:
    def __init__(self, qapp: QApplication, line: Line) -> None:
        self._qapp, self.said = qapp, list[str]()
        self.bubble = Bubble(Bus(line, NUMBER), qapp)
        self.bubble.pressed.connect(lambda: self.said.append("pressed"))
        self.bubble.gone.connect(lambda: self.said.append("gone"))
        self.bubble.begin()

    def until_gone(self) -> list[str]:
        end = QDeadlineTimer(60_000)
        while "gone" not in self.said and not end.hasExpired():
            self._qapp.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        return self.said


@pytest.fixture
def line() -> Iterator[Line]:
    line = Line()
    yield line
    line.far.close()
    line.close()


def test_a_press_is_heard_and_anothers_is_not(qapp: QApplication, line: Line) -> None:
    heard = Heard(qapp, line)
    line.pressed(NUMBER + 1)
    line.closed(NUMBER + 1)
    line.pressed(NUMBER)
    line.closed(NUMBER)
    assert heard.until_gone() == ["pressed", "gone"]


def test_when_the_bus_ends_nothing_more_is_waited_for(qapp: QApplication, line: Line) -> None:
    heard = Heard(qapp, line)
    line.far.close()
    assert heard.until_gone() == ["gone"]


def test_what_came_together_with_the_answer_is_heard_too(qapp: QApplication, line: Line) -> None:
    line.pressed(NUMBER)
    line.closed(NUMBER)
    line.parser.add_data(line.sock.recv(4096))
    assert Heard(qapp, line).said == ["pressed", "gone"]
