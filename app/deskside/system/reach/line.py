"""How well small packets pass to a host: how many come back, and how soon.

Pings first, since nothing but the line decides about them. Some hosts answer
no pings, or only a few a second; so before many are called lost, another way
has its say: connections, where a lost packet shows as a second's delay, and
for name servers questions, whose answers may be slow for reasons of their own.
"""

from __future__ import annotations

import contextlib
import socket
import statistics
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from deskside.errors import CallProblem
from deskside.system.reach import names
from deskside.system.reach.knocks import Knocks
from deskside.system.reach.ping import Pings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_FIRST, _FIRST_PACE = 30, 0.02
_MORE, _MORE_PACE = 50, 0.025
_SILENT = 1.2
"""With no reply for so long, pings are taken to be blocked."""
_OTHER, _OTHER_PACE = 30, 0.025
_RESENT = 0.85
"""A connection that took so much longer than the quickest lost a packet: the system sends it again after a second."""
_LATEST = 5.0
"""Seconds that a flood of answers nobody asked for can keep us from the end."""
_LIMITED, _SURE = 0.15, 0.95
"""Pings that fare so much worse than a way that fares so well are not lost: someone answers only so many of them."""


class Counted(NamedTuple):
    by: str
    sent: int
    seconds: list[float]

    @property
    def share(self) -> float:
        return len(self.seconds) / self.sent if self.sent else 0.0


def measure(family: int, address: Any, port: int, deadline: float) -> dict[str, Any]:
    """In the table's shape."""
    pings = _pings(family, address, port, deadline)
    if pings is not None and pings.share == 1:
        return _told(pings)
    if pings is None or not pings.seconds:
        return _told(_by_other_ways(family, address, port, deadline) or pings or Counted("ping", 0, []))
    return _told(pings)


def _pings(family: int, address: Any, port: int, deadline: float) -> Counted | None:
    """None where this person may send none."""
    try:
        pings = Pings(family, address)
    except CallProblem:
        return None
    with pings:
        began = time.monotonic()
        pings.burst(range(_FIRST), _FIRST_PACE)
        pings.wait(min(deadline, began + _SILENT), enough=1 if not pings.taken else len(pings.taken))
        if not pings.taken:
            return Counted("ping", pings.sent, [])
        pings.wait(min(deadline, time.monotonic() + _patience(pings)))
        if len(pings.taken) == pings.sent:
            return _counted(pings)
        if time.monotonic() + _MORE * _MORE_PACE + _patience(pings) > deadline:
            return _counted(pings)  # replies to more would come too late to be counted
        other: list[Counted | None] = []
        worker = threading.Thread(
            target=lambda: other.append(_by_other_ways(family, address, port, deadline)), daemon=True
        )
        worker.start()
        pings.burst(range(_FIRST, _FIRST + _MORE), _MORE_PACE)
        pings.wait(min(deadline, time.monotonic() + _patience(pings)))
        worker.join(max(0.0, deadline - time.monotonic()))
        counted, second = _counted(pings), other[0] if other else None
        limited = second is not None and second.share >= _SURE and counted.share < second.share - _LIMITED
        return second if limited else counted


def _patience(pings: Pings) -> float:
    """How long a reply may still be on its way after the last packet went out."""
    return min(2.0, max(0.5, 3 * statistics.median(pings.taken.values()) + 0.2)) if pings.taken else 0.5


def _counted(pings: Pings) -> Counted:
    return Counted("ping", pings.sent, list(pings.taken.values()))


def _by_other_ways(family: int, address: Any, port: int, deadline: float) -> Counted | None:
    """Connections, and for a name server questions beside them; None where nothing comes back either way."""
    found: dict[str, Counted] = {}

    def work(way: Callable[[int, Any, int, float], Counted]) -> None:
        counted = way(family, address, port, deadline)
        found[counted.by] = counted

    ways = (_connections, _questions) if port == 53 else (_connections,)
    workers = [threading.Thread(target=work, args=(way,), daemon=True) for way in ways]
    for worker in workers:
        worker.start()
    for worker, by in zip(workers, ("connect", "names"), strict=False):
        worker.join(max(0.0, deadline + 0.2 - time.monotonic()))
        if by in found and found[by].seconds:
            return found[by]
    return found.get("connect")


def _connections(family: int, address: Any, port: int, deadline: float) -> Counted:
    """Opened or refused, both are replies; what came only after being sent again was lost."""
    knocks = Knocks(family, (address[0], port, *address[2:]))
    try:
        at = time.monotonic()
        for _ in range(_OTHER):
            knocks.gather(at)
            knocks.knock()
            at = max(at + _OTHER_PACE, time.monotonic())
        silent = 3.0
        while knocks.waiting and knocks.silence < silent and time.monotonic() < deadline:
            knocks.gather(min(deadline, time.monotonic() + 0.05))
            if knocks.took:
                silent = min(silent, min(knocks.took) + _RESENT)
        knocks.gather(time.monotonic())
    finally:
        knocks.close()
    quickest = min(knocks.took, default=0.0)
    return Counted("connect", _OTHER, [one for one in knocks.took if one < quickest + _RESENT])


def _questions(family: int, address: Any, port: int, deadline: float) -> Counted:
    """Questions that a name server can answer by itself."""
    sent: dict[bytes, tuple[float, bytes]] = {}
    took: list[float] = []
    with socket.socket(family, socket.SOCK_DGRAM) as line:
        with contextlib.suppress(OSError):
            line.connect((address[0], port, *address[2:]))
        at = time.monotonic()
        for number in range(_OTHER):
            question = names.packet("localhost", names.A, edns=False)
            question = number.to_bytes(1, "big") + question[1:]
            sent[question[:2]] = (time.monotonic(), question)
            with contextlib.suppress(OSError):
                line.send(question)
            at = max(at + _OTHER_PACE, time.monotonic())
            _hear(line, sent, took, at)
        _hear(line, sent, took, min(deadline, time.monotonic() + 2.5))
    return Counted("names", _OTHER, took)


def _hear(line: socket.socket, sent: dict[bytes, tuple[float, bytes]], took: list[float], until: float) -> None:
    """Until that time; what is here by then counts, also where this program was held up and looks late."""
    while len(took) < _OTHER and (left := until - time.monotonic()) > -_LATEST:
        line.settimeout(max(0.0, left))
        try:
            data = line.recv(65_535)
        except (TimeoutError, BlockingIOError):
            return
        except OSError:  # nothing listens there, says its system: that is no reply of the server's
            time.sleep(min(0.01, left))
            continue
        known = sent.get(data[:2])
        if known is not None and names.read(data, known[1]) is not None:
            del sent[data[:2]]
            took.append(time.monotonic() - known[0])


def _told(counted: Counted) -> dict[str, Any]:
    middle = statistics.median(counted.seconds) * 1000 if counted.seconds else None
    return {
        "sent": counted.sent,
        "answered": len(counted.seconds),
        "milliseconds": None if middle is None else round(middle, 1),
        "by": counted.by,
    }
