"""What a publisher signed last, kept beside the keys, so that nobody gets them to go on from an older state.

Whoever may write to the web server can put back a catalogue that was validly signed once. Signed anew, it would
bring back what was withdrawn, in files that computers which were online meanwhile refuse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.config.files import Unreadable, read_bytes
from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.disk import READ_BY_OWNER, Disk
from deskside.model.shapes import decode

FILE = "seen.json"
_MOST = 1 << 20


class _Seen(Struct, frozen=True, forbid_unknown_fields=True):
    """The version of each role, ``root`` and ``timestamp`` among them."""

    versions: dict[str, int]


def check_not_older(books: Books, key_folders: Sequence[Path]) -> None:
    """PublishingProblem names what went back in version since one of these folders was last signed from."""
    now = _versions(books)
    for file in (folder / FILE for folder in key_folders):
        for role, seen in _read(file).items():
            if now.get(role, 0) < seen:
                has = f"has {role} in version {now[role]}" if role in now else f"has no {role}"
                raise PublishingProblem(
                    f"{books.folder} is older than what was signed from {file.parent}: it {has}, and that was version "
                    f"{seen}. Was it put back from a copy? Computers refuse what goes back, and what was withdrawn "
                    f"could return. Bring the newer files back. If they are lost, remove {file}, and withdraw again "
                    "what was withdrawn."
                )


def remember(disk: Disk, books: Books, key_folders: Sequence[Path]) -> None:
    """Written last of all. Keys may lie on a stick that nothing can be written to."""
    content = msgspec.json.encode(_Seen(_versions(books)), order="sorted")
    for folder in key_folders:
        new = folder / f".{FILE}.new"
        with suppress(OSError):
            disk.write(new, content, READ_BY_OWNER)
            disk.move(new, folder / FILE)
            disk.settle(folder)


def _versions(books: Books) -> dict[str, int]:
    roles = {name: role.signed.version for name, role in books.roles.items()}
    snapshot, timestamp = books.snapshot.signed.version, books.timestamp.signed.version
    return {**roles, "root": books.root.signed.version, "snapshot": snapshot, "timestamp": timestamp}


def _read(file: Path) -> Mapping[str, int]:
    try:
        return decode(read_bytes(file, _MOST), _Seen).versions
    except Unreadable as problem:
        if problem.why == "missing":
            return {}
        raise PublishingProblem(f"{file} can't be read: {problem.why}") from problem
    except (msgspec.DecodeError, RecursionError) as problem:
        raise PublishingProblem(f"{file} is damaged: {problem}. It tells what was signed last.") from problem
