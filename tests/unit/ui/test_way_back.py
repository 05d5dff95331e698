"""When the network is there again, what waits is tried at once; and only then, and once."""

from __future__ import annotations

import pytest
from PySide6.QtNetwork import QNetworkInformation
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskside.ui.way_back import WayBack, is_better

Reach = QNetworkInformation.Reachability


@pytest.mark.parametrize(
    ("before", "now", "better"),
    [
        (Reach.Disconnected, Reach.Online, True),
        (Reach.Unknown, Reach.Online, True),
        (Reach.Local, Reach.Online, True),
        (Reach.Disconnected, Reach.Local, True),
        (Reach.Online, Reach.Disconnected, False),
        (Reach.Online, Reach.Online, False),
        (Reach.Disconnected, Reach.Unknown, False),
        (Reach.Unknown, Reach.Disconnected, False),
    ],
)
def test_only_more_network_than_before_is_a_way_back(before: Reach, now: Reach, better: bool) -> None:
    assert is_better(before, now) is better


def test_a_network_that_comes_and_goes_for_a_moment_is_tried_once(qapp: QApplication, qtbot: QtBot) -> None:
    way = WayBack(qapp, settle_ms=20)
    came: list[int] = []
    way.came.connect(lambda: came.append(1))
    for now in (Reach.Disconnected, Reach.Local, Reach.Online, Reach.Disconnected, Reach.Online):
        way.on_reachability(now)
    qtbot.waitUntil(lambda: bool(came), timeout=20_000)
    way.on_reachability(Reach.Disconnected)
    assert came == [1]


def test_where_the_system_tells_nothing_there_is_no_harm(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QNetworkInformation, "loadBackendByFeatures", lambda *_features: False)
    WayBack(qapp).begin()
