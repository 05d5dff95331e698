"""The one place where the host waits: for what children say, for clocks, and for ``wake`` from another thread."""

from __future__ import annotations

import heapq
import itertools
import time
from collections.abc import Callable

from deskside.children.pipes import Pipes
from deskside.system import platform


class Alarm:
    """A callback at a time, unless ``cancel`` came first."""

    __slots__ = ("_callback", "when")

    def __init__(self, when: float, callback: Callable[[], None]) -> None:
        self.when, self._callback = when, callback

    def cancel(self) -> None:
        self._callback = _nothing

    def ring(self) -> None:
        self._callback()


def _nothing() -> None:
    return None


def _pipes() -> Pipes:
    """The pipes of this system; the other's module stays unloaded."""
    if platform.current() == "windows":
        from deskside.children.windows_pipes import ThreadedPipes

        return ThreadedPipes()
    from deskside.children.posix_pipes import SelectedPipes

    return SelectedPipes()


class Loop:
    """Calls back in one thread, that of ``run``; only ``wake`` may be called from elsewhere."""

    def __init__(self) -> None:
        self.pipes = _pipes()
        self._alarms: list[tuple[float, int, Alarm]] = []
        self._order = itertools.count()

    def after(self, seconds: float, callback: Callable[[], None]) -> Alarm:
        """Calls back once, ``seconds`` from now."""
        alarm = Alarm(time.monotonic() + seconds, callback)
        heapq.heappush(self._alarms, (alarm.when, next(self._order), alarm))
        return alarm

    def run(self, over: Callable[[], bool], seconds: float) -> None:
        """Waits and calls back until ``over()``, but no longer than ``seconds``."""
        end = time.monotonic() + seconds
        while not over():
            now = time.monotonic()
            if now >= end:
                return
            self._ring(now)
            if over():
                return
            next_alarm = self._alarms[0][0] if self._alarms else end
            self.pipes.wait(max(0.0, min(end, next_alarm) - time.monotonic()))

    def _ring(self, now: float) -> None:
        while self._alarms and self._alarms[0][0] <= now:
            heapq.heappop(self._alarms)[2].ring()

    def wake(self) -> None:
        """Makes ``run`` look at ``over()`` again; safe from any thread."""
        self.pipes.wake()

    def close(self) -> None:
        self.pipes.close()
