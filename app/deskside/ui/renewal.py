"""Notices that a package has put another Deskside in this one's place, or taken it away. Nothing looks meanwhile."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 10_000
"""A package manager is at work for some seconds; what it leaves is looked at then."""


class Renewal(QObject):
    """Watches the program this process runs from."""

    renewed = Signal()
    removed = Signal()

    def __init__(self, program: Path, parent: QObject, settle_ms: int = SETTLE_MS) -> None:
        super().__init__(parent)
        self._program, self._first = program, _mark(program)
        self._watcher = QFileSystemWatcher([str(program), str(program.parent)], self)
        self._settled = QTimer(self, singleShot=True, interval=settle_ms)
        self._watcher.fileChanged.connect(lambda _path: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _path: self._settled.start())
        self._settled.timeout.connect(self._look)

    def _look(self) -> None:
        now = _mark(self._program)
        if now is None:
            self.removed.emit()
        elif now != self._first:
            self.renewed.emit()


def _mark(program: Path) -> tuple[int, int, int] | None:
    """What another file of the same name would not share; None where there is none."""
    try:
        found = program.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
