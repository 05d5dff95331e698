"""News as notifications: plain text, no harm where there is no service, and never the wrong request."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from deskside.ui.bubble import escaped, tell_desktop
from deskside.ui.lane import Lane
from deskside.ui.notify import Notices


def test_a_desktop_without_notifications_is_no_trouble(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'nobody'}")
    assert tell_desktop("Stripes", "There is news.") is None


def test_markup_in_an_answer_is_shown_and_not_obeyed() -> None:
    assert escaped('<a href="https://x">y</a> & z') == '&lt;a href="https://x"&gt;y&lt;/a&gt; &amp; z'


class Icon(QSystemTrayIcon):
    """A tray's icon that shows its bubbles nowhere; a press on one is told as the system tells it."""

    def supportsMessages(self) -> bool:  # noqa: N802 - Qt's name
        return True


def test_news_is_shown_where_there_is_no_desktop_bus_to_speak_to(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows and macOS, where jeepney is not installed."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setitem(sys.modules, "jeepney.io.blocking", None)
    icon, lane, shown = Icon(qapp), Lane(qapp), list[str]()
    monkeypatch.setattr(icon, "showMessage", lambda title, *_: shown.append(title))
    notices = Notices(icon, lane, qapp)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert tell_desktop("Stripes", "There is news.") is None
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    notices.show("Stripes", "There is news.", "DS-1")
    end = QDeadlineTimer(10_000)
    while not shown and not end.hasExpired():
        qapp.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
    lane.end()
    assert shown == ["Stripes"]


@pytest.mark.parametrize(("about", "opens"), [(("DS-1",), "DS-1"), (("DS-1", "DS-1"), "DS-1"), (("DS-1", "DS-2"), "")])
def test_a_press_on_the_trays_own_bubble_never_opens_the_wrong_request(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, about: tuple[str, ...], opens: str
) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    icon, lane, shown, opened = Icon(qapp), Lane(qapp), list[str](), list[str]()
    monkeypatch.setattr(icon, "showMessage", lambda title, *_: shown.append(title))
    notices = Notices(icon, lane, qapp)
    notices.opened.connect(opened.append)
    for reference in about:
        notices.show(reference, "There is news.", reference)
    end = QDeadlineTimer(10_000)
    while len(shown) < len(about) and not end.hasExpired():
        qapp.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
    assert tuple(shown) == about
    icon.messageClicked.emit()
    assert opened == [opens]
    lane.end()
