"""Connections to one port, and how long each took to be answered: by a clock that stands while we do.

On a computer that is very busy, or was asleep, a program is kept from running for
a second now and then. What arrived meanwhile was not late, so that second is not counted.
"""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import time

from deskside.system.reach import roads

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_REPLIES = (0, errno.ECONNREFUSED, errno.ECONNRESET, 10061, 10054)
_HELD_UP = 0.03
"""Seconds; any program comes so much too late."""


class Knocks:
    """``took``: seconds until each answer so far; opened and refused, both are answers."""

    def __init__(self, family: int, where: Any) -> None:
        self._family, self._where = family, where
        self._looking = selectors.DefaultSelector()
        self._began: dict[socket.socket, float] = {}
        self._last, self._stood = time.monotonic(), 0.0
        self.took: list[float] = []

    @property
    def waiting(self) -> bool:
        """Whether there are any that nobody has answered yet."""
        return bool(self._looking.get_map())

    @property
    def silence(self) -> float:
        """Seconds since the last one was sent."""
        return self._now() - max(self._began.values(), default=0.0)

    def knock(self) -> None:
        with contextlib.suppress(OSError):
            line = socket.socket(self._family, socket.SOCK_STREAM)
            line.setblocking(False)
            self._began[line] = self._now()
            if line.connect_ex(self._where) in roads.UNDERWAY:
                self._looking.register(line, selectors.EVENT_WRITE)

    def gather(self, until: float) -> None:
        """Notes the answers that are there until that time."""
        while True:
            left = max(0.0, until - time.monotonic())
            if not self.waiting:
                time.sleep(left)
                self._now(left)
                return
            self._now()
            ready = self._looking.select(left)
            now = self._now(left)
            for key, _ in ready:
                line: socket.socket = key.fileobj  # type: ignore[assignment]
                self._looking.unregister(line)
                if line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) in _REPLIES:
                    self.took.append(now - self._began[line])
            if left == 0:
                return

    def close(self) -> None:
        self._looking.close()
        for line in self._began:
            line.close()

    def _now(self, waited: float = 0.0) -> float:
        """The time, without that in which we were held up. ``waited``: how long we meant to, since the last look."""
        now = time.monotonic()
        late = now - self._last - waited
        if late > _HELD_UP:
            self._stood += late
        self._last = now
        return now - self._stood
