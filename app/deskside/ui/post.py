"""When to speak to the help desk: rarely when nothing waits, sooner when something does, in a short-lived process.

The tray process itself never touches the network. How long to wait is
the board's to say; ``Post`` has the process and the one coarse timer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from PySide6.QtCore import QJsonDocument, QObject, QProcess, QRandomGenerator, Qt, QTimer, Signal

from deskside.ui.glance import LEAST_PAUSE, QUIET_PAUSE

MINUTE = 60.0
FIRST_PAUSE = 20.0
"""After the start, so that a computer that just started has peace."""
LONGEST_FAILING = 60 * MINUTE
JITTER = 0.2
END_MS = 120_000
"""A pass that takes longer is ended; the outbox knows what was under way."""

_log = logging.getLogger(__name__)


def backed_off(wanted: float, failures: int) -> float:
    """``wanted`` seconds, or longer after passes that could not be made at all."""
    return max(wanted, min(LONGEST_FAILING, MINUTE * 2 ** min(failures - 1, 10))) if failures else wanted


class Post(QObject):
    """Starts ``deskside post`` when it is time and says when it is back."""

    came_back = Signal(bool)
    """Whether there is something to read: news, or something that still waits."""

    def __init__(
        self,
        command: Sequence[str],
        pause: Callable[[], float],
        *,
        chance: Callable[[], float] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command, self._pause = tuple(command), pause
        self._chance = chance or QRandomGenerator.global_().generateDouble
        self._failures = 0
        self._again = False
        self.waits = False
        """Whether the last pass left something that could not go."""
        self._first = True
        """After a start everything is tried again: what held it back may be gone."""
        self._process: QProcess | None = None
        self._timer, self._limit = QTimer(self), QTimer(self)
        for timer in (self._timer, self._limit):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.go)
        self._limit.timeout.connect(self._on_too_long)

    @property
    def under_way(self) -> bool:
        return self._process is not None

    @property
    def next_in(self) -> float:
        """Seconds until the next pass; negative when none is planned."""
        return self._timer.remainingTime() / 1000

    def begin(self) -> None:
        self._plan(FIRST_PAUSE)

    def go_at_once(self) -> None:
        """A pass now that also tries what was put off: the way is back."""
        self._first = True
        self.go()

    def go(self) -> None:
        """A pass now; when one is under way, another follows it."""
        if self._process is not None:
            self._again = True
            return
        self._timer.stop()
        process = QProcess(self)
        process.setStandardInputFile(QProcess.nullDevice())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        self._process = process
        self._limit.start(END_MS)
        first, self._first = self._first, False
        process.start(self._command[0], [*self._command[1:], "post", "--json", "--due", *(["--now"] if first else [])])

    def end(self) -> None:
        """Ends the pass under way, if there is one."""
        self._timer.stop()
        if self._process is not None:
            self._process.finished.disconnect(self._on_finished)
            self._process.terminate()
            if not self._process.waitForFinished(3_000):
                self._process.kill()
                self._process.waitForFinished(1_000)
            self._process = None

    def plan_again(self) -> None:
        """What waits changed: the next pass comes earlier if that is worth it."""
        if self._process is None and self._timer.isActive():
            wanted = backed_off(self._pause(), self._failures)
            if wanted * (1 + JITTER) < self.next_in:
                self._plan(wanted)

    def _wait(self, told: dict[str, object] | None) -> float:
        return self._pause() if told is None else wait_told(told, self._pause())

    def _plan(self, seconds: float) -> None:
        spread = 1 + JITTER * (2 * self._chance() - 1)
        self._timer.start(round(seconds * spread * 1000))

    def _on_error(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            _log.warning("post could not be started")
            self._over(None)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAllStandardOutput().data()) if self._process is not None else b""
        told = _told(said) if status is QProcess.ExitStatus.NormalExit else None
        if told is None:
            _log.warning("post ended with %s", code)
        self._over(told)

    def _on_too_long(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _over(self, told: dict[str, object] | None) -> None:
        self._limit.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self._failures = 0 if told is not None else self._failures + 1
        self.waits = told is None or bool(told.get("waiting"))
        if self._again:
            self._again = False
            self.go()
        else:
            self._plan(backed_off(self._wait(told), self._failures))
        self.came_back.emit(told is None or bool(told.get("news")) or bool(told.get("waiting")))


def wait_told(told: dict[str, object], otherwise: float) -> float:
    """The pass knows best when the next one is worth it, for everything: its tickets and its outbox."""
    if "next" not in told:
        return otherwise
    wanted = told["next"]
    return min(max(float(wanted), LEAST_PAUSE), QUIET_PAUSE) if isinstance(wanted, int | float) else QUIET_PAUSE


def _told(said: bytes) -> dict[str, object] | None:
    """The one object that ``post --json`` prints; None when it printed something else."""
    document = QJsonDocument.fromJson(said)
    if not document.isObject():
        return None
    told = document.toVariant()
    return told if isinstance(told, dict) else None
