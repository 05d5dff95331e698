"""Asking the Linux kernel about links, addresses, routes and neighbours over netlink: no program, a millisecond.

Answers are plain tuples with the kernel's own numbers; what they mean to a
person is decided elsewhere. Parsing takes bytes, so recordings can be read too.
"""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from typing import NamedTuple

from deskside.errors import Unavailable

GET_LINKS, GET_ADDRESSES, GET_ROUTES, GET_NEIGHBOURS = 18, 22, 26, 30
_NEW_LINK, _NEW_ADDRESS, _NEW_ROUTE, _NEW_NEIGHBOUR = 16, 20, 24, 28
_ERROR, _DONE = 2, 3
_REQUEST, _DUMP = 0x1, 0x300
HEAD = struct.Struct("=IHHII")
_UP = 0x1
FOREVER = 0xFFFFFFFF
MAIN_TABLE = 254


class Link(NamedTuple):
    number: int
    name: str
    hardware: int
    """The kernel's ARPHRD number: 1 for Ethernet and Wi-Fi."""
    flags: int
    mtu: int
    carrier: bool | None
    made_by: str
    """"veth", "bridge", "wireguard" …; "" for hardware."""
    master: int
    elsewhere: bool
    """Its other end lies in another network namespace."""


class Address(NamedTuple):
    link: int
    family: int
    address: str
    prefix: int
    scope: int
    flags: int
    valid: int
    """Seconds; ``FOREVER`` when nobody lent it."""
    origin: int
    """1 the kernel's own, 2 from a router's announcement, 3 link-local; 0 unknown (before Linux 5.18)."""


class Route(NamedTuple):
    family: int
    to: str
    """"default" or "10.0.0.0/8"."""
    gateway: str
    link: int
    metric: int
    origin: int
    """The kernel's protocol number: 16 is DHCP, 9 a router's announcement, 3 someone's command."""


class Neighbour(NamedTuple):
    link: int
    address: str
    state: int


def links(data: bytes) -> list[Link]:
    return [_link(body) for body in _messages(data, _NEW_LINK)]


def addresses(data: bytes) -> list[Address]:
    return [_address(body) for body in _messages(data, _NEW_ADDRESS)]


def routes(data: bytes) -> list[Route]:
    """Only those that everyday traffic is sent by: the main table's."""
    return [route for body in _messages(data, _NEW_ROUTE) for route in _routes(body)]


def neighbours(data: bytes) -> list[Neighbour]:
    found = []
    for body in _messages(data, _NEW_NEIGHBOUR):
        family, number, state = struct.unpack_from("=B3xiH", body)
        told = _attributes(body[12:])
        if 1 in told and family in (socket.AF_INET, socket.AF_INET6):
            found.append(Neighbour(number, _text(family, told[1]), state))
    return found


def ask(what: int, family: int = 0) -> bytes:
    """The kernel's whole list: all messages of its answer."""
    with connection() as talk:
        # a link's message wants its whole fixed part; it does no harm to the others
        talk.send(message(what, _REQUEST | _DUMP, struct.pack("=B15x", family)))
        parts = []
        while True:
            data = talk.recv(1 << 18)
            parts.append(data)
            if _ends(data):
                return b"".join(parts)


def connection() -> socket.socket:
    if not hasattr(socket, "AF_NETLINK"):
        raise Unavailable("network", "no netlink on this system")
    try:
        talk = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW | socket.SOCK_CLOEXEC, socket.NETLINK_ROUTE)
    except OSError as problem:
        raise Unavailable("network", f"netlink: {problem}") from problem
    talk.settimeout(2.0)
    talk.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    talk.bind((0, 0))
    return talk


def message(what: int, flags: int, body: bytes) -> bytes:
    return HEAD.pack(HEAD.size + len(body), what, flags, 1, 0) + body


def attribute(number: int, data: bytes) -> bytes:
    return struct.pack("=HH", 4 + len(data), number) + data + bytes(-len(data) % 4)


def _walk(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each message's type and body."""
    while len(data) >= HEAD.size:
        length, what = struct.unpack_from("=IH", data)
        if length < HEAD.size:
            return
        yield what, data[HEAD.size : length]
        data = data[(length + 3) & ~3 :]


def _messages(data: bytes, wanted: int) -> Iterator[bytes]:
    return (body for what, body in _walk(data) if what == wanted)


def _ends(data: bytes) -> bool:
    for what, body in _walk(data):
        if what == _ERROR:
            raise Unavailable("network", f"netlink: {os.strerror(-struct.unpack_from('=i', body)[0])}")
        if what == _DONE:
            return True
    return False


def _attributes(data: bytes) -> dict[int, bytes]:
    told = {}
    while len(data) >= 4:
        length, number = struct.unpack_from("=HH", data)
        if length < 4:
            break
        told[number & 0x3FFF] = data[4:length]
        data = data[(length + 3) & ~3 :]
    return told


def _number(data: bytes) -> int:
    return int.from_bytes(data[:4], "little" if struct.pack("=H", 1)[0] else "big")


def _text(family: int, packed: bytes) -> str:
    return socket.inet_ntop(family, packed)


def family_of(address: str) -> int:
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def _link(body: bytes) -> Link:
    hardware, number, flags = struct.unpack_from("=2xHiI", body)
    told = _attributes(body[16:])
    made_by = _attributes(told.get(18, b"")).get(1, b"").rstrip(b"\0").decode("ascii", "replace")
    carrier = told[33][0] == 1 if told.get(33) else None
    return Link(
        number,
        told.get(3, b"").rstrip(b"\0").decode("utf-8", "replace"),
        hardware,
        flags,
        _number(told.get(4, b"")),
        carrier if flags & _UP else None,
        made_by,
        _number(told.get(10, b"")),
        37 in told,
    )


def _address(body: bytes) -> Address:
    family, prefix, flags, scope, number = struct.unpack_from("=BBBBi", body)
    told = _attributes(body[8:])
    packed = told.get(2) or told.get(1, b"")
    text = _text(family, packed) if family in (socket.AF_INET, socket.AF_INET6) else ""
    valid = struct.unpack_from("=I", told[6], 4)[0] if 6 in told else FOREVER
    flags = _number(told[8]) if 8 in told else flags
    return Address(number, family, text, prefix, scope, flags, valid, told[11][0] if told.get(11) else 0)


def _routes(body: bytes) -> Iterator[Route]:
    family, prefix, _, _, table, origin, _, kind = struct.unpack_from("=8B", body)
    told = _attributes(body[12:])
    table = _number(told[15]) if 15 in told else table
    if table != MAIN_TABLE or kind != 1 or family not in (socket.AF_INET, socket.AF_INET6):
        return
    to = f"{_text(family, told[1])}/{prefix}" if 1 in told else "default"
    metric = _number(told.get(6, b""))
    if 9 in told:
        for number, hop in _hops(told[9]):
            yield Route(family, to, _gateway(family, hop), number, metric, origin)
    else:
        yield Route(family, to, _gateway(family, told), _number(told.get(4, b"")), metric, origin)


def _hops(data: bytes) -> Iterator[tuple[int, dict[int, bytes]]]:
    """The several ways of one route, with the link of each."""
    while len(data) >= 8:
        length, number = struct.unpack_from("=HxxI", data)
        if length < 8:
            return
        yield number, _attributes(data[8:length])
        data = data[(length + 3) & ~3 :]


def _gateway(family: int, told: dict[int, bytes]) -> str:
    if 5 in told:
        return _text(family, told[5])
    if 18 in told:  # an IPv4 route by way of an IPv6 neighbour
        (other,) = struct.unpack_from("=H", told[18])
        return _text(other, told[18][2:])
    return ""
