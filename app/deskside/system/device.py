"""Asking the printer itself: is it there, and what does it say of its paper, toner and covers?

The print system says "ok" while a printer is switched off, so its own address
is used: IPP where it speaks that, otherwise only whether it takes a connection.
"""

from __future__ import annotations

import errno
import socket
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

from deskside.errors import CallProblem, Unavailable
from deskside.system import ipp, wire
from deskside.system.commands import Run
from deskside.system.printing import Record

_MOST = 512 * 1024
_PORTS = {"ipp": 631, "ipps": 631, "http": 80, "https": 443, "socket": 9100, "lpd": 515, "smb": 445}
_SPEAK_IPP = ("ipp", "ipps", "http", "https")
STATES = {3: "idle", 4: "printing", 5: "stopped"}
_OUR_OWN_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL)
_WANTED = ["printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs"]


class _Place(NamedTuple):
    """Where a network printer is."""

    uri: str
    address: wire.Address
    path: str
    speaks_ipp: bool


def ask(uri: str, run: Run, deadline: float, connect_deadline: float) -> Record:
    """What the printer behind ``uri`` says of itself, in the table's shape. Never raises for a printer's silence."""
    try:
        found = _found_by_name(uri, run)
        place = _place(found)
    except CallProblem as problem:
        return record(None, networked=True, why=problem.why)
    except _NobodyAnswers:
        return record(False, networked=True, why="no printer of this name answers on the network")
    except ValueError as problem:
        return record(None, networked=True, why=f"an address that cannot be read: {problem}")
    if place is None:
        return record(None, networked=False, why="not a network printer")
    return _visit(place, deadline, connect_deadline, announced=found != uri)


def record(
    reachable: bool | None,
    *,
    networked: bool,
    state: str = "",
    reasons: list[str] | None = None,
    accepting: bool | None = None,
    why: str = "",
) -> Record:
    return {
        "reachable": reachable,
        "networked": networked,
        "state": state,
        "reasons": reasons or [],
        "accepting": accepting,
        "why": why[:500],
    }


def _visit(place: _Place, deadline: float, connect_deadline: float, *, announced: bool) -> Record:
    try:
        line = wire.connect(place.address, connect_deadline)
    except CallProblem as problem:
        return record(_absent(place.address, problem, announced=announced), networked=True, why=problem.why)
    with line:
        if not place.speaks_ipp:
            return record(True, networked=True)
        try:
            return _state(line, place, deadline)
        except CallProblem as problem:
            return record(True, networked=True, why=f"it takes a connection, then: {problem.why}")


def _absent(address: wire.Address, problem: CallProblem, *, announced: bool) -> bool | None:
    """False: the printer is not there. None: it may well be, and this computer cannot get to it.

    A name of the printer's own that is not found means that it is off, unless it has just announced itself.
    """
    if isinstance(problem, wire.NameUnknown):
        return False if address.host.endswith(".local") and not announced else None
    cause = problem.__cause__
    if isinstance(cause, TimeoutError):
        return False
    return None if not isinstance(cause, OSError) or cause.errno in _OUR_OWN_NETWORK else False


def _state(line: socket.socket, place: _Place, deadline: float) -> Record:
    items = [
        ipp.Item(ipp.URI, "printer-uri", [place.uri]),
        ipp.Item(ipp.KEYWORD, "requested-attributes", _WANTED),
    ]
    body = ipp.request(ipp.GET_PRINTER_ATTRIBUTES, items, version=(1, 1))
    said = wire.talk(line, place.address, place.path, body, deadline=deadline, most=_MOST)
    if said.status != 200:
        raise Unavailable(str(place.address), f"HTTP {said.status}")
    answer = ipp.reply(said.body)
    if not answer.ok:
        raise Unavailable(str(place.address), f"IPP status 0x{answer.status:04x}")
    for attributes in answer.of(ipp.PRINTER):
        accepting = attributes.get("printer-is-accepting-jobs", [None])[0]
        return record(
            True,
            networked=True,
            state=STATES.get(ipp.number(attributes, "printer-state"), ""),
            reasons=ipp.words(attributes, "printer-state-reasons")[:50],
            accepting=accepting if isinstance(accepting, bool) else None,
            why=ipp.text(attributes, "printer-state-message"),
        )
    raise Unavailable(str(place.address), "the answer names no printer")


def _place(uri: str) -> _Place | None:
    """None for a printer on a cable, or one whose address does not say where it is."""
    parts = urlsplit(uri)
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "hp" and parts.path.startswith("/net/"):
        host, port = next(iter(parse_qs(parts.query).get("ip", [])), ""), _PORTS["socket"]
    elif parts.scheme not in _PORTS:
        return None
    if not host:
        return None
    address = wire.Address(host=host, port=port or _PORTS[parts.scheme], tls=parts.scheme in ("ipps", "https"))
    plain = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path or "/", "", ""))
    return _Place(plain, address, parts.path or "/", parts.scheme in _SPEAK_IPP)


class _NobodyAnswers(Exception):
    """No printer answers to the name it was announced by."""


def _found_by_name(uri: str, run: Run) -> str:
    """The address behind a name that printers announce on the network."""
    parts = urlsplit(uri)
    if parts.scheme != "dnssd" and "._tcp." not in parts.netloc:
        return uri
    name = unquote(parts.netloc)
    ran = run(["ippfind", "-T", "2", name if name.endswith(".") else f"{name}."], 2.8)
    if ran.code not in (0, 1):
        raise Unavailable("ippfind", ran.err.strip()[:200])
    found = ran.out.split()
    if not found:
        raise _NobodyAnswers
    return found[0]
