"""Packed files made to do harm, each by its name: what it is made of, and what the reader must say of it."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable
from typing import Any

from msgspec import Struct

CENTRAL, LOCAL, END = "<4s6H3L5H2L", "<4s5H3L2H", "<4s4H2LH"
FACTS = json.dumps({"schema": 1, "groups": [], "facts": []}).encode()
EVIDENCE = json.dumps({"schema": 1, "evidence": {}}).encode()
GOOD = {"contents.txt": b"What is in this file\n", "facts.json": FACTS, "evidence.json": EVIDENCE, "agent.txt": b"ok\n"}


class Piece(Struct):
    """One part; what is None is what an honest packer would write."""

    name: bytes
    content: bytes = b""
    method: int = 8
    packed: bytes | None = None
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    flags: int = 0
    local_flags: int | None = None
    local_name: bytes | None = None
    local_size: int | None = None
    attributes: int = 0o100600 << 16
    extra: bytes = b""
    local_extra: bytes = b""
    behind: bytes = b""
    at: int | None = None


def deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


def packed(pieces: Iterable[Piece], *, front: bytes = b"", note: bytes = b"", **end: int) -> bytes:
    """The bytes of a zip file made of ``pieces``; ``end`` overrides what its last record says."""
    body, listing, count = bytearray(front), bytearray(), 0
    for piece in pieces:
        content = piece.packed if piece.packed is not None else piece.content
        if piece.packed is None and piece.method == 8:
            content = deflated(piece.content)
        crc = zlib.crc32(piece.content) if piece.crc is None else piece.crc
        size = len(piece.content) if piece.size is None else piece.size
        length = len(content) if piece.packed_size is None else piece.packed_size
        begin = len(body) if piece.at is None else piece.at
        if piece.at is None:
            name = piece.name if piece.local_name is None else piece.local_name
            flags = piece.flags if piece.local_flags is None else piece.local_flags
            told = size if piece.local_size is None else piece.local_size
            head = (b"PK\x03\x04", 20, flags, piece.method, 0, 33, crc, length, told, len(name), len(piece.local_extra))
            body += struct.pack(LOCAL, *head) + name + piece.local_extra + content + piece.behind
        sizes = (len(piece.name), len(piece.extra), 0)
        head = (b"PK\x01\x02", 0x314, 20, piece.flags, piece.method, 0, 33, crc, length, size, *sizes, 0, 0)
        listing += struct.pack(CENTRAL, *head, piece.attributes, begin) + piece.name + piece.extra
        count += 1
    told = {"disk": 0, "first": 0, "here": count, "count": count, "length": len(listing), "begin": len(body), **end}
    return bytes(body + listing) + struct.pack(END, b"PK\x05\x06", *told.values(), len(note)) + note


def pieces(**changed: dict[str, Any]) -> list[Piece]:
    """The four parts of a bundle; ``facts={"method": 12}`` makes one of them otherwise."""
    parts = {name: Piece(name.encode(), content) for name, content in GOOD.items()}
    for stem, change in changed.items():
        piece = next(piece for piece in parts.values() if piece.name.startswith(stem.encode()))
        for field, value in change.items():
            setattr(piece, field, value)
    return list(parts.values())


def named(name: bytes, flags: int = 0x800) -> bytes:
    return packed([Piece(name, b"x", flags=flags)])


def with_json(facts: bytes = FACTS, evidence: bytes = EVIDENCE) -> bytes:
    return packed(pieces(facts={"content": facts}, evidence={"content": evidence}))


def overlapping(count: int) -> bytes:
    """Every entry of the list is the same tightly packed part (Fifield's first construction)."""
    kernel = Piece(b"0", b"\0" * 2_000_000)
    return packed([kernel, *(Piece(b"%d" % number, kernel.content, at=0) for number in range(1, count))])


def quoted(count: int) -> bytes:
    """Each part's stored block quotes the heads of all after it and ends in the same kernel (Fifield's second)."""
    kernel = deflated(b"\0" * 1_000_000)
    plain = b"\0" * 1_000_000
    tail = struct.pack(LOCAL, b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(plain), len(kernel), len(plain), 1, 0)
    chain, entries = tail + b"z" + kernel, [(b"z", plain, len(kernel), len(tail) + 1 + len(kernel))]
    for number in range(count - 1):
        name, whole = b"%c" % (97 + number), chain[: len(chain) - len(kernel)] + entries[-1][1]
        quote = struct.pack("<BHH", 0, len(chain) - len(kernel), 0xFFFF - (len(chain) - len(kernel)))
        data = quote + chain
        head = struct.pack(LOCAL, b"PK\x03\x04", 20, 0, 8, 0, 33, zlib.crc32(whole), len(data), len(whole), 1, 0)
        chain = head + name + data
        entries.append((name, whole, len(data), len(chain)))
    listed = [
        Piece(name, content, packed=b"", packed_size=length, at=len(chain) - from_end)
        for name, content, length, from_end in reversed(entries)
    ]
    return packed(listed, front=chain)


def nested(depth: int) -> bytes:
    """A packed file in a packed file in a packed file, with much zero at its bottom."""
    content = packed([Piece(b"0.zip", b"\0" * 1_900_000)])
    for _level in range(depth):
        content = packed([Piece(b"%d.zip" % number, content, method=0) for number in range(16)])
    return content


def many(count: int) -> bytes:
    return packed(Piece(b"%d" % number, method=0) for number in range(count))


_WIDE = struct.pack("<HHQQ", 1, 16, 7, 7)
_OTHER_NAME = struct.pack("<HHBL", 0x7075, 8, 1, 0) + b"evi"
_LATE = {"flags": 0x8}
_DEEP = b'{"schema":1,"evidence":{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}}"
_LISTS = b'{"schema":1,"evidence":{"a":[' + b",".join([b"[]"] * 600_000) + b"]}}"

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "not a zip"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not a zip"),
    "only a beginning": (b"PK\x03\x04", "truncated"),
    "only an end": (packed([]), "its parts are"),
    "too large a file": (b"PK\x03\x04" + b"\0" * 9_000_000, "too large"),
    "junk in front": (b"#!/bin/sh\n" + packed(pieces()), "not a zip"),
    "junk in front that the list knows of": (packed(pieces(), front=b"PK\x03\x04"), "between"),
    "junk behind": (packed(pieces()) + b"junk", "no end"),
    "a note at the end": (packed(pieces(), note=b"hello"), "no end"),
    "another file in the note": (packed(pieces(), note=packed([Piece(b"x", b"evil")])), "end"),
    "junk between parts": (packed(pieces(facts={"behind": b"junk"})), "between"),
    "junk between the last part and the list": (packed(pieces(agent={"behind": b"junk"})), "between"),
    "more parts than it says": (packed(pieces(), here=3, count=3), "behind the list"),
    "fewer parts than it says": (packed(pieces(), here=5, count=5), "damaged"),
    "two counts": (packed(pieces(), here=3), "several files"),
    "a second disk": (packed(pieces(), disk=1), "several files"),
    "a list elsewhere": (packed(pieces(), begin=0), "does not end"),
    "a name twice": (packed([*pieces(), Piece(b"facts.json", FACTS)]), "twice"),
    "a name twice, but for its case": (packed([*pieces(), Piece(b"FACTS.JSON", FACTS)]), "twice"),
    "two names on the list, one in front": (packed(pieces(facts={"local_name": b"faxes.json"})), "something else"),
    "two sizes": (packed(pieces(facts={"local_size": 3})), "something else"),
    "two sets of flags": (packed(pieces(facts={"local_flags": 0x2})), "something else"),
    "another name in a note": (packed(pieces(facts={"extra": _OTHER_NAME})), "a note of"),
    "half a note": (packed(pieces(facts={"extra": b"\x01"})), "notes that are damaged"),
    "locked": (packed(pieces(facts={"flags": 0x1})), "flags"),
    "strongly locked": (packed(pieces(facts={"flags": 0x41})), "flags"),
    "its list locked": (packed(pieces(facts={"flags": 0x2000})), "flags"),
    "a patch of another file": (packed(pieces(facts={"flags": 0x20})), "flags"),
    "packed in a rare way": (packed(pieces(facts={"method": 14})), "way 14"),
    "packed in a way of its own": (packed(pieces(facts={"method": 99})), "way 99"),
    "not packed, and yet smaller": (packed(pieces(facts={"method": 0, "size": 3})), "way 0"),
    "zip64 sizes": (packed(pieces(facts={"size": 0xFFFFFFFF, "extra": _WIDE})), "too large to be counted"),
    "zip64 sizes that nobody needs": (packed(pieces(facts={"extra": _WIDE})), "a note of"),
    "zip64 sizes in front only": (packed(pieces(facts={"local_extra": _WIDE})), "a note of"),
    "a zip64 count": (packed(pieces(), here=0xFFFF, count=0xFFFF), "zip64"),
    "a zip64 place": (packed(pieces(), begin=0xFFFFFFFF), "zip64"),
    "a link": (packed(pieces(facts={"attributes": 0o120777 << 16})), "no file"),
    "a folder": (packed(pieces(facts={"attributes": 0o040755 << 16})), "no file"),
    "a folder of old": (packed(pieces(facts={"attributes": 0x10})), "no file"),
    "a pipe": (packed(pieces(facts={"attributes": 0o010600 << 16})), "no file"),
    "a device": (packed(pieces(facts={"attributes": 0o020600 << 16})), "no file"),
    "a wrong check sum": (packed(pieces(facts={"crc": 7})), "not what it was"),
    "content that is no such packing": (packed(pieces(facts={"packed": b"\xff" * 9})), "damaged"),
    "content that does not end": (packed(pieces(facts={"packed": deflated(FACTS)[:-3]})), "longer than it says"),
    "something behind the content": (packed(pieces(facts={"packed": deflated(FACTS) + b"x"})), "longer"),
    "sizes that come later and are others": (packed(pieces(facts={**_LATE, "behind": b"\0" * 16})), "something else"),
    "a part longer than the file": (packed(pieces(agent={"packed_size": 9_999})), "longer than the file"),
    "a part that says less than it is": (packed(pieces(agent={"content": b"\0" * 1_900_000, "size": 100})), "longer"),
    "a part that says more than it is": (packed(pieces(agent={"size": 100_000})), "not what it was"),
    "a part of four gigabytes": (packed(pieces(agent={"size": 0xFFFFFFF0})), "too large unpacked"),
    "zeros upon zeros": (packed([Piece(b"%d" % n, b"\0" * 2_000_000) for n in range(4)]), "too tightly"),
    "sixteen large parts": (packed([Piece(b"%d" % n, b"\0" * 2_000_000) for n in range(16)]), "too large unpacked"),
    "too many parts": (many(17), "17 parts"),
    "far too many parts": (many(60_000), "60000 parts"),
    "one part in many places": (overlapping(16), "overlap"),
    "parts that quote one another": (quoted(12), "overlap"),
    "packed files in packed files": (nested(2), "its parts are"),
    "packed files by our names": (packed(pieces(agent={"content": nested(0)})), "no text"),
    "its parts in another order": (packed(pieces()[::-1]), "its parts are"),
    "a part missing": (packed(pieces()[:3]), "its parts are"),
    "a part too many": (packed([*pieces(), Piece(b"run.exe", b"MZ")]), "its parts are"),
    "text of another kind": (packed(pieces(agent={"content": "é".encode("utf-16")})), "no text"),
    "what steers a terminal": (packed(pieces(contents={"content": b"\x1b]0;title\x07"})), "steers"),
    "what turns words round": (packed(pieces(agent={"content": "\u202etxt.exe".encode()})), "steers"),
    "facts that are no JSON": (with_json(b"{'schema': 1}"), "facts.json"),
    "facts and more": (with_json(FACTS + b"{}"), "facts.json"),
    "facts with a mark in front": (with_json(b"\xef\xbb\xbf" + FACTS), "facts.json"),
    "facts without a number": (with_json(b'{"groups":[],"facts":[]}'), "schema"),
    "facts of a later Deskside": (with_json(b'{"schema":2,"groups":[],"facts":[]}'), "schema 2"),
    "facts of no Deskside": (with_json(b'{"schema":0,"groups":[],"facts":[]}'), "schema 0"),
    "facts that are a list": (with_json(b"[]"), "facts.json"),
    "a fact that is a number": (with_json(b'{"schema":1,"groups":[],"facts":[1]}'), "facts.json"),
    "half a letter": (with_json(evidence=b'{"schema":1,"evidence":{"a":"\\ud83d"}}'), "evidence.json"),
    "tables in tables without end": (with_json(evidence=_DEEP), "too deep"),
    "tables that never close": (with_json(evidence=b"[" * 1_000_000), "too deep"),
    "a number too large to be one": (with_json(evidence=b'{"schema":1,"evidence":{"a":1e999999}}'), "evidence.json"),
    "a number of a million digits": (
        with_json(evidence=b'{"schema":1,"evidence":{"a":' + b"9" * 1_000_000 + b"}}"),
        "evidence.json",
    ),
    "no number at all": (with_json(evidence=b'{"schema":1,"evidence":{"a":NaN}}'), "evidence.json"),
}

BAD_NAMES = (
    b"",
    b"../facts.json",
    b"..\\facts.json",
    b"/etc/passwd",
    b"C:\\x.txt",
    b"c:x.txt",
    b"folder/x.txt",
    b"folder\\x.txt",
    b"..",
    b".",
    b".hidden",
    b"a..b",
    b"CON",
    b"con.txt",
    b"nul",
    b"Com1.json",
    b"lpt9",
    "com¹.txt".encode(),
    "ＮＵＬ".encode(),
    b"aux.",
    b"x.txt.",
    b"x.txt ",
    b" x.txt",
    b"x\0.txt",
    b"x\n.txt",
    b"x\x1b[2J.txt",
    "x\u202etxt.exe".encode(),
    "x\u2066.txt".encode(),
    b"x?.txt",
    b"x*.txt",
    b"x|y",
    b"x" * 200,
    b"\xff\xfe.txt",
)

LARGEST_READ = with_json(evidence=_LISTS)
"""Nothing is wrong with it, but that it has as many tables as fit."""
