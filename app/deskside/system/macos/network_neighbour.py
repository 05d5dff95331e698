"""Whether a neighbour answers at link level, on macOS: something is sent to it, then the kernel's table is looked at.

A person has no right to send ARP itself, but any packet makes the kernel do so.
A row that was found before says nothing of now; then only an answer to a ping
does, and without one it stays unknown.
"""

from __future__ import annotations

import socket
import time
from ipaddress import ip_address

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.printing import Record

_PATIENCE, _STEP = 1.6, 0.2
_DISCARD = 9
_ANSWERED, _UNANSWERED, _OLD = "answered", "unanswered", "old"


def ask(run: Run, link: str, address: str) -> Record:
    try:
        family = ip_address(address.partition("%")[0]).version
    except ValueError:
        return {"answers": None, "why": f"{address} is no address"}
    end = time.monotonic() + _PATIENCE
    _prod(link, address, family)
    state = _state(run, link, address, family)
    while state != _ANSWERED and time.monotonic() < end:
        time.sleep(_STEP)
        state = _state(run, link, address, family)
    if state == _OLD and _pings(run, link, address, family):
        state = _ANSWERED
    said = {_ANSWERED: True, _UNANSWERED: False}.get(state)
    return {"answers": said, "why": f"the table of neighbours says: {state or 'nothing'}"}


def _prod(link: str, address: str, family: int) -> None:
    """One small packet to where nobody listens."""
    plain = address.partition("%")[0]
    try:
        with socket.socket(socket.AF_INET if family == 4 else socket.AF_INET6, socket.SOCK_DGRAM) as way:
            way.setblocking(False)
            target = (plain, _DISCARD) if family == 4 else (plain, _DISCARD, 0, socket.if_nametoindex(link))
            way.sendto(b"", target)
    except OSError:
        return


def _state(run: Run, link: str, address: str, family: int) -> str:
    argv = ["/usr/sbin/arp", "-anl"] if family == 4 else ["/usr/sbin/ndp", "-an"]
    try:
        printed = run(argv, 0.8).out
    except CallProblem:
        return ""
    return arp_state(printed, link, address) if family == 4 else ndp_state(printed, link, address)


def arp_state(printed: str, link: str, address: str) -> str:
    """Of ``arp -anl``: neighbour, its hardware, how long it counts as reachable outwards and inwards, link."""
    for line in printed.splitlines():
        words = line.split()
        if words[:1] == [address] and link in words[2:]:
            if "(incomplete)" in words:
                return _UNANSWERED
            return _OLD if words[2] in ("expired", "(none)") else _ANSWERED
    return ""


def ndp_state(printed: str, link: str, address: str) -> str:
    """Of ``ndp -an``: neighbour, its hardware, link, expiry, state: R reachable, I incomplete, S stale and others."""
    for line in printed.splitlines():
        words = line.split()
        if len(words) >= 4 and words[0].partition("%")[0] == address.partition("%")[0] and words[2] == link:
            if "(incomplete)" in words or "I" in words[4:5]:
                return _UNANSWERED
            return _ANSWERED if "R" in words[4:5] else _OLD
    return ""


def _pings(run: Run, link: str, address: str, family: int) -> bool:
    plain = address.partition("%")[0]
    argv = ["/sbin/ping", "-n", "-c", "1", "-t", "1", plain]
    if family == 6:
        argv = ["/sbin/ping6", "-n", "-c", "1", f"{plain}%{link}" if ip_address(plain).is_link_local else plain]
    try:
        return run(argv, 1.2).code == 0
    except CallProblem:
        return False
