"""Work beside the window: its results come back, its trouble is told, its thread ends."""

from __future__ import annotations

from collections.abc import Iterator
from threading import current_thread, get_ident

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from deskside.errors import DesksideError, DiskFull
from deskside.ui import lane as lane_module
from deskside.ui.lane import Lane


@pytest.fixture
def lane(qapp: QObject) -> Iterator[Lane]:
    made = Lane(qapp)
    yield made
    made.end()
    made.deleteLater()


def test_work_is_done_elsewhere_and_told_here(lane: Lane, qtbot: QtBot) -> None:
    told: list[tuple[int, int]] = []
    lane.ask(lane, get_ident, lambda worker: told.append((worker, get_ident())))
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    worker, here = told[0]
    assert here == get_ident()
    assert worker != here


def test_one_thing_comes_after_another(lane: Lane, qtbot: QtBot) -> None:
    told: list[int] = []
    for number in range(50):
        lane.ask(lane, lambda number=number: number, told.append)
    qtbot.waitUntil(lambda: len(told) == 50, timeout=20_000)
    assert told == list(range(50))


def test_trouble_is_told_in_its_own_words(lane: Lane, qtbot: QtBot) -> None:
    told: list[DesksideError] = []

    def fails() -> None:
        raise DiskFull("/x")

    lane.ask(lane, fails, None, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    assert isinstance(told[0], DiskFull)


def test_the_log_tells_of_what_kind_a_bug_was_and_nothing_it_may_have_held(
    lane: Lane, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    lane.ask(lane, lambda: {}["hunter2"])
    qtbot.waitUntil(lambda: "not done" in caplog.text, timeout=20_000)
    assert "KeyError" in caplog.text
    assert "hunter2" not in caplog.text


def test_a_bug_is_told_in_plain_words_and_the_lane_goes_on(lane: Lane, qtbot: QtBot) -> None:
    told: list[DesksideError] = []
    lane.ask(lane, lambda: 1 // 0, None, told.append)
    lane.ask(lane, lambda: "after", lambda _text: told.append(DesksideError()))
    qtbot.waitUntil(lambda: len(told) == 2, timeout=20_000)
    assert "division" not in told[0].words()


def test_a_page_that_is_gone_is_told_nothing(lane: Lane, qtbot: QtBot) -> None:
    told: list[str] = []
    gone = QObject()
    lane.ask(gone, lambda: "late", told.append)
    shiboken6.delete(gone)
    lane.ask(lane, lambda: "here", told.append)
    qtbot.waitUntil(lambda: "here" in told, timeout=20_000)
    assert told == ["here"]


def test_an_idle_lane_has_no_thread(lane: Lane, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lane_module, "IDLE_MS", 10)
    told: list[str] = []
    lane.ask(lane, lambda: current_thread().name, told.append)
    qtbot.waitUntil(lambda: bool(told) and lane.idle, timeout=20_000)
    lane.ask(lane, lambda: "again", told.append)
    qtbot.waitUntil(lambda: told[-1] == "again", timeout=20_000)


def test_ending_begins_nothing_new(lane: Lane, qtbot: QtBot) -> None:
    begun: list[int] = []
    lane.end()
    lane.ask(lane, lambda: begun.append(1))
    qtbot.waitUntil(lambda: lane.idle, timeout=20_000)
    assert not begun
