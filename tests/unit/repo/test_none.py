"""A binding that loses references of ``None`` ends the app after a minute or two of use (docs/decisions/0001)."""

from __future__ import annotations

import sys

from PySide6.QtGui import QTextOption

CALLS = 500


def test_the_app_does_not_die_of_calls_that_give_nothing() -> None:
    option = QTextOption()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
    assert abs(sys.getrefcount(None) - before) < CALLS // 2
