"""A command of our own in a short-lived process: started, never twice at once, ended when it takes too long."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QJsonDocument, QObject, QProcess, QTimer, Signal

from deskside.ui.unhurried import unhurried

_log = logging.getLogger(__name__)


class Errand(QObject):
    """``over`` brings the one object that the command printed; None when it could not be run to its end."""

    over = Signal(object)

    def __init__(self, command: Sequence[str], longest_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._longest = longest_ms
        self._process: QProcess | None = None
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._on_too_long)

    @property
    def under_way(self) -> bool:
        return self._process is not None

    def start(self, *arguments: str) -> None:
        """Not while one is under way."""
        process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        unhurried(self._limit).start(self._longest)
        process.start(self._command[0], [*self._command[1:], *arguments])

    def end(self) -> None:
        """Ends it, if it is under way."""
        self._limit.stop()
        if self._process is not None:
            self._process.finished.disconnect(self._on_finished)
            self._process.terminate()
            if not self._process.waitForFinished(3_000):
                self._process.kill()
                self._process.waitForFinished(1_000)
            self._process = None

    def _on_error(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            _log.warning("%s could not be started", self._command[0])
            self._done(None)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAllStandardOutput().data()) if self._process is not None else b""
        told = _told(said) if status is QProcess.ExitStatus.NormalExit else None
        if told is None:
            _log.warning("an errand ended with %s", code)
        self._done(told)

    def _on_too_long(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _done(self, told: dict[str, object] | None) -> None:
        self._limit.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self.over.emit(told)


def _told(said: bytes) -> dict[str, object] | None:
    """The one object that it prints with ``--json``; None when it printed something else."""
    document = QJsonDocument.fromJson(said)
    if not document.isObject():
        return None
    told = document.toVariant()
    return told if isinstance(told, dict) else None
