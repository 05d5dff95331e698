"""The list of parts at the end of a zip file, believed only where the rest of the file says the same."""

from __future__ import annotations

import stat
import struct

from msgspec import Struct

from deskside.diagnostics.archive_names import is_good_name, same_name
from deskside.errors import BundleProblem
from deskside.language import _

MOST_PARTS = 16
STORED, DEFLATED = 0, 8

_END = struct.Struct("<4s4H2LH")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_DESCRIPTOR = struct.Struct("<4s3L")
_LOCKED, _LATER, _UTF8, _SPEED = 0x1, 0x8, 0x800, 0x6
_WIDE = (0xFFFF, 0xFFFFFFFF)
_LIES = (0x0001, 0x7075)
"""Notes that give a part other sizes (zip64) or another name."""


class Entry(Struct, frozen=True):
    """One part, as the list at the end of the file has it. ``at``: where it begins, ``packed`` bytes and what leads."""

    raw_name: bytes
    name: str
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    at: int


def listed(data: bytes) -> list[Entry]:
    """The parts of a zip file, in their order. BundleProblem when any byte of it is in doubt."""
    count, begin = _end(data)
    end = len(data) - _END.size
    entries, at = [], begin
    for _number in range(count):
        entry, at = _entry(data, at, end)
        entries.append(entry)
    if at != end:
        raise BundleProblem("something behind the list of parts")
    if len({same_name(entry.name) for entry in entries}) < count:
        raise BundleProblem("a name twice")
    _check_places(data, entries, begin)
    return entries


def _end(data: bytes) -> tuple[int, int]:
    """How many parts there are, and where the list of them begins."""
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        raise BundleProblem("not a zip file", says=_("This is not a packed file (.zip)."))
    if len(data) < _END.size:
        raise BundleProblem("truncated", says=_("This packed file is not whole."))
    mark, disk, first_disk, here, count, length, begin, note = _END.unpack_from(data, len(data) - _END.size)
    if mark != b"PK\x05\x06" or note:
        raise BundleProblem("no end where the end is", says=_("This packed file is not whole."))
    if disk or first_disk or here != count:
        raise BundleProblem("in several files")
    if any(value in _WIDE for value in (count, length, begin)):
        raise BundleProblem("zip64")
    if count > MOST_PARTS:
        raise BundleProblem(f"{count} parts", says=_("There are too many parts in this packed file."))
    if begin + length != len(data) - _END.size:
        raise BundleProblem("the list of parts does not end at the end")
    return count, begin


def _entry(data: bytes, at: int, end: int) -> tuple[Entry, int]:
    """The entry at ``at``, and where the next one begins."""
    if at + _CENTRAL.size > end or data[at : at + 4] != b"PK\x01\x02":
        raise BundleProblem("the list of parts is damaged")
    (_mark, _made, _needs, flags, method, _time, _date, crc, packed, size, name_length, extra, comment) = (
        _CENTRAL.unpack_from(data, at)[:13]
    )
    disk, _inside, outside, begin = _CENTRAL.unpack_from(data, at)[13:]
    after = at + _CENTRAL.size + name_length + extra + comment
    if after > end:
        raise BundleProblem("the list of parts is damaged")
    if flags & ~(_LATER | _UTF8 | _SPEED):
        says = _("This packed file is locked with a password.") if flags & _LOCKED else ""
        raise BundleProblem(f"flags {flags:#x}", says=says)
    if disk or comment or any(value in _WIDE for value in (packed, size, begin)):
        raise BundleProblem("a part elsewhere, with a note, or too large to be counted")
    if method not in (STORED, DEFLATED) or (method == STORED and packed != size):
        raise BundleProblem(f"packed in way {method}")
    _check_kind(outside)
    raw = data[at + _CENTRAL.size : at + _CENTRAL.size + name_length]
    _check_notes(data[after - extra : after])
    return Entry(raw, _name(raw, flags), flags, method, crc, packed, size, begin), after


def _check_kind(attributes: int) -> None:
    """A plain file; no link, folder or device."""
    if stat.S_IFMT(attributes >> 16) not in (0, stat.S_IFREG) or attributes & 0x18:
        raise BundleProblem("a part that is no file", says=_("There is more than plain files in this packed file."))


def _check_notes(extra: bytes) -> None:
    """What a packer notes beside a part, such as times; none that contradicts the list."""
    while extra:
        if len(extra) < 4:
            raise BundleProblem("notes that are damaged")
        kind, length = struct.unpack_from("<2H", extra)
        if kind in _LIES or 4 + length > len(extra):
            raise BundleProblem(f"a note of the kind {kind:#x}")
        extra = extra[4 + length :]


def _name(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError as problem:
        raise BundleProblem("a name that is no text") from problem
    if not is_good_name(name):
        says = _("A part of this packed file has a name that could do harm.")
        raise BundleProblem(f"the name {name[:80]!r}", says=says)
    return name


def _check_places(data: bytes, entries: list[Entry], begin: int) -> None:
    """The parts follow one another from the first byte on, up to the list."""
    at = 0
    for entry in sorted(entries, key=lambda entry: entry.at):
        if entry.at != at:
            raise BundleProblem("parts that overlap, or something between them")
        at = _content_at(data, entry, begin) + entry.packed + _descriptor(data, entry)
    if at != begin:
        raise BundleProblem("parts that overlap, or something between them")


def _content_at(data: bytes, entry: Entry, begin: int) -> int:
    """Where a part's content begins; what stands in front of it says the same as the list does."""
    if entry.at + _LOCAL.size > begin or data[entry.at : entry.at + 4] != b"PK\x03\x04":
        raise BundleProblem("a part that is not where the list says")
    (_mark, _needs, flags, method, _time, _date, crc, packed, size, name_length, extra) = _LOCAL.unpack_from(
        data, entry.at
    )
    name = data[entry.at + _LOCAL.size : entry.at + _LOCAL.size + name_length]
    told = (crc, packed, size)
    agree = told == (entry.crc, entry.packed, entry.size) or (flags & _LATER and told == (0, 0, 0))
    if (name, flags, method) != (entry.raw_name, entry.flags, entry.method) or not agree:
        raise BundleProblem("a part that says something else than the list")
    content: int = entry.at + _LOCAL.size + name_length + extra
    _check_notes(data[content - extra : content])
    if content + entry.packed > begin:
        raise BundleProblem("a part that is longer than the file")
    return content


def _descriptor(data: bytes, entry: Entry) -> int:
    """How long what stands behind a part is: its sizes, where they were not known in front of it."""
    if not entry.flags & _LATER:
        return 0
    _begin, packed_end = edges(data, entry)
    told = _DESCRIPTOR.pack(b"PK\x07\x08", entry.crc, entry.packed, entry.size)
    for form in (told, told[4:]):
        if data.startswith(form, packed_end):
            return len(form)
    raise BundleProblem("a part that says something else than the list")


def edges(data: bytes, entry: Entry) -> tuple[int, int]:
    name_length, extra = _LOCAL.unpack_from(data, entry.at)[9:]
    begin: int = entry.at + _LOCAL.size + name_length + extra
    return begin, begin + entry.packed
