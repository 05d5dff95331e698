"""Does a neighbour on the same cable or Wi-Fi answer at link level? The kernel has to know before it can send.

A packet to the neighbour makes the kernel look for it, three times in all;
what it finds then is in its list of neighbours.
"""

from __future__ import annotations

import contextlib
import errno
import select
import socket
import time
from collections.abc import Iterator

from deskside.errors import CallProblem
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_orders as orders
from deskside.system.printing import Record

_INCOMPLETE, _REACHABLE, _STALE, _DELAY, _PROBE, _FAILED = 0x01, 0x02, 0x04, 0x08, 0x10, 0x20
_NO_NEIGHBOURS = 0x80
_PATIENCE = 2.7
"""The kernel asks three times, a second apart."""
_FRESH_ENOUGH = 0.4
_PORTS = (53, 80, 443)


def answers(link: kernel.Link, address: str) -> Record:
    """{"answers", "why"}; None where links have no neighbours, or the kernel has not found out in time."""
    if link.flags & _NO_NEIGHBOURS:
        return {"answers": None, "why": f"{link.name} has no neighbours"}
    plain = address.partition("%")[0]
    began = time.monotonic()
    with _knocking(link, plain) as knocks:
        if not knocks:
            return {"answers": None, "why": f"{plain} is not reached over {link.name}"}
        asked = _ask_again(link, plain)
        while True:
            over = time.monotonic() - began > _PATIENCE  # told before the look: we may be held up after it
            state = _state(link, plain)
            sure = asked or time.monotonic() - began > _FRESH_ENOUGH
            if (state & _REACHABLE and sure) or any(_answered(knock) for knock in knocks):
                return {"answers": True, "why": ""}
            if over:
                silent = state & (_INCOMPLETE | _PROBE | _FAILED)
                why = "no answer at link level" if silent else "the kernel has not found out yet"
                return {"answers": False if silent else None, "why": why}
            time.sleep(0.02)


def _ask_again(link: kernel.Link, address: str) -> bool:
    """What the kernel knew a while ago may be old: it asks at once, where it may be told to. True when it does."""
    if not _state(link, address) & (_REACHABLE | _STALE | _DELAY):
        return False
    try:
        orders.probe_neighbour(link.number, address)
    except CallProblem:
        return False
    return True


def _state(link: kernel.Link, address: str) -> int:
    for one in kernel.neighbours(kernel.ask(kernel.GET_NEIGHBOURS)):
        if one.link == link.number and one.address == address:
            return one.state
    return 0


@contextlib.contextmanager
def _knocking(link: kernel.Link, address: str) -> Iterator[list[socket.socket]]:
    """Connections to the neighbour: they make the kernel look for it, and even a refusal is its answer."""
    knocks = []
    try:
        for port in _PORTS:
            knock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET)
            knock.setblocking(False)
            where = (address, port, 0, link.number) if address.lower().startswith("fe80") else (address, port)
            if knock.connect_ex(where) in (0, errno.EINPROGRESS):
                knocks.append(knock)
            else:
                knock.close()
        yield knocks
    finally:
        for knock in knocks:
            knock.close()


def _answered(knock: socket.socket) -> bool:
    """Opened or refused. A try that failed looks ready as well, and says only once why."""
    poll = select.poll()
    poll.register(knock, select.POLLOUT)
    ready = poll.poll(0)
    if not ready:
        return False
    if ready[0][1] & (select.POLLERR | select.POLLHUP):
        return knock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.ECONNREFUSED
    return True
