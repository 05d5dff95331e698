"""How large a PNG or JPEG says it is: a small file may claim more pixels than a computer has memory for."""

from __future__ import annotations

import struct

from msgspec import Struct

MOST_PIXELS = 3840 * 2160
"""A whole large screen. More is never seen of a picture on a page, and takes longer to unpack than anybody waits."""
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that tell its size."""
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
"""Markers with nothing behind them."""


class Size(Struct, frozen=True):
    width: int
    height: int

    @property
    def pixels(self) -> int:
        return self.width * self.height


def image_size(content: bytes) -> Size | None:
    """None when it is neither a PNG nor a JPEG, or does not say."""
    if content.startswith(PNG):
        return Size(*struct.unpack(">II", content[16:24])) if content[12:16] == b"IHDR" and len(content) > 24 else None
    return _of_jpeg(content) if content.startswith(JPEG) else None


def _of_jpeg(content: bytes) -> Size | None:
    at = 2
    while at + 9 < len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return Size(width, height)
        at += 1 if marker == 0xFF else 2 if marker in _BARE else 2 + int.from_bytes(content[at + 2 : at + 4])
    return None
