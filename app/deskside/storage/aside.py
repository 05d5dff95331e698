"""Messages that were agreed to while the person's own folder did not answer: kept on this computer until it does."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from msgspec import Struct

from deskside import errors
from deskside.model.ticket import Draft
from deskside.storage.attachments import Keepsake
from deskside.storage.columns import pack, unpack
from deskside.storage.far import is_far
from deskside.storage.trouble import translated

LONG_LIVED = Path("/var/tmp")  # noqa: S108 - only a folder there that is ours alone is used
"""This computer's own disk on Unix: unlike /tmp it outlives a restart."""


def place_aside(data: Path) -> Path:
    """Where messages wait while ``data`` does not answer; beside it where it lies on this computer anyhow."""
    if not is_far(data):
        return data / "aside"
    if not hasattr(os, "getuid"):
        return Path(tempfile.gettempdir()) / "deskside-aside"  # on Windows it is the person's own
    return LONG_LIVED / f"deskside-{os.getuid()}"


class Laid(Struct, frozen=True):
    """A message with its files, as it is to be queued."""

    draft: Draft
    backend: str
    at: float
    files: tuple[Keepsake, ...] = ()


class Aside:
    """``folder`` is on this computer's own disk and may lie where others can write: only ours is used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, laid: Laid) -> None:
        """It is on the disk when this returns; an earlier one of the same reference is replaced."""
        try:
            self._make_ours()
            place = self._place(laid.draft.reference)
            beside = place.with_suffix(".new")
            beside.unlink(missing_ok=True)
            handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(pack(laid).encode())
                file.flush()
                os.fsync(file.fileno())
            beside.replace(place)
        except OSError as problem:
            raise translated(problem, self._folder) from problem

    def all(self) -> tuple[Laid, ...]:
        """Oldest first. What is no message of ours is left where it is."""
        if not self._is_ours():
            return ()
        found = (unpack(_text(place), Laid) for place in self._folder.glob("*.json"))
        return tuple(sorted((laid for laid in found if laid is not None), key=lambda laid: laid.at))

    def drop(self, reference: str) -> None:
        """It is in the person's own folder now."""
        with contextlib.suppress(OSError):
            self._place(reference).unlink(missing_ok=True)

    def _place(self, reference: str) -> Path:
        return self._folder / f"{reference}.json"

    def _make_ours(self) -> None:
        with contextlib.suppress(FileExistsError):
            self._folder.mkdir(mode=0o700, parents=True)
        if not self._is_ours():
            raise errors.NotWritable(str(self._folder), "it belongs to somebody else")

    def _is_ours(self) -> bool:
        try:
            about = self._folder.lstat()
        except OSError:
            return False
        if not hasattr(os, "getuid"):
            return stat.S_ISDIR(about.st_mode)
        return about.st_uid == os.getuid() and stat.S_ISDIR(about.st_mode) and not about.st_mode & 0o077


def _text(place: Path) -> str:
    try:
        return place.read_text("utf-8")
    except (OSError, ValueError):
        return ""
