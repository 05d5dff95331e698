"""Files that a person adds to a message: read once, looked at, and kept in memory until the message is sent.

A text goes with private things hidden, as the preview shows it. A picture goes
as the person left it, without anything that a camera or program has written
beside the picture itself. What is inside a .zip can't be looked through.
"""

from __future__ import annotations

from pathlib import Path

from deskside.casework.bare_png import bare_png
from deskside.errors import NeedsEdit
from deskside.language import _
from deskside.model.parcel import Added, Kind
from deskside.tickets.plain import letters

MOST_FILES = 5
"""With one message."""
MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_TEXT_BYTES = 128 * 1024
"""A text is looked through for what is private, which must not make the window wait."""
TEXTS, _PICTURES, _ARCHIVES = (".txt", ".json", ".log", ".csv"), (".png",), (".zip",)


def read_added(path: Path, number: int) -> Added:
    """The file as it may go with a message; NeedsEdit says in plain words why it may not."""
    suffix, name = path.suffix.lower(), path.name
    if suffix not in TEXTS + _PICTURES + _ARCHIVES:
        raise not_taken(name)
    most = MOST_TEXT_BYTES if suffix in TEXTS else MOST_BYTES
    content = read_file(path, most)
    if not content:
        raise _empty(name)
    if suffix in _PICTURES:
        return added_picture(name, content, number)
    if suffix in _ARCHIVES:
        if not content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            raise not_taken(name)
        return Added(f"file-{number}", name, Kind.ARCHIVE, content)
    known = name if suffix in (".txt", ".json") else f"{name}.txt"
    return Added(f"file-{number}", known, Kind.TEXT, _text(name, content).encode())


def added_picture(name: str, png: bytes, number: int) -> Added:
    """A picture, as PNG."""
    return Added(f"file-{number}", name, Kind.PICTURE, bare_png(name, png))


def not_taken(name: str) -> NeedsEdit:
    says = _("{name} can't go with a message. Texts, pictures (.png) and .zip files can.").format(name=name)
    return NeedsEdit(f"{name}: not a file that may be attached", says=says)


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """All of a file that is not larger than ``most``."""
    try:
        if not path.is_file():
            raise OSError("not a file of its own")  # what is a pipe would be waited for
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError as problem:
        raise NeedsEdit(str(problem), says=_("{name} can't be read.").format(name=path.name)) from problem
    if len(content) > most:
        size = f"{most // MEGABYTE} MB" if most >= MEGABYTE else f"{most // 1024} KB"
        says = _("{name} is too large. The most is {size}. A part of it is enough.").format(name=path.name, size=size)
        raise NeedsEdit(f"{path.name}: too large", says=says)
    return content


def _text(name: str, content: bytes) -> str:
    """Windows still saves texts in two other ways than everybody else."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    if "\x00" in text:
        raise not_taken(name)
    text = letters(text)
    if not text:
        raise _empty(name)
    return text


def _empty(name: str) -> NeedsEdit:
    return NeedsEdit(f"{name}: empty", says=_("{name} is empty. Please leave it out.").format(name=name))
