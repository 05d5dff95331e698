"""Where a printer is that announces itself on the network: one question to all who listen there (RFC 6762).

Asked from a port of our own, so that the answer comes to us alone, and on every
link, because the way to the printer is seldom the way to the internet. Who
stays silent may be on a link where such questions do not pass: that says nothing.
"""

from __future__ import annotations

import secrets
import select
import socket
import struct
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

GROUP = ("224.0.0.251", 5353)
PATIENCE = 0.8
_PRINTERS = "_ipp._tcp.local"
_ADDRESS, _POINTER, _TEXT, _SERVICE = 1, 12, 16, 33
_INTERNET = 1
_AGAIN = 0.25
"""Seconds after which the question is asked anew: the first may get lost."""


class _Record(NamedTuple):
    name: str
    kind: int
    start: int
    end: int


def find(name: str, patience: float = PATIENCE, group: tuple[str, int] = GROUP) -> str:
    """The address of "Office._ipp._tcp.local": "ipp://192.0.2.30:631/ipp/print"; "" when nobody says."""
    name = name.rstrip(".")
    return _ask(_labels(name), (_SERVICE, _TEXT), lambda data, sender: _told(data, name, sender), patience, group)


def named(fits: Callable[[str], bool], patience: float = PATIENCE, group: tuple[str, int] = GROUP) -> str:
    """The whole name of the first printer that announces itself by a name of its own that ``fits``; "" for none."""

    def hear(data: bytes, _sender: str) -> str:
        pointers = [one for one in _records(data) if one.kind == _POINTER and one.name.casefold() == _PRINTERS]
        names = [_name(data, one.start)[0] for one in pointers]
        return next((name for name in names if fits(name.removesuffix(f".{_PRINTERS}"))), "")

    return _ask([part.encode() for part in _PRINTERS.split(".")], (_POINTER,), hear, patience, group)


def _ask(
    labels: Sequence[bytes],
    kinds: Sequence[int],
    hear: Callable[[bytes, str], str],
    patience: float,
    group: tuple[str, int],
) -> str:
    """What ``hear`` makes of the first answer it can use."""
    number = secrets.randbelow(1 << 16)
    name = b"".join(bytes([len(part)]) + part for part in labels) + b"\0"
    asked = b"".join(name + struct.pack(">HH", kind, _INTERNET) for kind in kinds)
    question = struct.pack(">HHHHHH", number, 0, len(kinds), 0, 0, 0) + asked
    end, next_try = time.monotonic() + patience, 0.0
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        while (now := time.monotonic()) < end:
            if now >= next_try:
                _send(line, question, group)
                next_try = now + _AGAIN
            if not select.select([line], [], [], max(0.0, min(end, next_try) - now))[0]:
                continue
            with suppress(OSError, struct.error, IndexError, KeyError):  # what is no answer to us
                data, sender = line.recvfrom(9000)
                if struct.unpack_from(">H", data)[0] == number and data[2] & 0x80 and (told := hear(data, sender[0])):
                    return told
    return ""


def _send(line: socket.socket, question: bytes, group: tuple[str, int]) -> None:
    """On every link that takes it."""
    for number, _name in socket.if_nameindex():
        with suppress(OSError):
            line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, struct.pack("4s4si", b"", b"", number))
            line.sendto(question, group)


def _labels(name: str) -> list[bytes]:
    """The printer's own name is one label, whatever dots and blanks are in it."""
    for kind in ("._ipp._tcp.", "._ipps._tcp.", "._printer._tcp.", "._pdl-datastream._tcp."):
        own, found, domain = name.partition(kind)
        if found:
            rest = [*kind.strip(".").split("."), *domain.split(".")]
            return [own.encode()[:63], *(part.encode() for part in rest)]
    return [part.encode()[:63] for part in name.split(".")]


def _told(data: bytes, name: str, sender: str) -> str:
    """The address in an answer."""
    records = list(_records(data))
    ours = {one.kind: one for one in records if one.name.casefold() == name.casefold()}
    service = ours[_SERVICE]
    port = int(struct.unpack_from(">H", data, service.start + 4)[0])
    host = _name(data, service.start + 6)[0]
    text = ours.get(_TEXT)
    path = _path(data[text.start : text.end]) if text else ""
    addresses = [one for one in records if one.kind == _ADDRESS and one.name.casefold() == host.casefold()]
    address = socket.inet_ntoa(data[addresses[0].start : addresses[0].end]) if addresses else sender
    scheme = "ipps" if "._ipps._tcp" in name.casefold() else "ipp"
    return f"{scheme}://{address}:{port}/{path or 'ipp/print'}"


def _records(data: bytes) -> Iterator[_Record]:
    questions, *counts = struct.unpack_from(">HHHH", data, 4)
    at = 12
    for _ in range(questions):
        at = _name(data, at)[1] + 4
    for _ in range(min(sum(counts), 100)):
        name, at = _name(data, at)
        kind, length = struct.unpack_from(">H6xH", data, at)
        at += 10
        yield _Record(name, kind, at, at + length)
        at += length


def _name(data: bytes, at: int) -> tuple[str, int]:
    """A name and where it ends; a part of it may stand elsewhere in the answer."""
    parts: list[str] = []
    after = 0
    for _ in range(40):
        size = data[at]
        if size >= 0xC0:
            after = after or at + 2
            at = (size & 0x3F) << 8 | data[at + 1]
        elif size:
            parts.append(data[at + 1 : at + 1 + size].decode("utf-8", "replace"))
            at += 1 + size
        else:
            return ".".join(parts), after or at + 1
    raise IndexError("a name without an end")


def _path(texts: bytes) -> str:
    """The "rp" among the texts of a printer: what comes after its port."""
    at = 0
    while at < len(texts):
        text = texts[at + 1 : at + 1 + texts[at]]
        if text[:3].lower() == b"rp=":
            return text[3:].decode("utf-8", "replace").lstrip("/")
        at += 1 + texts[at]
    return ""
