"""How a catalogue stands: who gets what, what runs out when, and which keys there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from deskside.kit.publishing import journal
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.office import Office
from deskside.model.catalogue import Ring, archive_of

SOON = {"snapshot": timedelta(days=1), "timestamp": timedelta(days=1)}
OFFLINE_SOON = timedelta(days=30)


class KeyStatus(Struct, frozen=True):
    id: str
    here: bool
    """Whether it lies in one of the folders that were named."""


class RoleStatus(Struct, frozen=True):
    role: str
    version: int
    expires: str
    days: float
    """Left; negative when it has run out."""
    threshold: int
    keys: tuple[KeyStatus, ...]


class Status(Struct, frozen=True):
    catalogue: str
    roles: tuple[RoleStatus, ...]
    rings: dict[str, dict[str, str]]
    """Versions, by ring and id."""
    notices: dict[str, tuple[str, ...]]
    """By ring."""
    withdrawn: dict[str, str]
    signed_only: tuple[str, ...]
    """Archives that no ring has."""
    warnings: tuple[str, ...]

    def in_use(self) -> frozenset[str]:
        """The ids of all keys that count."""
        return frozenset(key.id for role in self.roles for key in role.keys)


def read_status(office: Office, now: datetime) -> Status:
    books = office.books()
    lists = {ring: books.ring(ring) for ring in Ring}
    listed = {one.path for ring in lists.values() for one in ring.troubleshooters.values()}
    roles = tuple(_roles(office, books, now))
    return Status(
        catalogue=str(office.folder.absolute()),
        roles=roles,
        rings={
            ring: {id_: _version(one.path) for id_, one in sorted(of.troubleshooters.items())}
            for ring, of in lists.items()
        },
        notices={ring: of.notices for ring, of in lists.items()},
        withdrawn=dict(sorted(lists[Ring.ALL].withdrawn.items())),
        signed_only=tuple(sorted(archive.path for archive in books.archives() if archive.path not in listed)),
        warnings=tuple(_warnings(office, roles)),
    )


def status_lines(status: Status) -> Iterable[str]:
    """The same for people."""
    yield f"Catalogue {status.catalogue}"
    for ring, versions in status.rings.items():
        yield f"ring {ring}: " + (", ".join(f"{id_} {version}" for id_, version in versions.items()) or "nothing")
        if status.notices[ring]:
            yield f"    notices: {', '.join(status.notices[ring])}"
    if status.signed_only:
        yield f"in no ring: {', '.join(status.signed_only)}"
    if status.withdrawn:
        yield "withdrawn: " + ", ".join(f"{id_} up to {version}" for id_, version in status.withdrawn.items())
    for role in status.roles:
        keys = ", ".join(f"{key.id[:8]}{' (here)' if key.here else ''}" for key in role.keys)
        yield f"{role.role} {role.version}: until {role.expires} ({role.days:.0f} days); {role.threshold} of {keys}"
    yield from status.warnings


def _roles(office: Office, books: Books, now: datetime) -> Iterable[RoleStatus]:
    online = {"snapshot": books.snapshot.signed, "timestamp": books.timestamp.signed}
    offline = {role: found.signed for role, found in books.roles.items()}
    for role, signed in {"root": books.root.signed, **offline, **online}.items():
        asked = books.delegator(role).get_delegated_role(role)
        yield RoleStatus(
            role=role,
            version=signed.version,
            expires=f"{signed.expires:%Y-%m-%d %H:%M} UTC",
            days=round((signed.expires - now) / timedelta(days=1), 2),
            threshold=asked.threshold,
            keys=tuple(KeyStatus(keyid, office.keys.has(keyid)) for keyid in asked.keyids),
        )


def _warnings(office: Office, roles: Iterable[RoleStatus]) -> Iterable[str]:
    if journal.is_unfinished(office.folder):
        yield "A command was interrupted. The next one that changes something finishes it first; `renew` will do."
    for role in roles:
        do = "renew" if role.role in SOON else f"renew {role.role}"
        soon = SOON.get(role.role, OFFLINE_SOON)
        if role.days <= 0:
            yield f"{role.role} ran out on {role.expires}: computers take nothing new. Run: deskside catalogue {do}"
        elif role.days <= soon / timedelta(days=1):
            yield f"{role.role} runs out on {role.expires}. Run: deskside catalogue {do}"


def _version(path: str) -> str:
    archive = archive_of(path)
    return archive.version if archive else ""
