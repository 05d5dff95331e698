"""Packs a troubleshooter into the archive that is published: the same files give the same bytes, everywhere.

A zip without compression: how deflate packs differs between systems (zlib and zlib-ng), and a
second publisher who packs the same folder must get the same hash. Names are sorted,
every file has one date and one set of rights, and nothing of the packing computer is in it.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from pathlib import Path

from deskside.config.files import Unreadable, read_bytes
from deskside.errors import ManifestProblem, NotWritten
from deskside.kit.belongings import Belonging, belongings
from deskside.kit.remarks import problems
from deskside.model.catalogue import MOST_OF_ONE

_DATE = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_RIGHTS = 0o100644 << 16


def pack(folder: Path) -> bytes:
    """The archive, ``manifest.toml`` and all else at its top. ManifestProblem names the file that can't be packed.

    Only what would be in the way of packing is looked at: whoever publishes lints first.
    """
    found = belongings(folder)
    for remark in problems(found.remarks):
        raise ManifestProblem(remark.says, file=str(remark.file))
    if not any(one.name == "manifest.toml" for one in found.packed):
        raise ManifestProblem("There is no manifest.toml in this folder.", file=str(folder / "manifest.toml"))
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packed:
        for one in found.packed:
            packed.writestr(_entry(one), _content(one))
    return archive.getvalue()


def write_archive(file: Path, archive: bytes) -> None:
    """Puts it there in one step, in the place of an older one."""
    fresh = file.with_name(f".{file.name}.new")
    try:
        fresh.write_bytes(archive)
        fresh.replace(file)
    except OSError as problem:
        raise NotWritten(str(file), problem.strerror or str(problem)) from problem
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _entry(one: Belonging) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(one.name, _DATE)
    entry.create_system, entry.external_attr = _UNIX, _RIGHTS
    return entry


def _content(one: Belonging) -> bytes:
    try:
        return read_bytes(one.path, MOST_OF_ONE, links=False)
    except Unreadable as problem:
        raise ManifestProblem(f"{one.name} can't be read ({problem.why}).", file=str(one.path)) from problem
