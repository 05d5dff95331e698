"""The set of troubleshooters and notices that is in force: one small file says it, and is replaced in one step.

::

    catalogue/
      current.json                             what is in force
      troubleshooters/ID-VERSION-HASH/ID/…     each version in a folder of its own, never changed once it is there
      notices/HASH/ID.toml                     each set of notices in a folder of its own
      metadata/  ring.json  incoming/          what the signatures are checked against; what is being fetched
      last.json  clock.json  lock  in-use/     the last look, the highest time seen, who is at it, who uses what
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.catalogue.listing import Listing, discover
from deskside.config.files import Unreadable, read_bytes, replace_text
from deskside.model.catalogue import version_key
from deskside.model.shapes import decode

MOST = 4 << 20
_FOLDER = re.compile(r"(?P<id>[a-z][a-z0-9-]*)-(?P<version>\d{1,9}(?:\.\d{1,9}){2})-[0-9a-f]{12}")
_VERSION = re.compile(r"\d{1,9}(\.\d{1,9}){2}")
_NOTICES = re.compile(r"[0-9a-f]{16}")


class Installed(Struct, frozen=True):
    """One troubleshooter that came from the catalogue."""

    version: str
    sha256: str
    """Of its archive, as the ring names it."""


class Current(Struct, frozen=True):
    """What is in force."""

    ring: str = ""
    troubleshooters: dict[str, Installed] = {}
    withdrawn: dict[str, str] = {}
    """By id, the version up to which nobody may keep a copy. What is in it once stays in it."""
    notices: str = ""
    """The folder in ``notices``; "" without any."""
    notice_ids: tuple[str, ...] = ()
    highest: dict[str, str] = {}
    """By id, the highest version that was ever here in this ring: never below it again."""
    schema: int = 1

    def is_withdrawn(self, id: str, version: str) -> bool:  # noqa: A002 - it is the id
        last = self.withdrawn.get(id)
        return last is not None and version_key(version) <= version_key(last)


def read_current(place: Path) -> Current:
    """What is in force; nothing where the file is missing or can't be read (it is fetched anew then)."""
    try:
        read = decode(read_bytes(place / "current.json", MOST, links=False), Current)
    except (Unreadable, msgspec.DecodeError, RecursionError):
        return Current()
    return read if _is_sound(read) else Current()


def _is_sound(read: Current) -> bool:
    """Whether its names are names of ours and its versions can be compared: nothing else of it is ever looked at."""
    versions = [*read.withdrawn.values(), *read.highest.values()]
    folders = [f"{id_}-{one.version}-{one.sha256[:12]}" for id_, one in read.troubleshooters.items()]
    return (
        all(_FOLDER.fullmatch(name) for name in folders)
        and all(_VERSION.fullmatch(version) for version in versions)
        and (not read.notices or _NOTICES.fullmatch(read.notices) is not None)
    )


def write_current(place: Path, current: Current) -> None:
    replace_text(place / "current.json", msgspec.json.encode(current).decode())


def folder_of(place: Path, id: str, one: Installed) -> Path:  # noqa: A002 - it is the id
    """Where this version lies; the troubleshooter itself is the folder ``ID`` in it."""
    return place / "troubleshooters" / f"{id}-{one.version}-{one.sha256[:12]}"


def version_of(folder: Path) -> tuple[str, str] | None:
    """Id and version of a folder in ``troubleshooters``; None when it is none of ours."""
    found = _FOLDER.fullmatch(folder.name)
    return (found["id"], found["version"]) if found else None


class Arrived:
    """What arrived, for those who offer it. Reads nothing but ``current.json``, and that only when it has changed."""

    def __init__(self, place: Path, *, wanted: bool) -> None:
        self.place, self._wanted = place, wanted
        self._read: tuple[object, Current] = (None, Current())

    def stamp(self) -> object:
        """Differs when another set is in force."""
        try:
            seen = (self.place / "current.json").lstat()
        except OSError:
            return None
        return (seen.st_mtime_ns, seen.st_size, seen.st_ino)

    def current(self) -> Current:
        """What is in force; nothing without a catalogue in the settings."""
        stamp = self.stamp()
        if not self._wanted or stamp is None:
            return Current()
        if self._read[0] != stamp:
            self._read = (stamp, read_current(self.place))
        return self._read[1]

    def notices(self) -> tuple[Path, ...]:
        """The folder with the notices in force."""
        name = self.current().notices
        return (self.place / "notices" / name,) if name else ()

    def offered(self, built_in: Listing, system: str) -> Listing:
        """The troubleshooters of the catalogue and those that are built in; of one id the higher version.

        What was withdrawn is not offered, built in or not.
        """
        current = self.current()
        folders = [folder_of(self.place, id_, one) for id_, one in sorted(current.troubleshooters.items())]
        came = discover(folders, system=system)
        good = {one.id: one for one in built_in.troubleshooters if not current.is_withdrawn(one.id, one.version)}
        for one in came.troubleshooters:
            own = good.get(one.id)
            if own is None or version_key(one.version) >= version_key(own.version):
                good[one.id] = one
        return Listing(tuple(good[name] for name in sorted(good)), (*came.broken, *built_in.broken))
