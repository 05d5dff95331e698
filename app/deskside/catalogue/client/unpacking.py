"""Takes an archive apart into a folder beside, strictly: whoever signed it may have been careless, or robbed."""

from __future__ import annotations

import os
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from deskside.catalogue.manifest import read_manifest
from deskside.catalogue.source import ManifestSource
from deskside.errors import CatalogueProblem, ManifestProblem
from deskside.language import _
from deskside.model.catalogue import DEVICE_NAME, FILE_NAME, MOST_BYTES, MOST_FILES, MOST_OF_ONE, Archive
from deskside.model.troubleshooter import Troubleshooter

MOST_PACKED = MOST_BYTES + (1 << 20)
MOST_RATIO, SMALL = 200, 256 << 10
"""A file larger than ``SMALL`` that packed so much tighter is no text anybody wrote."""
LONGEST, DEEPEST = 150, 5
"""Letters of a name with its folders, and how many of those."""
_CHUNK = 1 << 16


def unpack(archive: Path, said: Archive, into: Path) -> Troubleshooter:
    """Makes ``into/ID`` of the archive, and reads its manifest. ``CatalogueProblem`` says what is wrong with it."""
    folder = into / said.id
    folder.mkdir(parents=True, mode=0o700)
    try:
        with zipfile.ZipFile(archive) as packed:
            for entry in _checked(packed.infolist()):
                _write(packed, entry, folder.joinpath(*entry.filename.split("/")))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as problem:
        raise _unsafe(f"{said.path}: {type(problem).__name__}: {problem}") from problem
    return _understood(folder, said)


def _understood(folder: Path, said: Archive) -> Troubleshooter:
    """What the manifest says, when it says what the archive's name does."""
    try:
        told = ManifestSource(folder).data
        if (told.get("id"), told.get("version")) != (said.id, said.version):
            why = f"{said.path} holds {str(told.get('id'))[:60]!r} {str(told.get('version'))[:20]!r}"
            raise CatalogueProblem(why, says=_("It calls itself something other than what it was published as."))
        return read_manifest(folder)
    except ManifestProblem as problem:
        why = f"{said.path}: {problem.says} ({problem.file and Path(problem.file).name}:{problem.line})"
        raise CatalogueProblem(why, says=_("This version of Deskside can't use it.")) from problem


def _checked(entries: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """The files among them, when all of them together are harmless. Folders need no entry."""
    if len(entries) > MOST_FILES:
        raise _unsafe(f"{len(entries)} entries, {MOST_FILES} are the most")
    files = [entry for entry in entries if not entry.is_dir()]
    for entry in entries:
        _check_name(entry.orig_filename)
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFDIR if entry.is_dir() else stat.S_IFREG):
            raise _unsafe(f"{entry.filename} is a link or a device")
        if entry.flag_bits & 0x1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _unsafe(f"{entry.filename} is packed in a way that is not read here")
        if entry.file_size > MOST_OF_ONE:
            raise _unsafe(f"{entry.filename} has {entry.file_size} bytes, {MOST_OF_ONE} are the most")
        if entry.file_size > SMALL and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise _unsafe(f"{entry.filename} is packed {entry.file_size // max(entry.compress_size, 1)} times tighter")
    if sum(entry.file_size for entry in files) > MOST_BYTES:
        raise _unsafe(f"more than {MOST_BYTES} bytes in all")
    _check_apart([entry.filename for entry in files])
    yield from files


def _check_name(name: str) -> None:
    """A path below the folder that is the same on every system."""
    parts = name.rstrip("/").split("/") if name.count("//") == 0 else [""]
    if len(name) > LONGEST or len(parts) > DEEPEST:
        raise _unsafe(f"{name[:80]!r} is too long a name")
    for part in parts:
        if not FILE_NAME.fullmatch(part) or DEVICE_NAME.match(part):
            raise _unsafe(f"{name[:80]!r} is not a name for a file everywhere")


def _check_apart(names: Iterable[str]) -> None:
    """No name twice, not even in capitals, and none that is a folder of another."""
    seen: set[str] = set()
    above: set[str] = set()
    for name in names:
        plain = unicodedata.normalize("NFKC", name).casefold()
        if plain in seen:
            raise _unsafe(f"{name!r} is in it twice")
        seen.add(plain)
        parts = plain.split("/")
        above.update("/".join(parts[:number]) for number in range(1, len(parts)))
    if seen & above:
        raise _unsafe(f"{min(seen & above)!r} is a file and a folder")


def _write(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, to: Path) -> None:
    """No byte more than announced, whatever the packed bytes hold."""
    to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    left = entry.file_size
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file, packed.open(entry) as inside:
        while part := inside.read(min(_CHUNK, left + 1)):
            left -= len(part)
            if left < 0:
                raise _unsafe(f"{entry.filename} holds more than it announces")
            file.write(part)
        file.flush()
        os.fsync(file.fileno())


def _unsafe(why: str) -> CatalogueProblem:
    return CatalogueProblem(why, says=_("Its archive is damaged, or made to do harm."))
