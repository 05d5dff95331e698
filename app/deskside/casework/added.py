"""Files that a person adds to a message: read once, looked at, and kept in memory until the message is sent.

A text goes with private things hidden, as the preview shows it. A picture goes
as the person left it, without anything that a camera or program has written
beside the picture itself. What is inside a .zip can't be looked through.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path

from deskside.casework.bare_png import bare_png
from deskside.errors import NeedsEdit
from deskside.language import _
from deskside.model.parcel import Added, Kind
from deskside.model.ticket import Attachment
from deskside.storage import Keepsake
from deskside.storage.attachments import read_attachment
from deskside.tickets.composing.files import enclose
from deskside.tickets.words.plain import letters

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


def added_before(attachments: Iterable[Attachment], ours: str) -> tuple[Added, ...]:
    """What had been added to a message that was refused, without the file of that name, which is made anew."""
    kinds = {".png": Kind.PICTURE, ".zip": Kind.ARCHIVE}
    found = ((one.name, read_attachment(one)) for one in attachments if one.name != ours)
    return tuple(
        Added(f"file-{number}", name, kinds.get(Path(name).suffix, Kind.TEXT), content)
        for number, (name, content) in enumerate(found, 1)
        if content
    )


def keepsakes(added: Iterable[Added]) -> tuple[Keepsake, ...]:
    """The files as they go with an answer: what was shown."""
    return distinct(enclose(one.name, one.content) for one in added)


def distinct(files: Iterable[Keepsake]) -> tuple[Keepsake, ...]:
    """Two files never have the same name: a later one gets a number."""
    kept: list[Keepsake] = []
    for file in files:
        stem, dot, suffix = file.name.rpartition(".")
        numbered = (f"{stem}-{number}{dot}{suffix}" for number in itertools.count(2))
        taken = {one.name for one in kept}
        name = next(name for name in itertools.chain((file.name,), numbered) if name not in taken)
        kept.append(Keepsake(name, file.media_type, file.content))
    return tuple(kept)


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
