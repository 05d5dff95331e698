"""When to speak to the help desk: rarely when nothing waits, sooner when something does, in a short-lived process.

The tray process itself never touches the network. ``pause`` holds the rules,
``Post`` the process and the one coarse timer.
"""

from __future__ import annotations

import json
import logging
import random
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal

from deskside.model.ticket import SendState, Stage
from deskside.ui.board import Board, Known

MINUTE = 60.0
OPEN_PAUSE = 10 * MINUTE
"""Between looks while a request is open."""
WAITING_FOR_US_PAUSE = 30 * MINUTE
"""While the help desk waits for the person, or a request was solved lately."""
QUIET_PAUSE = 6 * 60 * MINUTE
"""While there is nothing to hear of."""
FIRST_PAUSE = 20.0
"""After the start, so that a computer that just started has peace."""
LEAST_PAUSE = 15.0
LONGEST_FAILING = 60 * MINUTE
SOLVED_LATELY = 7 * 24 * 60 * MINUTE
JITTER = 0.2
END_MS = 120_000
"""A pass that takes longer is ended; the outbox knows what was under way."""

_log = logging.getLogger(__name__)


def pause(known: Known, failures: int, now: float) -> float:
    """Seconds until the next pass, before jitter. ``failures``: passes in a row that could not be made."""
    longest = QUIET_PAUSE
    if any(ticket.stage is Stage.SOLVED and now - ticket.updated < SOLVED_LATELY for ticket in known.tickets):
        longest = WAITING_FOR_US_PAUSE
    if known.open_tickets:
        asked = all(ticket.stage is Stage.WAITING for ticket in known.open_tickets)
        longest = WAITING_FOR_US_PAUSE if asked else OPEN_PAUSE
    due = [row.next_try - now for row in known.waiting if row.state not in (SendState.NEEDS_EDIT, SendState.DRAFT)]
    wanted = max(LEAST_PAUSE, min([longest, *due]))
    if failures:
        wanted = max(wanted, min(LONGEST_FAILING, MINUTE * 2 ** (failures - 1)))
    return wanted


class Post(QObject):
    """Starts ``deskside post`` when it is time and says when it is back."""

    came_back = Signal()

    def __init__(
        self,
        command: Sequence[str],
        board: Board,
        *,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._command, self._board, self._clock, self._chance = tuple(command), board, clock, chance
        self._failures = 0
        self._again = False
        self._process: QProcess | None = None
        self._timer, self._limit = QTimer(self), QTimer(self)
        for timer in (self._timer, self._limit):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.go)
        self._limit.timeout.connect(self._on_too_long)
        board.changed.connect(self._on_board)

    @property
    def under_way(self) -> bool:
        return self._process is not None

    @property
    def next_in(self) -> float:
        """Seconds until the next pass; negative when none is planned."""
        return self._timer.remainingTime() / 1000

    def begin(self) -> None:
        self._plan(FIRST_PAUSE)

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
        process.start(self._command[0], [*self._command[1:], "post", "--json"])

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

    def _on_board(self) -> None:
        if self._process is None and self._timer.isActive():
            wanted = pause(self._board.known, self._failures, self._clock())
            if wanted * (1 + JITTER) < self.next_in:
                self._plan(wanted)

    def _plan(self, seconds: float) -> None:
        spread = 1 + JITTER * (2 * self._chance() - 1)
        self._timer.start(round(seconds * spread * 1000))

    def _on_error(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            _log.warning("post could not be started")
            self._over(well=False)

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        said = bytes(self._process.readAllStandardOutput().data()) if self._process is not None else b""
        well = status is QProcess.ExitStatus.NormalExit and _is_one_object(said)
        if not well:
            _log.warning("post ended with %s", code)
        self._over(well=well)

    def _on_too_long(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _over(self, *, well: bool) -> None:
        self._limit.stop()
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self._failures = 0 if well else self._failures + 1
        self._board.read_again()
        self.came_back.emit()
        if self._again:
            self._again = False
            self.go()
        else:
            self._plan(pause(self._board.known, self._failures, self._clock()))


def _is_one_object(said: bytes) -> bool:
    try:
        return isinstance(json.loads(said), dict)
    except ValueError:
        return False
