"""Timers that may be seconds late, so that a sleeping computer is woken for several at once."""

from __future__ import annotations

from PySide6.QtCore import QTimer


def unhurried(timer: QTimer) -> QTimer:
    """The same timer. Told when it is started: Qt's enumerations take 10 ms to load, and the tray icon needs none."""
    from PySide6.QtCore import Qt

    timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
    return timer
