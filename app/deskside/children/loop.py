"""The one place where the host waits: for pipes, for clocks, and for ``wake`` from another thread."""

from __future__ import annotations

import heapq
import itertools
import os
import selectors
import time
from collections.abc import Callable


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


class Loop:
    """Single-threaded; only ``wake`` may be called from elsewhere."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._alarms: list[tuple[float, int, Alarm]] = []
        self._order = itertools.count()
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)
        self.readable(self._woken, self._on_woken)

    def readable(self, fd: int, callback: Callable[[], None]) -> None:
        """Calls back whenever there is something to read from ``fd``, or its end."""
        self._selector.register(fd, selectors.EVENT_READ, callback)

    def writable(self, fd: int, callback: Callable[[], None]) -> None:
        """Calls back whenever ``fd`` takes more."""
        self._selector.register(fd, selectors.EVENT_WRITE, callback)

    def forget(self, fd: int) -> None:
        """No more callbacks for ``fd``; fine when there were none."""
        if fd in self._selector.get_map():
            self._selector.unregister(fd)

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
            for key, _ in self._selector.select(max(0.0, min(end, next_alarm) - time.monotonic())):
                if self._selector.get_map().get(key.fd) is key:
                    key.data()

    def _ring(self, now: float) -> None:
        while self._alarms and self._alarms[0][0] <= now:
            heapq.heappop(self._alarms)[2].ring()

    def wake(self) -> None:
        """Makes ``run`` look at ``over()`` again; safe from any thread."""
        try:
            os.write(self._waker, b"!")
        except BlockingIOError:
            return  # it is full of wakes already

    def _on_woken(self) -> None:
        os.read(self._woken, 4096)

    def close(self) -> None:
        self._selector.close()
        os.close(self._woken)
        os.close(self._waker)
