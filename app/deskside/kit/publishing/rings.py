"""Who gets which archive: rings only ever go up in version, and what was withdrawn never comes back."""

from __future__ import annotations

import io
import tomllib
import zipfile
from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from deskside.catalogue.fields import ID, VERSION
from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import Books
from deskside.kit.publishing.draft import Draft
from deskside.model.catalogue import Archive, Listed, Ring, RingList, archive_of, team_role, version_key


class Promotion(Struct, frozen=True):
    """What an earlier ring has (for the first ring: the newest) comes to ring ``to`` and those before it."""

    id: str
    to: Ring
    version: str = ""

    def draft(self, books: Books) -> Draft:
        archive = self._archive(books)
        draft = Draft(books)
        into_rings(draft, self.to, {archive: books.archives(self.id)[archive].hashes["sha256"]}, {})
        return draft

    def _archive(self, books: Books) -> Archive:
        mine = of_one_team(books, self.id)
        earlier = [books.ring(ring).troubleshooters.get(self.id) for ring in up_to(self.to)[:-1]]
        there = [archive_of(listed.path) for listed in earlier if listed is not None]
        chosen = [a for a in mine if a.version == self.version] if self.version else ([a for a in there if a] or mine)
        if not chosen:
            told = ", ".join(archive.version for archive in mine)
            raise PublishingProblem(f"{self.id} {self.version} is not published. There is: {told}.")
        return max(chosen, key=lambda archive: version_key(archive.version))


class Withdrawal(Struct, frozen=True):
    """No computer keeps this id up to this version; without ``version`` up to the newest that was published."""

    id: str
    version: str = ""

    def draft(self, books: Books) -> Draft:
        check_withdrawal(self.id, self.version)
        newest = books.newest(self.id)
        version = self.version or (newest.version if newest else "")
        if not version:
            raise PublishingProblem(
                f"{self.id} is not in the catalogue. If it is a built-in one that computers should no longer show, "
                "say up to which version: --version 1.0.0"
            )
        draft = Draft(books)
        for ring in Ring:
            listed = without(books.ring(ring), self.id, version)
            was = books.ring(ring).troubleshooters.get(self.id)
            if was is not None and self.id not in listed.troubleshooters:
                draft.says.append(f"ring {ring}: {self.id} {_version(was)} goes; computers delete their copies")
            draft.put_ring(ring, listed)
        for archive in books.archives(self.id):
            if version_key(archive.version) <= version_key(version):
                draft.drop(team_role(archive.team), archive.path)
                draft.optional.add(team_role(archive.team))
                draft.says.append(f"team {archive.team}: {archive.id} {archive.version} is signed no more")
        if not draft.changes:
            draft.says.append(f"{self.id} {version} is withdrawn already. Nothing changes.")
        elif not any(line.startswith("ring") for line in draft.says):
            draft.says.append(f"all rings: {self.id} up to {version} is hidden, a built-in one too")
        return draft


def check_withdrawal(id: str, version: str) -> None:  # noqa: A002
    """PublishingProblem for what no troubleshooter can have. Computers refuse a whole list that names it, and what is
    withdrawn stays in the list for good.
    """
    if not ID.fullmatch(id):
        raise PublishingProblem(f"{id!r} can't be an id: those are like vpn or old-printer. Nothing was changed.")
    if version and not VERSION.fullmatch(version):
        raise PublishingProblem(f"{version!r} can't be a version: those are like 1.0.0. Nothing was changed.")


def into_rings(draft: Draft, to: Ring, archives: Mapping[Archive, str], needs: Mapping[Archive, Iterable[str]]) -> None:
    """These archives, by their hashes, come into ring ``to`` and those before it, where they have no newer one.

    ``needs`` are known of archives that are not in the catalogue yet.
    """
    for ring in up_to(to):
        before = draft.books.ring(ring)
        listed = dict(before.troubleshooters)
        for archive, sha256 in archives.items():
            check_not_withdrawn(before, archive)
            was = listed.get(archive.id)
            if was is not None and version_key(_version(was)) > version_key(archive.version):
                if ring == to:
                    raise PublishingProblem(
                        f"Ring {ring} has {archive.id} {_version(was)} already: a ring never goes down in version. "
                        f"To take it back, publish the old content under a version above {_version(was)}."
                    )
                continue
            new = Listed(archive.path, sha256)
            if new != was:
                listed[archive.id] = new
                draft.says.append(_told(draft.books, ring, was, archive, needs.get(archive)))
        draft.put_ring(ring, msgspec.structs.replace(before, troubleshooters=listed))
    if not draft.changes:
        draft.says.append(f"Ring {to} has that already. Nothing changes.")


def without(ring: RingList, id: str, version: str) -> RingList:  # noqa: A002 - it is the id
    """The ring with this id withdrawn up to ``version``."""
    was = ring.troubleshooters.get(id)
    keep = was is not None and version_key(_version(was)) > version_key(version)
    left = {one: listed for one, listed in ring.troubleshooters.items() if one != id or keep}
    highest = max(version, ring.withdrawn.get(id, "0.0.0"), key=version_key)
    return msgspec.structs.replace(ring, troubleshooters=left, withdrawn={**ring.withdrawn, id: highest})


def of_one_team(books: Books, id: str) -> list[Archive]:  # noqa: A002
    """The archives of this id, all of the team that rings have it from. PublishingProblem when there is no telling."""
    signed = books.archives(id)
    named = (archive_of(listed.path) for ring in Ring if (listed := books.ring(ring).troubleshooters.get(id)))
    owners = {archive.team for archive in named if archive} or {archive.team for archive in signed}
    if not signed:
        raise PublishingProblem(f"{id} is not published.")
    if len(owners) > 1:
        raise PublishingProblem(f"{id} is signed by the teams {', '.join(sorted(owners))}: withdraw one of them first.")
    return [archive for archive in signed if archive.team in owners]


def up_to(ring: Ring) -> tuple[Ring, ...]:
    """The ring, and those that get everything before it, the earliest first."""
    rings = tuple(Ring)
    return rings[: rings.index(ring) + 1]


def needs_in(archive: bytes) -> frozenset[str]:
    """What the manifest in an archive of ours wants to call."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as packed:
            return frozenset(tomllib.loads(packed.read("manifest.toml").decode()).get("needs", ()))
    except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as problem:
        raise PublishingProblem(f"This is not the archive of a troubleshooter: {problem}") from problem


def _told(books: Books, ring: Ring, was: Listed | None, archive: Archive, needs: Iterable[str] | None) -> str:
    old = _needs(books, was.path) if was else frozenset()
    new = sorted((_needs(books, archive.path) if needs is None else frozenset(needs)) - old)
    wants = f"{'newly ' if was else ''}needs {', '.join(new)}" if new else "needs nothing new"
    what = f"{_version(was)} -> {archive.version}" if was else f"new, {archive.version}"
    return f"ring {ring}: {archive.id} {what}; {wants}"


def _needs(books: Books, path: str) -> frozenset[str]:
    archive = archive_of(path)
    target = books.archives(archive.id).get(archive) if archive else None
    return needs_in(books.content(target)) if target else frozenset()


def check_not_withdrawn(ring: RingList, archive: Archive) -> None:
    """PublishingProblem when no computer would keep it."""
    highest = ring.withdrawn.get(archive.id)
    if highest and version_key(archive.version) <= version_key(highest):
        raise PublishingProblem(
            f"{archive.id} was withdrawn up to {highest}: computers would delete {archive.version} again. "
            f"Give it a version above {highest}."
        )


def _version(listed: Listed) -> str:
    archive = archive_of(listed.path)
    return archive.version if archive else "0.0.0"
