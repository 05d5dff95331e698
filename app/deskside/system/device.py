"""Asking the printer itself: is it there, and what does it say of its paper, toner and covers?

The print system says "ok" while a printer is switched off, so its own address
is used: IPP where it speaks that, otherwise only whether it takes a connection.
Of a printer on a cable all that can be seen is whether it is plugged in and on.
"""

from __future__ import annotations

import errno
import re
import socket
import time
from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit, urlunsplit

from deskside.errors import CallProblem, TookTooLong, Unavailable
from deskside.system import announced, cable, ipp, wire
from deskside.system.commands import Run
from deskside.system.printing import Record

_MOST = 512 * 1024
_PORTS = {"ipp": 631, "ipps": 631, "http": 80, "https": 443, "socket": 9100, "lpd": 515, "smb": 445}
_SPEAK_IPP = ("ipp", "ipps", "http", "https")
_MAY_SPEAK_IPP = ("socket", "lpd", "hp")
_ASIDE = 0.8
"""Seconds for a question that need not be answered."""
STATES = {3: "idle", 4: "printing", 5: "stopped"}
_OUR_OWN_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL)
_WANTED = ["printer-state", "printer-state-reasons", "printer-state-message", "printer-is-accepting-jobs"]


class _Place(NamedTuple):
    """Where a network printer is."""

    uri: str
    address: wire.Address
    path: str
    scheme: str


def ask(uri: str, run: Run, deadline: float, connect_deadline: float, plugged: cable.Look = cable.unknown) -> Record:
    """What the printer behind ``uri`` says of itself, in the table's shape. Never raises for a printer's silence."""
    try:
        if cable.on_cable(uri):
            return _on_cable(uri, plugged())
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
    silent: bool = False,
) -> Record:
    return {
        "reachable": reachable,
        "networked": networked,
        "state": state,
        "reasons": reasons or [],
        "accepting": accepting,
        "why": why[:500],
        "silent": silent,
    }


def _on_cable(uri: str, plugged: Sequence[cable.Plugged] | None) -> Record:
    if plugged is None:
        return record(None, networked=False, why="what is plugged in cannot be seen")
    seen = cable.there(uri, plugged)
    why = {None: "another printer is plugged in", False: "no printer is plugged in", True: ""}[seen]
    return record(seen, networked=False, why=why)


def _visit(place: _Place, deadline: float, connect_deadline: float, *, announced: bool) -> Record:
    try:
        line = wire.connect(place.address, connect_deadline)
    except CallProblem as problem:
        return record(_absent(place.address, problem, announced=announced), networked=True, why=problem.why)
    with line:
        if place.scheme not in _SPEAK_IPP:
            return _aside(place)
        try:
            return _state(line, place, deadline)
        except CallProblem as problem:
            why = f"it takes a connection, then: {problem.why}"
            return record(True, networked=True, why=why, silent=isinstance(problem, TookTooLong))


def _aside(place: _Place) -> Record:
    """What it says over IPP, where it prints in another way: most printers speak that too."""
    told = record(True, networked=True)
    if place.scheme not in _MAY_SPEAK_IPP:
        return told
    address = place.address._replace(port=_PORTS["ipp"])
    beside = _Place(f"ipp://{address}/ipp/print", address, "/ipp/print", "ipp")
    deadline = time.monotonic() + _ASIDE
    try:
        with wire.connect(address, deadline) as line:
            return _state(line, beside, deadline)
    except CallProblem:
        return told


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
    return _Place(plain, address, parts.path or "/", parts.scheme)


class _NobodyAnswers(Exception):
    """No printer answers to the name it was announced by."""


def _found_by_name(uri: str, run: Run) -> str:
    """The address behind a name that printers announce on the network."""
    parts = urlsplit(uri)
    if parts.scheme == "implicitclass":
        return _found_by_queue(unquote(parts.netloc or parts.path.strip("/"))) or uri
    if parts.scheme != "dnssd" and "._tcp." not in parts.netloc:
        return uri
    name = unquote(parts.netloc)
    if told := announced.find(name):
        return told
    ran = run(["ippfind", "-T", "2", name if name.endswith(".") else f"{name}."], 2.8)
    if ran.code not in (0, 1):
        raise Unavailable("ippfind", ran.err.strip()[:200])
    found = ran.out.split()
    if not found:
        raise _NobodyAnswers
    return found[0]


def _found_by_queue(queue: str) -> str:
    """The address of the announced printer that cups-browsed made a queue of; "" when it is not plain which."""
    name = announced.named(lambda own: _as_queue(own) == _as_queue(queue))
    return announced.find(name) if name else ""


def _as_queue(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
