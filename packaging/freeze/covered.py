"""Which licence covers which file of a frozen application: the notice in it, and whether that is true.

The notice ``licenses/README.txt`` is for people to read, and the only list there is: what is packed is held to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

NOTICE = "README.txt"
INSIDE, LICENCES = "_internal", "_internal/licenses"
_MACHINE_CODE = (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_KEYS = ("Version", "Licence", "Copyright", "Source", "Texts", "Files")


class Part(NamedTuple):
    """Something of somebody's in the application. Texts lie in ``licenses``; files are patterns below ``_internal``."""

    name: str
    version: str
    licence: str
    copyright: str
    source: str
    texts: tuple[str, ...]
    files: tuple[str, ...] = ()
    """None for modules of Python that lie in the program itself."""


def fits(place: str, patterns: Iterable[str]) -> bool:
    """``*`` stands for a part of a name, ``**`` for folders too; Windows does not tell A from a."""
    return any(_meant(pattern).fullmatch(place.replace("\\", "/")) for pattern in patterns)


def _meant(pattern: str) -> re.Pattern[str]:
    whole = re.escape(pattern).replace(r"\*\*/", "(.*/)?").replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
    return re.compile(whole, re.IGNORECASE)


def written(parts: Iterable[Part]) -> str:
    """The parts as the notice lists them."""
    told = []
    for part in sorted(parts, key=lambda part: part.name.lower()):
        values = (*part[1:5], ", ".join(part.texts), ", ".join(part.files) or "modules in the program itself")
        told += [part.name, *(f"    {key}: {value}" for key, value in zip(_KEYS, values, strict=True)), ""]
    return "\n".join(told)


def parts_of(folder: Path) -> list[Part]:
    """What the notice of this frozen application lists; nothing when there is none."""
    notice = folder / LICENCES / NOTICE
    if not notice.is_file():
        return []
    lines = r"\n".join(rf"    {key}: (.*)" for key in _KEYS)
    found = re.findall(rf"^(\S.*)\n{lines}$", notice.read_text("utf-8"), re.MULTILINE)
    parts = []
    for name, version, licence, rights, source, texts, files in found:
        named = () if files.startswith("modules in ") else tuple(files.split(", "))
        parts.append(Part(name, version, licence, rights, source, tuple(texts.split(", ")), named))
    return parts


def machine_code(folder: Path) -> Iterator[Path]:
    """Every program and library in it, on whatever system it is for."""
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink():
            with file.open("rb") as opened:
                if opened.read(4).startswith(_MACHINE_CODE):
                    yield file


def place_of(file: Path, folder: Path) -> str:
    """As the patterns name it."""
    inner = file.relative_to(folder).as_posix()
    return inner.removeprefix(f"{INSIDE}/") if inner.startswith(f"{INSIDE}/") else f"../{inner}"


def problems(folder: Path) -> list[str]:
    """What keeps this application from being passed on: a library that nothing covers, a text that is not there."""
    parts = parts_of(folder)
    if not parts:
        return [f"{folder / LICENCES / NOTICE} is not there, or lists nothing."]
    found = []
    for part in parts:
        for text in part.texts:
            file = folder / LICENCES / text
            if not file.is_file() or not file.read_text("utf-8", "replace").strip():
                found.append(f"The licence of {part.name} is not there: {file}")
    bare = (file for file in machine_code(folder) if not covering(file, folder, parts))
    return found + [f"No licence covers {file}. Name what it is in packaging/freeze/components.toml." for file in bare]


def covering(file: Path, folder: Path, parts: Iterable[Part]) -> tuple[Part, ...]:
    """All that lies in this file."""
    return tuple(part for part in parts if fits(place_of(file, folder), part.files))
