"""From here to a host: its addresses by the system's own way, and a connection over whichever of them answers first.

Nothing here waits for ever: looking up a name goes on in a thread of its own
when the time is over, and nobody waits for that one.
"""

from __future__ import annotations

import contextlib
import errno
import selectors
import socket
import threading
import time
from collections.abc import Sequence
from typing import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_HEAD_START = 0.25
"""Before the next address is tried as well (RFC 8305)."""
_NOT_FOUND = tuple(
    getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA", "EAI_SERVICE") if hasattr(socket, name)
)
_NO_ROUTE = (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM)
UNDERWAY = (0, errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EALREADY, 10035)
_REFUSED = (errno.ECONNREFUSED, errno.ECONNRESET, errno.ECONNABORTED)


class Looked(NamedTuple):
    """``problem`` is "", "not-found" or "no-answer"."""

    found: Sequence[tuple[int, Any]]
    problem: str

    @property
    def addresses(self) -> list[str]:
        return list(dict.fromkeys(str(where[0]) for _, where in self.found))


class Road(NamedTuple):
    """An open connection, or None and "name", "refused", "unreachable" or "no-answer"."""

    line: socket.socket | None
    address: str
    problem: str


def look_up(host: str, port: int, deadline: float) -> Looked:
    """The addresses of a host, as every program of this computer gets them."""
    said: list[Looked] = []

    def work() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            said.append(Looked([(one[0], one[4]) for one in found], ""))
        except socket.gaierror as problem:
            said.append(Looked([], "not-found" if problem.errno in _NOT_FOUND else "no-answer"))
        except (OSError, UnicodeError):  # UnicodeError: a name that no name can be
            said.append(Looked([], "not-found"))

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(max(0.0, deadline - time.monotonic()))
    return said[0] if said else Looked([], "no-answer")


def connect(host: str, port: int, deadline: float) -> Road:
    """The first connection that opens; both kinds of address get their chance."""
    looked = look_up(host, port, deadline)
    if not looked.found:
        return Road(None, "", "name")
    return _Race(_in_turn(looked.found), deadline).run()


def _in_turn(found: Sequence[tuple[int, Any]]) -> list[tuple[int, Any]]:
    """One of each family after the other, beginning with the one that the system likes best."""
    first = [one for one in found if one[0] == found[0][0]]
    other = [one for one in found if one[0] != found[0][0]]
    mixed = []
    for number in range(max(len(first), len(other))):
        mixed += [*first[number : number + 1], *other[number : number + 1]]
    return list(dict.fromkeys(mixed))[:8]


class _Race:
    """Connections to several addresses, each begun a little after the one before it."""

    def __init__(self, found: Sequence[tuple[int, Any]], deadline: float) -> None:
        self._waiting, self._deadline = list(found), deadline
        self._looking = selectors.DefaultSelector()
        self._running: dict[socket.socket, str] = {}
        self._problems: list[tuple[str, str]] = []

    def run(self) -> Road:
        try:
            while self._waiting or self._running:
                now = time.monotonic()
                over = now >= self._deadline
                if self._waiting and not over:
                    self._begin(*self._waiting.pop(0))
                winner = self._wait(min(self._deadline, now + _HEAD_START) if self._waiting else self._deadline)
                if winner is not None:
                    return Road(winner, self._running.pop(winner), "")
                if over:
                    break
            return self._lost()
        finally:
            self._looking.close()
            for line in self._running:
                line.close()

    def _begin(self, family: int, where: Any) -> None:
        try:
            line = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            self._problems.append(("unreachable", where[0]))
            return
        line.setblocking(False)
        code = line.connect_ex(where)
        if code in UNDERWAY:
            self._running[line] = where[0]
            self._looking.register(line, selectors.EVENT_WRITE)
        else:
            line.close()
            self._problems.append((_problem(code), where[0]))

    def _wait(self, until: float) -> socket.socket | None:
        """The connection that opened, once there is one; returns early when one ended without.

        One that is open by now counts, also where this program was held up and looks late.
        """
        while self._running:
            left = max(0.0, until - time.monotonic())
            ended = left == 0
            for key, _ in self._looking.select(left):
                line: socket.socket = key.fileobj  # type: ignore[assignment]
                self._looking.unregister(line)
                code = line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if code == 0:
                    return line
                self._problems.append((_problem(code), self._running.pop(line)))
                line.close()
                ended = True
            if ended:
                return None
        return None

    def _lost(self) -> Road:
        """What to say of a host none of whose addresses opened: the nearest to an answer counts."""
        seen = [*self._problems, *(("no-answer", address) for address in self._running.values())]
        for problem in ("refused", "no-answer", "unreachable"):
            for one, address in seen:
                if one == problem:
                    return Road(None, address, problem)
        return Road(None, "", "no-answer")


def _problem(code: int) -> str:
    if code in _REFUSED or code in (10061, 10054):
        return "refused"
    return "unreachable" if code in _NO_ROUTE or code in (10051, 10065) else "no-answer"


def close(line: socket.socket) -> None:
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
