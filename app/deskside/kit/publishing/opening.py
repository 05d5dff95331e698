"""A new catalogue: its keys, its first root, its empty rings."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from deskside.errors import PublishingProblem
from deskside.kit.publishing import journal
from deskside.kit.publishing.books import METADATA, target_file
from deskside.kit.publishing.disk import READ_BY_OWNER, Disk
from deskside.kit.publishing.journal import File
from deskside.kit.publishing.keys import ONLINE, ONLINE_FOLDER, ROOT_COPY, Keys
from deskside.kit.publishing.lock import only_one
from deskside.kit.publishing.office import check_apart, write_keys
from deskside.kit.publishing.passphrases import BESIDE
from deskside.kit.publishing.press import LIFE, ROLE_LIFE
from deskside.kit.publishing.publication import check_team
from deskside.kit.publishing.rotation import delegated
from deskside.model.catalogue import RELEASE, Ring, RingList, ring_path, team_role

S = TypeVar("S", Root, Timestamp, Snapshot, Targets)


class Opening(Struct, frozen=True):
    """How many keys there are, and how many of them have to sign."""

    teams: tuple[str, ...] = ("it",)
    root_keys: int = 3
    root_threshold: int = 2
    targets_keys: int = 3
    targets_threshold: int = 2


def open_catalogue(folder: Path, keys: Keys, opening: Opening, now: datetime, disk: Disk | None = None) -> Path:
    """Makes the keys and the catalogue; gives the root that computers have to get.

    PublishingProblem when one of the two folders is in use already.
    """
    disk, home = disk or Disk(folder), keys.folders[0]
    check_opening(folder, home, opening)
    made = {role: [Ed25519PrivateKey.generate() for _ in range(count)] for role, count in _counts(opening).items()}
    online = secrets.token_urlsafe(24)
    new = [keys.sealed(role, key, online if role in ONLINE else "") for role, some in made.items() for key in some]
    files = _first_files(made, opening, now.replace(microsecond=0))
    root = next(file.content for file in files if file.name.endswith(".root.json"))
    write_keys(disk, new, root)
    disk.write(home / ONLINE_FOLDER / BESIDE, f"{online}\n".encode(), READ_BY_OWNER)
    disk.write(home / ROOT_COPY, root)
    disk.settle(home)
    disk.make(folder)
    with only_one(folder):
        journal.change(disk, folder, files)
    return home / ROOT_COPY


def check_opening(folder: Path, home: Path, opening: Opening) -> None:
    """PublishingProblem when this can't be made there."""
    check_apart(folder, [home])
    for team in opening.teams:
        check_team(team)
    for role, keys, threshold in (
        ("root", opening.root_keys, opening.root_threshold),
        ("targets", opening.targets_keys, opening.targets_threshold),
    ):
        if not 1 <= threshold <= keys <= 20:
            raise PublishingProblem(f"{role}: {threshold} of {keys} keys can't sign. Choose 2 of 3, or the like.")
    if (folder / METADATA).exists():
        raise PublishingProblem(f"There is a catalogue in {folder} already. Nothing was changed.")
    if home.exists() and any(home.iterdir()):
        raise PublishingProblem(
            f"{home} is not empty: it may hold keys. Name another folder with --keys, or remove it if it is left of "
            "an init that did not finish."
        )


def _counts(opening: Opening) -> dict[str, int]:
    return {
        "root": opening.root_keys,
        "targets": opening.targets_keys,
        "snapshot": 1,
        "timestamp": 1,
        RELEASE: 1,
        **{team_role(team): 1 for team in opening.teams},
    }


def _first_files(made: dict[str, list[Ed25519PrivateKey]], opening: Opening, now: datetime) -> list[File]:
    root = Root(expires=now + LIFE["root"], consistent_snapshot=True)
    trusted = {role: delegated(role) for role in made if role not in root.roles}
    targets = Targets(expires=now + LIFE["targets"], delegations=Delegations({}, trusted))
    for role, keys in made.items():
        delegator = root if role in root.roles else targets
        for key in keys:
            delegator.add_key(CryptoSigner(key).public_key, role)
    root.roles["root"].threshold, root.roles["targets"].threshold = opening.root_threshold, opening.targets_threshold
    roles: dict[str, Targets] = {"targets": targets}
    roles |= {role: Targets(expires=now + ROLE_LIFE) for role in trusted}
    files = [_empty(roles[RELEASE], ring) for ring in Ring]
    snapshot = Snapshot(expires=now + LIFE["snapshot"])
    for role, payload in roles.items():
        files.append(_file(f"1.{role}.json", payload, made[role]))
        snapshot.meta[f"{role}.json"] = MetaFile.from_data(1, files[-1].content, ["sha256"])
    files.append(_file("1.snapshot.json", snapshot, made["snapshot"]))
    told = MetaFile.from_data(1, files[-1].content, ["sha256"])
    timestamp = Timestamp(expires=now + LIFE["timestamp"], snapshot_meta=told)
    files.append(_file("1.root.json", root, made["root"]))
    return [*files, _file("timestamp.json", timestamp, made["timestamp"])]


def _empty(release: Targets, ring: Ring) -> File:
    content = msgspec.json.encode(RingList(), order="sorted")
    target = TargetFile.from_data(ring_path(ring), content, ["sha256"])
    release.targets[target.path] = target
    return File(target_file(target), content)


def _file(name: str, payload: S, keys: Iterable[Ed25519PrivateKey]) -> File:
    made = Metadata(payload)
    for key in keys:
        made.sign(CryptoSigner(key), append=True)
    return File(f"{METADATA}/{name}", made.to_bytes())
