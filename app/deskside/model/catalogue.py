"""What the catalogue on the web server consists of: the names of its files and the shape of its lists.

The publisher's tools write them, every computer reads them; The Update Framework
(python-tuf) signs and checks them, so everything here is the *content* only.

::

    metadata/…                                   TUF: root, targets, release, team-NAME, snapshot, timestamp
    targets/troubleshooters/TEAM/ID-VERSION.zip  signed by the role ``team-TEAM``, which may sign nothing else
    targets/rings/RING.json                      signed by the role ``release``: what computers of a ring have
    targets/notices/ID.toml                      signed by the role ``release``: known problems

One stolen key alone brings nothing new onto a computer: the team's signs an archive that no ring names, the
release key names archives that no team signed. File names carry their hash (TUF's consistent snapshots).
"""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

SCHEMA = 1
RELEASE = "release"
"""The role that signs rings and notices."""
TEAM = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
"""The name of a publishing team, as in ``team-network``."""
MOST_FILES, MOST_OF_ONE, MOST_BYTES = 500, 2 << 20, 10 << 20
"""What one troubleshooter may consist of: files, bytes of the largest, bytes of all; packed or not."""
FILE_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,98}[A-Za-z0-9_])?")
"""A file's or folder's name in it: means the same on every system, hides nowhere, steers nothing."""
DEVICE_NAME = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9])(\.|$)", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the dot."""
_ARCHIVE = re.compile(
    rf"troubleshooters/(?P<team>{TEAM.pattern})/(?P<id>[a-z][a-z0-9]*(?:-[a-z0-9]+)*)"
    r"-(?P<version>\d+(?:\.\d+){2})\.zip"
)


class Ring(StrEnum):
    """How early a computer gets what is new. Each ring's list is complete in itself."""

    PILOT = "pilot"
    EARLY = "early"
    ALL = "all"


class Listed(Struct, frozen=True, forbid_unknown_fields=True):
    """One archive of a ring: where it lies, and its very bytes: a team's stolen key can swap none."""

    path: str
    """``troubleshooters/network/vpn-1.2.0.zip``."""
    sha256: str
    """Hex digits."""


class RingList(Struct, frozen=True, forbid_unknown_fields=True):
    """``rings/RING.json``: what computers of this ring have, and nothing else."""

    schema: int = SCHEMA
    troubleshooters: dict[str, Listed] = {}
    """By id."""
    notices: tuple[str, ...] = ()
    """Ids."""
    withdrawn: dict[str, str] = {}
    """By id, a version up to which nobody may keep a copy: withdrawn, so a built-in one of that id is hidden too
    where its version is not above it."""


class Archive(Struct, frozen=True):
    """The name of a troubleshooter's archive, taken apart."""

    team: str
    id: str
    version: str

    @property
    def path(self) -> str:
        return f"troubleshooters/{self.team}/{self.id}-{self.version}.zip"


def archive_of(path: str) -> Archive | None:
    """None when this is not the path of an archive."""
    found = _ARCHIVE.fullmatch(path)
    return Archive(**found.groupdict()) if found else None


def ring_path(ring: Ring) -> str:
    return f"rings/{ring}.json"


def notice_path(id: str) -> str:  # noqa: A002 - it is the id
    return f"notices/{id}.toml"


def team_role(team: str) -> str:
    return f"team-{team}"


def version_key(version: str) -> tuple[int, ...]:
    """To compare two versions; trailing zeros do not count."""
    numbers = [int(part) for part in version.split(".")]
    while numbers and numbers[-1] == 0:
        numbers.pop()
    return tuple(numbers)
