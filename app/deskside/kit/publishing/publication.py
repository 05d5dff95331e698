"""Puts a team's packed troubleshooters into the catalogue, and into a ring if that is wanted."""

from __future__ import annotations

import hashlib

from msgspec import Struct

from deskside.catalogue.client.planning import is_name
from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.draft import Draft
from deskside.kit.publishing.rings import check_not_withdrawn, into_rings, needs_in
from deskside.model.catalogue import TEAM, Archive, Ring, archive_of, team_role, version_key


class Packed(Struct, frozen=True):
    """A troubleshooter as it is published."""

    id: str
    version: str
    content: bytes
    """The archive."""


class Publication(Struct, frozen=True):
    """Without a ring the archives are signed, and no computer gets them before they are promoted."""

    archives: tuple[Packed, ...]
    team: str
    ring: Ring | None = Ring.PILOT

    def draft(self, books: Books) -> Draft:
        if self.team not in books.teams:
            raise PublishingProblem(
                f"There is no team {self.team} in this catalogue. There is: {', '.join(books.teams)}."
            )
        draft = Draft(books)
        hashes = {self._archive(packed): hashlib.sha256(packed.content).hexdigest() for packed in self.archives}
        if len({archive.id for archive in hashes}) < len(self.archives):
            raise PublishingProblem("One id stands twice among what is to be published.")
        for packed in self.archives:
            self._sign(draft, packed)
        if self.ring is not None:
            needs = {self._archive(packed): needs_in(packed.content) for packed in self.archives}
            into_rings(draft, self.ring, hashes, needs)
        return draft

    def _archive(self, packed: Packed) -> Archive:
        archive = Archive(self.team, packed.id, packed.version)
        if archive_of(archive.path) != archive:
            raise PublishingProblem(f"{packed.id} {packed.version} can't be the name of an archive: see the manifest.")
        if not is_name(packed.id):
            raise PublishingProblem(f"{packed.id} can't be the name of a folder on every computer. Choose another id.")
        return archive

    def _sign(self, draft: Draft, packed: Packed) -> None:
        archive, signed = self._archive(packed), draft.books.archives(packed.id)
        if others := sorted({one.team for one in signed} - {self.team}):
            raise PublishingProblem(f"{packed.id} is published by team {others[0]}. Choose another id, or ask them.")
        if archive in signed:
            if signed[archive].hashes["sha256"] != hashlib.sha256(packed.content).hexdigest():
                raise PublishingProblem(
                    f"{packed.id} {packed.version} is published already, with another content. "
                    'Computers that have it would not fetch it again: give it a higher "version" in its manifest.'
                )
            return
        higher = [one.version for one in signed if version_key(one.version) >= version_key(packed.version)]
        if higher:
            newest = max(higher, key=version_key)
            raise PublishingProblem(
                f"{packed.id} {newest} is published already, and {packed.version} is not above it. "
                'Give it a higher "version" in its manifest.'
            )
        for ring in Ring:
            check_not_withdrawn(draft.books.ring(ring), archive)
        draft.put(team_role(self.team), archive.path, packed.content)
        draft.says.append(f"team {self.team}: signs {packed.id} {packed.version}, {_size(len(packed.content))}")


def check_team(name: str) -> str:
    """The name, which has to go into the name of a role and of a folder."""
    if not TEAM.fullmatch(name):
        raise PublishingProblem(f"{name!r} can't be the name of a team: small letters, digits and dashes, 32 at most.")
    return name


def _size(count: int) -> str:
    return f"{count / 1024:.1f} KiB"
