"""The Internet Printing Protocol's messages, by hand: requests to bytes, answers to plain data.

Only what asking and steering a queue takes (RFC 8010). What a printer sends is
not trusted: every length is checked, nested collections are skipped without
recursion, and there is a most of everything.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from deskside.errors import Unavailable

Value: TypeAlias = int | bool | str
Attributes: TypeAlias = dict[str, list[Value]]

OPERATION, JOB, END, PRINTER = 0x01, 0x02, 0x03, 0x04
INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
NAME, KEYWORD, URI, CHARSET, LANGUAGE = 0x42, 0x44, 0x45, 0x47, 0x48
_BEGIN_COLLECTION, _END_COLLECTION = 0x34, 0x37
_WITH_LANGUAGE = (0x35, 0x36)
_TEXTS = range(0x40, 0x50)
_MOST_VALUES = 50_000

CANCEL_JOB, GET_JOB_ATTRIBUTES = 0x0008, 0x0009
GET_JOBS, GET_PRINTER_ATTRIBUTES = 0x000A, 0x000B
HOLD_JOB, RELEASE_JOB, RESTART_JOB = 0x000C, 0x000D, 0x000E
PAUSE_PRINTER, RESUME_PRINTER = 0x0010, 0x0011
CUPS_GET_DEFAULT, CUPS_GET_PRINTERS = 0x4001, 0x4002
CUPS_ACCEPT_JOBS, CUPS_REJECT_JOBS = 0x4008, 0x4009

NOT_FOUND = 0x0406
NOT_PERMITTED = (0x0401, 0x0402, 0x0403)
"""forbidden, not authenticated, not authorized."""


class Item(NamedTuple):
    """One attribute of a request."""

    tag: int
    name: str
    values: Sequence[Value]


class Reply(NamedTuple):
    status: int
    groups: list[tuple[int, Attributes]]

    @property
    def ok(self) -> bool:
        return self.status < 0x0100

    def of(self, tag: int) -> Iterator[Attributes]:
        """The attributes of every group of this kind."""
        return (attributes for kind, attributes in self.groups if kind == tag)


def request(operation: int, items: Iterable[Item], *, version: tuple[int, int] = (2, 0), number: int = 1) -> bytes:
    """The bytes of a request whose attributes all are operation attributes."""
    parts = [struct.pack(">BBHIB", *version, operation, number, OPERATION)]
    head = (Item(CHARSET, "attributes-charset", ["utf-8"]), Item(LANGUAGE, "attributes-natural-language", ["en"]))
    for item in (*head, *items):
        name = item.name.encode()
        for value in item.values:
            data = _encoded(item.tag, value)
            parts.append(struct.pack(">BH", item.tag, len(name)) + name + struct.pack(">H", len(data)) + data)
            name = b""
    parts.append(bytes([END]))
    return b"".join(parts)


def _encoded(tag: int, value: Value) -> bytes:
    if tag == BOOLEAN:
        return bytes([bool(value)])
    if tag in (INTEGER, ENUM):
        return struct.pack(">i", int(value))
    return str(value).encode()


def reply(data: bytes) -> Reply:
    """An answer as plain data; ``Unavailable`` when it is no IPP answer."""
    try:
        status = struct.unpack_from(">BBHI", data)[2]
        return Reply(status, _groups(data))
    except (struct.error, IndexError) as problem:
        raise Unavailable("ipp", f"not an IPP answer: {problem}") from problem


def _groups(data: bytes) -> list[tuple[int, Attributes]]:
    groups: list[tuple[int, Attributes]] = []
    values: list[Value] = []
    place, depth, seen = 8, 0, 0
    while (tag := data[place]) != END:
        place += 1
        if tag < 0x10:
            groups.append((tag, {}))
            continue
        name, place = _counted(data, place)
        raw, place = _counted(data, place)
        seen += 1
        if seen > _MOST_VALUES or not groups:
            raise Unavailable("ipp", "too many values" if groups else "a value outside a group")
        if name and depth == 0:
            values = groups[-1][1].setdefault(name.decode("utf-8", "replace"), [])
        depth += (tag == _BEGIN_COLLECTION) - (tag == _END_COLLECTION and depth > 0)
        if depth == 0 and (value := _decoded(tag, raw)) is not None:
            values.append(value)
    return groups


def _counted(data: bytes, place: int) -> tuple[bytes, int]:
    """A length of two bytes and what it counts; and where that ends."""
    (length,) = struct.unpack_from(">H", data, place)
    end = place + 2 + length
    if end > len(data):
        raise IndexError(f"{length} bytes are promised at {place}")
    return data[place + 2 : end], end


def _decoded(tag: int, raw: bytes) -> Value | None:
    """None for what nobody here asks about: dates, ranges, resolutions, "no value"."""
    if tag in (INTEGER, ENUM):
        return int(struct.unpack(">i", raw)[0])
    if tag == BOOLEAN:
        return raw != b"\0"
    if tag in _WITH_LANGUAGE:
        _, place = _counted(raw, 0)
        raw, _ = _counted(raw, place)
        return raw.decode("utf-8", "replace")
    return raw.decode("utf-8", "replace") if tag in _TEXTS else None


def text(attributes: Attributes, name: str) -> str:
    """The first value as text, "" when there is none."""
    return next((str(value) for value in attributes.get(name, ())), "")


def number(attributes: Attributes, name: str) -> int:
    """The first value as a whole number, 0 when there is none."""
    return next((int(value) for value in attributes.get(name, ()) if isinstance(value, int)), 0)


def words(attributes: Attributes, name: str) -> list[str]:
    """All keyword values but "none"."""
    return [str(value) for value in attributes.get(name, ()) if value != "none"]
