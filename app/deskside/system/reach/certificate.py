"""What a certificate says of itself: who issued it, until when, and for which names. As little of DER as that needs.

Python reads a certificate to us only when it has been found good; the ones
people have to be told about are the others.
"""

from __future__ import annotations

import calendar
import ipaddress
from collections.abc import Iterator
from typing import NamedTuple

_SEQUENCE, _SET, _OID, _UTC, _GENERAL, _BYTES, _EXTENSIONS, _VERSION = 0x30, 0x31, 0x06, 0x17, 0x18, 0x04, 0xA3, 0xA0
_COMMON_NAME, _ORGANISATION = b"\x55\x04\x03", b"\x55\x04\x0a"
_OTHER_NAMES = b"\x55\x1d\x11"
_DNS, _ADDRESS = 0x82, 0x87


class Described(NamedTuple):
    issuer: str
    until: float
    names: list[str]


def describe(der: bytes) -> Described:
    """Raises ``ValueError`` for what is no certificate."""
    try:
        fields = list(_parts(_only(_only(der))))
        if fields[0][0] == _VERSION:
            fields.pop(0)
        issuer, validity, subject = fields[2][1], fields[3][1], fields[4][1]
        until = _time(*list(_parts(validity))[1])
        return Described(_named(issuer), until, _names(fields) or [name for name in [_common_name(subject)] if name])
    except (IndexError, UnicodeDecodeError) as problem:
        raise ValueError("not a certificate") from problem


def _parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Tag and content of each element."""
    at = 0
    while at < len(data):
        tag, length, at = data[at], data[at + 1], at + 2
        if length & 0x80:
            size = length & 0x7F
            length, at = int.from_bytes(data[at : at + size], "big"), at + size
        if at + length > len(data):
            raise ValueError("an element longer than the certificate")
        yield tag, data[at : at + length]
        at += length


def _only(data: bytes) -> bytes:
    """The content of the first element."""
    return next(_parts(data), (0, b""))[1]


def _attributes(name: bytes) -> dict[bytes, str]:
    found: dict[bytes, str] = {}
    for _, group in _parts(name):
        for _, pair in _parts(group):
            (_, kind), (tag, value) = list(_parts(pair))[:2]
            found.setdefault(kind, value.decode("utf-16-be" if tag == 0x1E else "utf-8", "replace"))
    return found


def _named(name: bytes) -> str:
    told = _attributes(name)
    organisation, common = told.get(_ORGANISATION, ""), told.get(_COMMON_NAME, "")
    return (common if organisation in common else f"{organisation} {common}".strip())[:200]


def _common_name(name: bytes) -> str:
    return _attributes(name).get(_COMMON_NAME, "")


def _names(fields: list[tuple[int, bytes]]) -> list[str]:
    found = []
    for tag, content in fields:
        if tag != _EXTENSIONS:
            continue
        for _, extension in _parts(_only(content)):
            parts = list(_parts(extension))
            if parts[0][1] == _OTHER_NAMES:
                found += [_name(*one) for one in _parts(_only(parts[-1][1]))]
    return [name for name in found if name][:50]


def _name(tag: int, value: bytes) -> str:
    if tag == _DNS:
        return value.decode("ascii", "replace")
    return str(ipaddress.ip_address(value)) if tag == _ADDRESS and len(value) in (4, 16) else ""


def _time(tag: int, value: bytes) -> float:
    """Seconds since 1970 of "260102030405Z", or with four digits for the year."""
    text = value.decode("ascii")
    if tag == _UTC:
        text = ("19" if text[:2] >= "50" else "20") + text
    numbers = [int(text[:4]), *(int(text[at : at + 2]) for at in range(4, 14, 2))]
    return float(calendar.timegm((*numbers, 0, 0, 0)))
