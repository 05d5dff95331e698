"""Asks a process of its own what fits the person's words, so that neither its work nor its memory is the window's.

``deskside find -`` takes one question a line. It starts when the window has
come up, answers in milliseconds, and ends when the window is closed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec
import shiboken6
from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, QTimer

from deskside.errors import ChildProblem, DesksideError
from deskside.language import current
from deskside.model.report import Found
from deskside.model.shapes import decode

RESULTS = 3
LIMIT_MS = 10_000
"""How long an answer may take; the first one waits until the process has started."""
END_MS = 3_000
TRIES = 2

_log = logging.getLogger(__name__)


@dataclass
class _Question:
    owner: QObject
    words: str
    then: Callable[[Found], None]
    trouble: Callable[[DesksideError], None]
    tries: int = 0


class Search(QObject):
    """One question at a time; of those that come meanwhile only the newest is asked. In the UI thread."""

    def __init__(self, command: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command)
        self._process: QProcess | None = None
        self._asked: _Question | None = None
        self._next: _Question | None = None
        self._over = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._limit.timeout.connect(self._on_too_long)

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._process is not None

    def warm(self) -> None:
        """Gets ready for the first question."""
        if self._process is None and not self._over:
            self._start()

    def ask(
        self,
        owner: QObject,
        words: str,
        then: Callable[[Found], None],
        trouble: Callable[[DesksideError], None],
    ) -> None:
        """What fits ``words``; ``then`` or ``trouble`` is called while ``owner`` lives, unless newer words come."""
        question = _Question(owner, words, then, trouble)
        if self._over:
            return
        if not words.strip():
            then(Found(words, (), sure=False))
        elif self._asked is not None:
            self._next = question
        else:
            self._send(question)

    def rest(self) -> None:
        """Nobody looks for anything now: the process ends, what was asked last is forgotten."""
        self._asked = self._next = None
        self._limit.stop()
        process, self._process = self._process, None
        if process is not None:
            process.finished.connect(process.deleteLater)
            process.closeWriteChannel()
            QTimer.singleShot(END_MS, process, process.kill)

    def end(self) -> None:
        """Ends the process before ours ends, and one that is about to end. Whoever asks after that is told nothing."""
        self._over, self._process = True, None
        for process in self.findChildren(QProcess):
            process.closeWriteChannel()
            if not process.waitForFinished(END_MS):
                process.kill()
                process.waitForFinished(END_MS)

    def _start(self) -> None:
        process = self._process = QProcess(self)  # known before it starts: Windows tells at once that it can't
        here = QProcessEnvironment.systemEnvironment()
        here.insert("PYTHONUTF8", "1")
        process.setProcessEnvironment(here)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._on_said)
        process.finished.connect(lambda: self._on_ended(process))
        process.errorOccurred.connect(lambda problem: self._on_error(process, problem))
        arguments = ["find", "-", "--json", "--limit", str(RESULTS), "--lang", current()]
        process.start(self._command[0], [*self._command[1:], *arguments])

    def _send(self, question: _Question) -> None:
        self._asked = question
        question.tries += 1
        self._limit.start(LIMIT_MS)
        self.warm()
        if self._process is not None:
            self._process.write(" ".join(question.words.split()).encode() + b"\n")

    def _on_said(self) -> None:
        while self._process is not None and self._process.canReadLine():
            line = bytes(self._process.readLine().data())
            asked, self._asked = self._asked, None
            self._limit.stop()
            if asked is not None:
                self._tell(asked, line)
            self._go_on()

    def _tell(self, asked: _Question, line: bytes) -> None:
        if not shiboken6.isValid(asked.owner):
            return
        try:
            found = decode(line, Found)
        except msgspec.MsgspecError as problem:
            asked.trouble(ChildProblem("garbage", str(problem)))
        else:
            asked.then(msgspec.structs.replace(found, query=asked.words))

    def _go_on(self) -> None:
        question, self._next = self._next, None
        if question is not None and self._asked is None:
            self._send(question)

    # when it does not answer

    def _on_too_long(self) -> None:
        if self._process is not None:
            self._process.kill()

    def _on_error(self, process: QProcess, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            self._on_ended(process)

    def _on_ended(self, process: QProcess) -> None:
        """It ended by itself: asked once more, with a new process."""
        if process is not self._process or not shiboken6.isValid(process):
            return
        self._process = None
        process.deleteLater()
        asked, self._asked = self._next or self._asked, None
        self._next = None
        self._limit.stop()
        if asked is None:
            return
        if asked.tries < TRIES:
            self._send(asked)
        elif shiboken6.isValid(asked.owner):
            _log.warning("the search does not answer")
            asked.trouble(ChildProblem("ended"))
