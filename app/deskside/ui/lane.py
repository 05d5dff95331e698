"""The one place where the window's process has a second thread: work goes in, its result comes back on the UI thread.

A lane does one thing after another. Its thread starts with the first work and
ends when nothing came for a while, so an idle tray has none.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable
from typing import Generic, TypeVar

import shiboken6
from PySide6.QtCore import QMutex, QMutexLocker, QObject, QThread, QWaitCondition, Signal, Slot

from deskside.errors import DesksideError
from deskside.log import log_crash

IDLE_MS = 5_000
"""How long a thread waits for more before it ends."""
SWITCH_SECONDS = 0.0005
"""How soon a thread that computes lets the window have its turn; Python's own 5 ms add up to what people notice."""
END_MS = 10_000
"""How long ``end`` waits for work that is under way."""

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Done(QObject):
    """Brings results back: emitted in the worker thread, received in the UI thread."""

    came = Signal(object)


class _Work(Generic[_T]):
    """One piece of work and who waits for it."""

    def __init__(
        self,
        work: Callable[[], _T],
        then: Callable[[_T], None] | None,
        trouble: Callable[[DesksideError], None] | None,
        owner: QObject,
    ) -> None:
        self._work, self._then, self._trouble, self._owner = work, then, trouble, owner
        self._result: _T
        self._problem: DesksideError | None = None

    def run(self) -> None:
        try:
            self._result = self._work()
        except DesksideError as problem:
            self._problem = problem
        except Exception as bug:  # noqa: BLE001 - translated here; a bug must not end the thread
            log_crash(bug)
            self._problem = DesksideError(str(bug))

    def deliver(self) -> None:
        """On the UI thread. Nothing is delivered to a page that is gone."""
        if not shiboken6.isValid(self._owner):
            return
        if self._problem is None:
            if self._then is not None:
                self._then(self._result)
        elif self._trouble is not None:
            self._trouble(self._problem)
        else:
            _log.warning("not done: %s", type(self._problem).__name__)


class _Worker(QThread):
    def __init__(self, lane: Lane) -> None:
        super().__init__(lane)
        self._lane = lane

    def run(self) -> None:
        while (work := self._lane.next_work()) is not None:
            work.run()
            self._lane.done.came.emit(work)


class Lane(QObject):
    """``ask`` may be called from the UI thread only; ``work`` runs in the worker."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_SECONDS)
        self.done = Done(self)
        self.done.came.connect(self._on_came)
        self._lock, self._more = QMutex(), QWaitCondition()
        self._waiting: deque[_Work[object]] = deque()
        self._worker: _Worker | None = None
        self._ending = False

    def ask(
        self,
        owner: QObject,
        work: Callable[[], _T],
        then: Callable[[_T], None] | None = None,
        trouble: Callable[[DesksideError], None] | None = None,
    ) -> None:
        """Does ``work``; ``then`` or ``trouble`` is called on the UI thread while ``owner`` lives."""
        with QMutexLocker(self._lock):
            self._waiting.append(_Work(work, then, trouble, owner))  # type: ignore[arg-type]
            idle = self._worker is None
            if idle:
                self._worker = _Worker(self)
                self._worker.finished.connect(self._worker.deleteLater)
            self._more.wakeOne()
        if idle and self._worker is not None:
            self._worker.start()

    def next_work(self) -> _Work[object] | None:
        """In the worker: the next piece of work, or None when the thread has to end."""
        with QMutexLocker(self._lock):
            if not self._waiting and not self._ending:
                self._more.wait(self._lock, IDLE_MS)
            if self._waiting and not self._ending:
                return self._waiting.popleft()
            self._worker = None
            return None

    @Slot(object)
    def _on_came(self, work: _Work[object]) -> None:
        work.deliver()

    @property
    def idle(self) -> bool:
        """Whether it has no thread now."""
        return self._worker is None

    def end(self) -> None:
        """Ends the thread, after the work under way; what still waits is not begun."""
        with QMutexLocker(self._lock):
            self._ending = True
            worker = self._worker
            self._more.wakeAll()
        if worker is not None and shiboken6.isValid(worker):
            worker.wait(END_MS)
