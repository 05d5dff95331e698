"""Changes a catalogue's files so that it is wholly old or wholly new at every moment, whenever the process ends.

All that is new is first written aside, then a list of what goes where. From the
moment the list is there the change happens: the files are moved into place in its
order, the one that makes computers see them last. Whoever comes after a process
that was ended either throws away what has no list, or moves the rest.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.config.files import Unreadable, read_bytes
from deskside.errors import PublishingProblem
from deskside.kit.publishing.disk import Disk
from deskside.model.shapes import decode

STAGING = ".publishing"
_LIST = "list.json"
_NAME = re.compile(r"(?:metadata|targets)(?:/[a-z0-9][A-Za-z0-9.-]*)+")
_SEEN = ("/timestamp.json", ".root.json")
"""What computers ask for without knowing that it is there."""
_MOST = 16 << 20


class File(Struct, frozen=True):
    """A file of the catalogue, by its name within it."""

    name: str
    content: bytes


class _List(Struct, frozen=True, forbid_unknown_fields=True):
    """``moves``: the file ``0`` goes to the first name, and so on. ``gone`` are removed in the end."""

    moves: tuple[str, ...]
    gone: tuple[str, ...] = ()


def refuse_links(folder: Path) -> None:
    """PublishingProblem when something in the catalogue leads elsewhere: who may write to the web server's folder must
    not reach the publisher's own files through it.
    """
    inside = [folder / STAGING, *(folder / part for part in ("metadata", "targets"))]
    inside += [
        Path(top, name)
        for part in ("metadata", "targets")
        for top, names, _ in os.walk(folder / part)
        for name in names
    ]
    for place in inside:
        if place.is_symlink():
            raise PublishingProblem(
                f"{place} is a link. Nothing in a catalogue is one: look who writes to it, remove it."
            )


def change(disk: Disk, folder: Path, files: Sequence[File], gone: Iterable[str] = ()) -> None:
    """Puts the files in place, in this order, and removes those in ``gone``."""
    clean(disk, folder)
    staging = folder / STAGING
    disk.make(staging)
    for number, file in enumerate(files):
        disk.write(staging / str(number), file.content)
    plan = _List(tuple(file.name for file in files), tuple(gone))
    disk.write(staging / "list", msgspec.json.encode(plan))
    disk.settle(staging)
    disk.move(staging / "list", staging / _LIST)
    disk.settle(staging)
    finish(disk, folder)


def is_unfinished(folder: Path) -> bool:
    """Whether a change was decided on and has not wholly happened."""
    return (folder / STAGING / _LIST).exists()


def finish(disk: Disk, folder: Path) -> bool:
    """What a process that was ended had decided on happens now; whether there was such a thing."""
    if unfinished := is_unfinished(folder):
        plan = _read(folder / STAGING / _LIST)
        for number, name in enumerate(plan.moves):
            _move(disk, folder, folder / STAGING / str(number), name)
        for name in plan.gone:
            disk.remove(folder / name)
        disk.remove(folder / STAGING / _LIST)
    clean(disk, folder)
    return unfinished


def clean(disk: Disk, folder: Path) -> None:
    """What never came to be decided on is thrown away."""
    staging = folder / STAGING
    if not staging.is_dir():
        return
    for left in sorted(staging.iterdir()):
        disk.remove(left)
    shutil.rmtree(staging, ignore_errors=True)


def _move(disk: Disk, folder: Path, source: Path, name: str) -> None:
    """Before computers see a change, and after, all of it is on the disk: the disk's own order never comes between."""
    if not source.exists():
        return
    target = folder / name
    disk.make(target.parent)
    if seen := name.endswith(_SEEN):
        _settle_all(disk, folder / "targets")
        _settle_all(disk, folder / "metadata")
        disk.settle(folder)
    disk.move(source, target)
    if seen:
        disk.settle(target.parent)


def _settle_all(disk: Disk, folder: Path) -> None:
    if folder.is_dir():
        disk.settle(folder)
        for inside in folder.iterdir():
            if inside.is_dir():
                _settle_all(disk, inside)


def _read(file: Path) -> _List:
    try:
        plan = decode(read_bytes(file, _MOST, links=False), _List)
    except (Unreadable, msgspec.DecodeError, RecursionError) as problem:
        raise PublishingProblem(
            f"{file} is damaged: {problem}. Look who writes to this folder besides you."
        ) from problem
    for name in (*plan.moves, *plan.gone):
        if not _NAME.fullmatch(name) or ".." in name.split("/"):
            raise PublishingProblem(f"{file} names a file outside the catalogue: {name[:200]!r}. It is not ours.")
    return plan
