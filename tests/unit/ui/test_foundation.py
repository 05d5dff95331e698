"""Qt's own binding keeps Python's promises; one that does not ends the tray after some thousand calls."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QTextOption

MANY = 500


def test_calls_into_qt_leave_none_alone() -> None:
    """PySide6 6.12.0 on Python 3.11 takes one reference to None with each call that returns nothing."""
    option, thing = QTextOption(), QObject()
    before = sys.getrefcount(None)
    for _ in range(MANY):
        option.setTabStopDistance(40.0)
        thing.setObjectName("x")
        QPointF().setX(1.0)
    assert sys.getrefcount(None) > before - MANY
