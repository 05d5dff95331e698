"""A PNG with nothing but its picture: no place, no name of a program, no remark, nothing hidden behind its end."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from deskside.errors import NeedsEdit
from deskside.language import _

BEGINNING = b"\x89PNG\r\n\x1a\n"
MOST_PIXELS = 40_000_000
"""More than two large screens side by side."""
_PICTURE = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
"""What is needed to draw it. Everything else can tell something and is left out."""


def bare_png(name: str, content: bytes) -> bytes:
    """``content`` again, bare. Raises NeedsEdit for what is no whole PNG, or one that is unreasonably large."""
    parts = list(_parts(name, content))
    if [part for part, _data in parts[:1]] != [b"IHDR"] or parts[-1][0] != b"IEND" or len(parts[0][1]) != 13:
        raise _damaged(name)
    width, height = struct.unpack(">II", parts[0][1][:8])
    if not 0 < width * height <= MOST_PIXELS:
        says = _("The picture {name} is too large. A smaller part of it is enough.").format(name=name)
        raise NeedsEdit(f"{name}: {width} x {height}", says=says)
    return BEGINNING + b"".join(_chunk(kind, data) for kind, data in parts if kind in _PICTURE)


def _parts(name: str, content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Every part of the file with its data, up to its end."""
    if not content.startswith(BEGINNING):
        raise _damaged(name)
    at = len(BEGINNING)
    while at + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, at)
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        checksum = content[at + 8 + length : at + 12 + length]
        if len(checksum) != 4 or zlib.crc32(data, zlib.crc32(kind)) != int.from_bytes(checksum):
            raise _damaged(name)
        yield kind, data
        if kind == b"IEND":
            return
        at += 12 + length
    raise _damaged(name)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(data, zlib.crc32(kind)))


def _damaged(name: str) -> NeedsEdit:
    return NeedsEdit(f"{name}: not a whole PNG", says=_("{name} is not a whole picture.").format(name=name))
