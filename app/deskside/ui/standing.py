"""The settings of a tray that runs all day: read again when something may have changed them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from deskside.ui.lane import Lane
from deskside.ui.policy_files import PolicyFiles

if TYPE_CHECKING:
    from deskside.casework import Casework
    from deskside.config import Settings


class Standing(Protocol):
    """The settings in force, as they change."""

    def folders(self) -> Sequence[Path]:
        """Where files lie whose change says that IT changed something."""

    def again(self) -> tuple[Settings, Callable[[], Casework]]:
        """The settings as they are now, and what opens a casework that goes by them."""


class Rereading(QObject):
    """Reads them when it is asked to and when a file of IT's changes; says so when anything differs."""

    changed = Signal(object, object)
    """The settings, and what opens a casework that goes by them."""

    def __init__(self, standing: Standing, settings: Settings, lane: Lane, parent: QObject) -> None:
        super().__init__(parent)
        self._standing, self._settings, self._lane = standing, settings, lane
        self._files = PolicyFiles(standing.folders(), self)
        self._files.changed.connect(self.go)

    def go(self) -> None:
        """In a lane: a file may lie far away."""
        self._files.watch()
        self._lane.ask(self, self._standing.again, self._on_read)

    def _on_read(self, told: tuple[Settings, Callable[[], Casework]]) -> None:
        before, (self._settings, open_casework) = self._settings, told
        if _telling(before) != _telling(self._settings):
            self.changed.emit(self._settings, open_casework)


def _telling(settings: Settings) -> tuple[object, ...]:
    """Everything that may differ: values, who set them, and what is wrong."""
    return settings.rows(), _words(settings)


def _words(settings: Settings) -> list[str]:
    return [problem.words() for problem in settings.problems]


def is_shown(before: Settings, now: Settings, *, window: bool) -> bool:
    """Whether something differs that is read only when the process starts, or else when the window is made."""
    texts = ["interface.language", *(["organisation.name", "organisation.accent"] if window else [])]
    return any(before.text(key) != now.text(key) for key in texts) or (window and _words(before) != _words(now))
