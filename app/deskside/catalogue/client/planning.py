"""What a ring's list means for what is here: what to keep, to fetch, to let go, and what not to believe. No I/O."""

from __future__ import annotations

import re

import msgspec
from msgspec import Struct

from deskside.catalogue.client.current import Current, Installed
from deskside.catalogue.fields import ID
from deskside.errors import CatalogueProblem
from deskside.language import _
from deskside.model.arrived import Gone, Refusal
from deskside.model.catalogue import DEVICE_NAME, SCHEMA, Archive, Listed, Ring, RingList, archive_of, version_key
from deskside.model.shapes import decode

MOST_RING = 4 << 20
MOST_LISTED, MOST_NOTICES = 5000, 50
LONGEST_ID = 100
"""Letters, as in a manifest."""
_VERSION = re.compile(r"\d{1,9}(\.\d{1,9}){2}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Wanted(Struct, frozen=True):
    """One archive to fetch."""

    archive: Archive
    sha256: str
    before: str = ""

    @property
    def installed(self) -> Installed:
        return Installed(self.archive.version, self.sha256)


class Plan(Struct, frozen=True):
    keep: dict[str, Installed] = {}
    fetch: tuple[Wanted, ...] = ()
    gone: tuple[Gone, ...] = ()
    refused: tuple[Refusal, ...] = ()


def is_name(id: str) -> bool:  # noqa: A002 - it is the id
    """Whether it is an id, and a folder can be called so on every system."""
    return len(id) <= LONGEST_ID and ID.fullmatch(id) is not None and not DEVICE_NAME.match(id)


def read_ring(content: bytes) -> RingList:
    """The list, when it is one that this version understands."""
    try:
        told = decode(content, RingList)
    except (msgspec.DecodeError, RecursionError) as problem:
        says = _("This version of Deskside can't use the catalogue's list.")
        raise CatalogueProblem(f"the ring's list: {problem}", says=says) from problem
    sound = (
        told.schema == SCHEMA
        and len(told.troubleshooters) <= MOST_LISTED
        and len(told.notices) <= MOST_NOTICES
        and all(ID.fullmatch(name) for name in (*told.notices, *told.withdrawn))
        and all(_VERSION.fullmatch(version) for version in told.withdrawn.values())
    )
    if not sound:
        says = _("This version of Deskside can't use the catalogue's list.")
        why = f"the ring's list has schema {told.schema}, or ids and versions that are none"
        raise CatalogueProblem(why, says=says)
    return told


def remembering(told: RingList, known: dict[str, str]) -> RingList:
    """The list with what was ever withdrawn here: whoever writes lists with a stolen key can't unwithdraw anything."""
    withdrawn = dict(told.withdrawn)
    for name, version in known.items():
        withdrawn[name] = max(version, withdrawn.get(name, "0.0.0"), key=version_key)
    return msgspec.structs.replace(told, withdrawn=withdrawn)


def plan(told: RingList, ring: Ring, here: Current) -> Plan:
    """Within a ring no version ever goes down. Another ring is IT's wish: its list holds as it is."""
    withdrawn = Current(withdrawn=told.withdrawn)
    same_ring = here.ring == ring
    keep: dict[str, Installed] = {}
    fetch: list[Wanted] = []
    refused: list[Refusal] = []
    for name, listed in sorted(told.troubleshooters.items()):
        have = here.troubleshooters.get(name)
        if have is not None and withdrawn.is_withdrawn(name, have.version):
            have = None
        before = here.troubleshooters[name].version if name in here.troubleshooters else ""
        try:
            archive = _archive(name, listed)
            _check(archive, listed, have, withdrawn, here.highest.get(name, "0") if same_ring else "0")
        except CatalogueProblem as problem:
            refused.append(Refusal(name, problem.says, problem.why))
            if have is not None:
                keep[name] = have
            continue
        if have is not None and have.version == archive.version:
            keep[name] = have
        else:
            fetch.append(Wanted(archive, listed.sha256, before))
    staying = keep.keys() | {one.archive.id for one in fetch}
    gone = [
        Gone(name, one.version, "withdrawn" if withdrawn.is_withdrawn(name, one.version) else "ring")
        for name, one in sorted(here.troubleshooters.items())
        if name not in staying
    ]
    return Plan(keep, tuple(fetch), tuple(gone), tuple(refused))


def _archive(name: str, listed: Listed) -> Archive:
    archive = archive_of(listed.path)
    if archive is None or archive.id != name or not (is_name(name) and _VERSION.fullmatch(archive.version)):
        says = _("The catalogue's list names something else for it.")
        raise CatalogueProblem(f"{listed.path[:200]!r} is not the path of an archive of {name[:60]!r}", says=says)
    if not _SHA256.fullmatch(listed.sha256):
        says = _("The catalogue's list does not say which bytes it has.")
        raise CatalogueProblem(f"{listed.path}: sha256 is {listed.sha256[:80]!r}", says=says)
    return archive


def _check(archive: Archive, listed: Listed, have: Installed | None, withdrawn: Current, highest: str) -> None:
    if withdrawn.is_withdrawn(archive.id, archive.version):
        why = f"{archive.path} is listed, and withdrawn up to {withdrawn.withdrawn[archive.id]}"
        raise CatalogueProblem(why, says=_("This version of it was withdrawn."))
    if version_key(archive.version) < version_key(highest):
        why = f"{archive.path} is listed, and {highest} was here"
        raise CatalogueProblem(why, says=_("It is older than what this computer had already."))
    if have is not None and have.version == archive.version and have.sha256 != listed.sha256:
        why = f"{archive.path} has sha256 {listed.sha256}, and {have.sha256} is here"
        raise CatalogueProblem(why, says=_("It was changed without a new version."))
