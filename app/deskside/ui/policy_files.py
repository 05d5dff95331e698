"""Notices that IT changed what it sets, as soon as a file of it changes. Nothing looks meanwhile.

Where there are no files to watch, as on Windows, it is read when the window comes up and when the help desk is asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

SETTLE_MS = 2_000
"""Whoever writes one file may be about to write the next."""


class PolicyFiles(QObject):
    """Watches the folders that there are and what is in them; it need not exist yet."""

    changed = Signal()

    def __init__(self, folders: Sequence[Path], parent: QObject, settle_ms: int = SETTLE_MS) -> None:
        super().__init__(parent)
        self._folders = folders
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self, singleShot=True, interval=settle_ms)
        self._watcher.fileChanged.connect(lambda _path: self._settled.start())
        self._watcher.directoryChanged.connect(lambda _path: self._settled.start())
        self._settled.timeout.connect(self._on_settled)
        self.watch()

    def watch(self) -> None:
        """Watches what came since the last time; a file that was replaced is another one."""
        there = {str(path) for path in self._there()}
        if fresh := there - {*self._watcher.files(), *self._watcher.directories()}:
            self._watcher.addPaths(sorted(fresh))

    def _there(self) -> list[Path]:
        found = []
        for folder in self._folders:
            try:
                found += [folder, *(path for path in folder.iterdir() if path.suffix in (".toml", ".plist"))]
            except OSError:
                continue
        return found

    def _on_settled(self) -> None:
        self.watch()
        self.changed.emit()
