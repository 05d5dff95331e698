"""Reads a packed file (zip) that anyone may have made. Nothing is ever written to disk.

Not by the standard library, which believes what such a file says of itself:
here every byte has to belong to exactly one part, what stands twice has to
agree, and sizes are known before anything is unpacked. Of the many kinds of
zip files only the plain ones are read: packed by deflate or not at all, no
passwords, no links or folders, nothing in front, between or behind.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from msgspec import Struct

from deskside.diagnostics.archive_list import DEFLATED, Entry, edges, listed
from deskside.diagnostics.bundle_form import READ_ALL, READ_FILE, READ_PART, READ_RATIO, SMALL
from deskside.errors import BundleProblem
from deskside.language import _


class Most(Struct, frozen=True):
    """How large a packed file, one part of it and all of them may be."""

    file: int = READ_FILE
    part: int = READ_PART
    all: int = READ_ALL


class Part(Struct, frozen=True):
    name: str
    content: bytes


def read_archive(data: bytes, most: Most | None = None) -> tuple[Part, ...]:
    """What is packed in ``data``, in its order. BundleProblem when that is not safe to know.

    Uses at most ``most.all`` bytes, and time in proportion to what it reads.
    """
    most = most or Most()
    if len(data) > most.file:
        raise BundleProblem("the file is too large", says=_("This packed file is too large to be opened here."))
    entries = listed(data)
    _check_sizes(entries, len(data), most)
    return tuple(Part(entry.name, content) for entry, content in zip(entries, _unpacked(data, entries), strict=True))


def _check_sizes(entries: list[Entry], length: int, most: Most) -> None:
    total = sum(entry.size for entry in entries)
    if any(entry.size > most.part for entry in entries) or total > most.all:
        raise BundleProblem("too large unpacked", says=_("What is in this packed file is too large to be opened here."))
    if total > SMALL and total > length * READ_RATIO:
        raise BundleProblem("packed too tightly")


def _unpacked(data: bytes, entries: list[Entry]) -> Iterator[bytes]:
    for entry in entries:
        begin, end = edges(data, entry)
        content = data[begin:end] if entry.method != DEFLATED else _inflated(data[begin:end], entry.size)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise BundleProblem("a part is not what it was", says=_("This packed file is damaged."))
        yield content


def _inflated(packed: bytes, size: int) -> bytes:
    """Never more than ``size`` bytes, and one to see that there are more."""
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = stream.decompress(packed, size + 1)
    except zlib.error as problem:
        raise BundleProblem("a part is damaged", says=_("This packed file is damaged.")) from problem
    if not stream.eof or stream.unused_data or stream.unconsumed_tail:
        raise BundleProblem("a part is longer than it says")
    return content
