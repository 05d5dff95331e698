"""The casework, opened when it is first needed: a tray that nobody uses has not even loaded it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMutex, QMutexLocker

if TYPE_CHECKING:
    from deskside.casework import Casework


class Office:
    """``casework`` may be asked for from any thread; the first who asks waits until it is open."""

    def __init__(self, open_casework: Callable[[], Casework]) -> None:
        self._open = open_casework
        self._lock = QMutex()
        self._casework: Casework | None = None

    def renew(self, open_casework: Callable[[], Casework]) -> None:
        """From now on another is asked for. What was begun with the one before goes on with that."""
        with QMutexLocker(self._lock):
            self._open, self._casework = open_casework, None

    @property
    def is_open(self) -> bool:
        return self._casework is not None

    @property
    def casework(self) -> Casework:
        with QMutexLocker(self._lock):
            if self._casework is None:
                self._casework = self._open()
            return self._casework
