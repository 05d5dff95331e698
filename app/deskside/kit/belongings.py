"""Which files of a folder are the troubleshooter: those that are packed, those that stay at home, those that can't be.

What begins with a dot, ``__pycache__``, the scenarios and the template for translators stay at
home without a word. Scenarios are recordings of somebody's computer: what computers
do not need is not sent to them. Anything else that Deskside would never open is left out, too, and that is said.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from deskside.kit.remarks import Remark, Severity
from deskside.model.catalogue import DEVICE_NAME, FILE_NAME, MOST_BYTES, MOST_FILES, MOST_OF_ONE

_BELONGS = (
    re.compile(r"manifest\.toml"),
    re.compile(r"[A-Za-z_][A-Za-z0-9_]*\.py"),
    re.compile(r"locale/[a-z]{2,3}(_[A-Za-z]{2,4})?\.po"),
    re.compile(r"pictures/[A-Za-z0-9_][A-Za-z0-9_-]*\.(png|svg)"),
)
_STAYS = (
    re.compile(r"locale/[a-z0-9-]+\.pot"),
    re.compile(r"scenarios/[A-Za-z0-9_][A-Za-z0-9_.-]*\.toml"),
)
_MOST_SEEN = 5000
"""Names that are looked at: whoever names their home folder by mistake is told so, and does not wait."""
_DEEPEST = 20
"""Folders in folders; a troubleshooter has one. What lies deeper is told as one thing that does not belong."""


class Belonging(Struct, frozen=True):
    """A file of the troubleshooter. ``name`` is as in the archive: "pictures/button.svg"."""

    name: str
    path: Path
    size: int


class Belongings(Struct, frozen=True):
    packed: tuple[Belonging, ...]
    """By name."""
    remarks: tuple[Remark, ...]
    """Problems are in the way of packing."""


def belongings(folder: Path) -> Belongings:
    """Looks through the folder; opens no file."""
    packed: list[Belonging] = []
    remarks: list[Remark] = []
    for number, (name, path) in enumerate(_inside(folder, "")):
        if number == _MOST_SEEN:
            says = f"There are more than {_MOST_SEEN} files below this folder."
            remarks.append(Remark(folder, 1, says, "Name the folder of one troubleshooter."))
            break
        remark = _wrong(name, path)
        if remark is not None:
            remarks.append(remark)
        elif any(pattern.fullmatch(name) for pattern in _BELONGS):
            packed.append(Belonging(name, path, path.lstat().st_size))
    if DEVICE_NAME.match(folder.name):
        remarks.append(Remark(folder, 1, f"Windows can have no folder {folder.name!r}.", "Choose another id."))
    remarks += _together(folder, packed)
    return Belongings(tuple(sorted(packed, key=lambda one: one.name)), tuple(remarks))


def lay_out(folder: Path, shelf: Path) -> Path:
    """A copy in ``shelf`` as computers will get it: what is tried is what would be packed, and nothing beside it."""
    place = shelf / folder.name
    for one in belongings(folder).packed:
        target = place / one.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(one.path, target)
    return place


def _inside(folder: Path, above: str) -> Iterator[tuple[str, Path]]:
    """Every file, link and other thing below the folder that does not hide, by name."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        if entry.name[0] == "." or entry.name == "__pycache__":
            continue
        name, path = above + entry.name, folder / entry.name
        if entry.is_dir(follow_symlinks=False) and above.count("/") < _DEEPEST:
            yield from _inside(path, f"{name}/")
        else:
            yield name, path


def _wrong(name: str, path: Path) -> Remark | None:
    found = path.lstat()
    if stat.S_ISDIR(found.st_mode):
        says = f"There are more than {_DEEPEST} folders in one another here."
        return Remark(path, 1, says, "Take them out of the folder.", Severity.ADVICE)
    if not stat.S_ISREG(found.st_mode):
        what = "a link" if stat.S_ISLNK(found.st_mode) else "not a file"
        return Remark(path, 1, f"{name} is {what}.", "Put a file of its own in its place.")
    if any(pattern.fullmatch(name) for pattern in _STAYS):
        return None
    odd = next((part for part in name.split("/") if not FILE_NAME.fullmatch(part) or DEVICE_NAME.match(part)), "")
    if odd:
        says = f"{odd!r} is not a name that every system can have."
        return Remark(path, 1, says, "Use letters from a to z, digits, dashes and dots, or take it out of the folder.")
    if not any(pattern.fullmatch(name) for pattern in _BELONGS):
        says = f"{name} is no part of a troubleshooter, and is left out when it is packed."
        return Remark(path, 1, says, _where(name), Severity.ADVICE)
    if found.st_size > MOST_OF_ONE:
        says = f"{name} is larger than {MOST_OF_ONE >> 20} MiB."
        return Remark(path, 1, says, "Make it smaller: people wait for it.")
    return None


def _where(name: str) -> str:
    """What to do with a file that is not known."""
    suffix = name.rpartition(".")[2].lower()
    if suffix in ("png", "svg", "jpg", "jpeg", "gif", "webp"):
        return "Pictures lie in pictures/ and are .png or .svg, their names made of letters, digits and dashes."
    if suffix == "po":
        return "Translations lie in locale/, named by their language: locale/de.po."
    if suffix == "toml":
        return "Scenarios lie in scenarios/."
    if suffix == "py":
        return "Code lies beside manifest.toml; its name is made of letters, digits and underscores."
    return "Take it out of the folder, if you do not keep it here for yourself."


def _together(folder: Path, packed: list[Belonging]) -> Iterator[Remark]:
    if len(packed) > MOST_FILES:
        yield Remark(folder, 1, f"There are {len(packed)} files, {MOST_FILES} are the most.", "Take some out.")
    total = sum(one.size for one in packed)
    if total > MOST_BYTES:
        says = f"All files together have {total / (1 << 20):.1f} MiB, {MOST_BYTES >> 20} are the most."
        yield Remark(folder, 1, says, "Make the pictures smaller.")
    seen: dict[str, str] = {}
    for one in packed:
        other = seen.setdefault(one.name.lower(), one.name)
        if other != one.name:
            says = f"{one.name} and {other} differ only in capitals, and Windows takes them for one file."
            yield Remark(one.path, 1, says, "Rename one of them.")
