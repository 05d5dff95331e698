"""A catalogue as it stands, everything in it checked from the publisher's own copy of the root on.

Whoever may write to the web server must not get a publisher to sign what they
put there: what is not signed by the right keys is refused here just as computers
refuse it. Only that it may have expired: that is what renewing is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import msgspec
from tuf.api.exceptions import RepositoryError
from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, TargetFile, Targets, Timestamp
from tuf.api.serialization import DeserializationError

from deskside.config.files import Unreadable, read_bytes
from deskside.errors import PublishingProblem
from deskside.model.catalogue import RELEASE, Archive, Ring, RingList, archive_of, ring_path, team_role, version_key
from deskside.model.shapes import decode

T = TypeVar("T", Root, Timestamp, Snapshot, Targets)

METADATA, TARGETS = "metadata", "targets"
_MOST = 64 << 20
_LATEST_ROOT = 100_000


class Books:
    """The newest edition of a catalogue. Nothing here changes it."""

    def __init__(
        self,
        folder: Path,
        root: Metadata[Root],
        timestamp: Metadata[Timestamp],
        snapshot: Metadata[Snapshot],
        roles: Mapping[str, Metadata[Targets]],
    ) -> None:
        self.folder, self.root, self.timestamp, self.snapshot = folder, root, timestamp, snapshot
        self.roles = dict(roles)
        self._rings: dict[Ring, RingList] = {}

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(sorted(role.removeprefix("team-") for role in self.roles if role.startswith("team-")))

    def delegator(self, role: str) -> Root | Targets:
        """Who says which keys sign for this role."""
        return self.root.signed if role in self.root.signed.roles else self.roles["targets"].signed

    def ring(self, ring: Ring) -> RingList:
        if ring not in self._rings:
            self._rings[ring] = self._ring(ring)
        return self._rings[ring]

    def _ring(self, ring: Ring) -> RingList:
        target = self.roles[RELEASE].signed.targets.get(ring_path(ring))
        if target is None:
            return RingList()
        try:
            return decode(self.content(target), RingList)
        except (msgspec.DecodeError, RecursionError) as problem:
            raise PublishingProblem(f"{target.path} in {self.folder} is not a ring's list: {problem}") from problem

    def archives(self, id: str = "") -> dict[Archive, TargetFile]:  # noqa: A002 - it is the id
        """What the teams have signed: all of it, or that of one id."""
        return (
            self._by_id.get(id, {})
            if id
            else {a: target for some in self._by_id.values() for a, target in some.items()}
        )

    def newest(self, id: str) -> Archive | None:  # noqa: A002
        return max(self.archives(id), key=lambda archive: version_key(archive.version), default=None)

    def content(self, target: TargetFile) -> bytes:
        """The bytes of a target, which are those that were signed."""
        content = _read(self.folder / target_file(target))
        try:
            target.verify_length_and_hashes(content)
        except RepositoryError as problem:
            raise PublishingProblem(f"{self.folder / target_file(target)} is not what was signed.") from problem
        return content

    @cached_property
    def _by_id(self) -> dict[str, dict[Archive, TargetFile]]:
        found: dict[str, dict[Archive, TargetFile]] = {}
        for team in self.teams:
            for path, target in self.roles[team_role(team)].signed.targets.items():
                if (archive := archive_of(path)) and archive.team == team:
                    found.setdefault(archive.id, {})[archive] = target
        return found


def open_books(folder: Path, anchor: bytes) -> Books:
    """The catalogue in ``folder``. PublishingProblem names the file that is missing or signed by nobody we trust."""
    root = _newest_root(folder, anchor)
    timestamp = _signed(folder, "timestamp.json", Timestamp, root.signed)
    told = timestamp.signed.snapshot_meta
    snapshot = _signed(folder, f"{told.version}.snapshot.json", Snapshot, root.signed, told)
    versions = snapshot.signed.meta
    roles = {"targets": _role(folder, "targets", root.signed, versions)}
    delegations = roles["targets"].signed.delegations
    for role in delegations.roles or () if delegations else ():
        roles[role] = _role(folder, role, roles["targets"].signed, versions)
    if RELEASE not in roles:
        raise PublishingProblem(f"{folder} has no role {RELEASE}: it was not made by `deskside catalogue init`.")
    return Books(folder, root, timestamp, snapshot, roles)


def target_file(target: TargetFile) -> str:
    """Where a target lies in the catalogue: its name carries its hash."""
    place, slash, name = target.path.rpartition("/")
    return f"{TARGETS}/{place}{slash}{target.hashes['sha256']}.{name}"


def _newest_root(folder: Path, anchor: bytes) -> Metadata[Root]:
    """From the publisher's own copy on, each signed by the one before it and by itself."""
    root = _parsed(anchor, "root.json", Root)
    _verified(root, root.signed, "root.json beside the keys")
    for version in range(root.signed.version + 1, _LATEST_ROOT):
        file = folder / METADATA / f"{version}.root.json"
        if not file.exists():
            break
        newer = _signed(folder, file.name, Root, root.signed)
        _verified(newer, newer.signed, str(file))
        if newer.signed.version != version:
            raise PublishingProblem(f"{file} says that it is version {newer.signed.version}.")
        root = newer
    return root


def _role(folder: Path, role: str, delegator: Root | Targets, versions: Mapping[str, MetaFile]) -> Metadata[Targets]:
    told = versions.get(f"{role}.json")
    if told is None:
        raise PublishingProblem(f"The snapshot in {folder} does not name {role}.")
    return _signed(folder, f"{told.version}.{role}.json", Targets, delegator, told)


def _signed(
    folder: Path, name: str, kind: type[T], delegator: Root | Targets, told: MetaFile | None = None
) -> Metadata[T]:
    file = folder / METADATA / name
    content = _read(file)
    found = _parsed(content, str(file), kind)
    role = name.removesuffix(".json").partition(".")[2] or name.removesuffix(".json")
    _verified(found, delegator, str(file), role)
    if told is not None:
        try:
            told.verify_length_and_hashes(content)
        except RepositoryError as problem:
            raise PublishingProblem(f"{file} is not the one that was published: {problem}") from problem
        if found.signed.version != told.version:
            raise PublishingProblem(f"{file} says that it is version {found.signed.version}.")
    return found


def _verified(found: Metadata[T], delegator: Root | Targets, name: str, role: str = "root") -> None:
    try:
        delegator.verify_delegate(role, found.signed_bytes, found.signatures)
    except (RepositoryError, ValueError) as problem:
        raise PublishingProblem(
            f"{name} is not signed by the keys for it: {problem}. Nothing that builds on it can be signed."
        ) from problem


def _parsed(content: bytes, name: str, kind: type[T]) -> Metadata[T]:
    try:
        found: Metadata[T] = Metadata[T].from_bytes(content)
    except (DeserializationError, RecursionError) as problem:
        raise PublishingProblem(f"{name} is damaged: {problem}") from problem
    if not isinstance(found.signed, kind):
        raise PublishingProblem(f"{name} is not {kind.type} metadata.")
    return found


def _read(file: Path) -> bytes:
    try:
        return read_bytes(file, _MOST)
    except Unreadable as problem:
        missing = problem.why == "missing"
        more = " Is this the folder of a catalogue? `deskside catalogue init` makes one." if missing else ""
        raise PublishingProblem(f"{file} is {problem.why}.{more}") from problem
