"""A catalogue made with python-tuf's own parts, in memory: every file can be made right, or wrong in just one way.

What IT uses is ``deskside catalogue``; that one makes no mistakes on purpose.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import (
    DelegatedRole,
    Delegations,
    Metadata,
    MetaFile,
    Root,
    Snapshot,
    TargetFile,
    Targets,
    Timestamp,
)

from deskside.model.catalogue import RELEASE, Listed, Ring, RingList, notice_path, ring_path, team_role

Keys = list[CryptoSigner]


def key() -> CryptoSigner:
    return CryptoSigner.generate_ed25519()


def in_days(days: float) -> datetime:
    return (datetime.now(UTC) + timedelta(days=days)).replace(microsecond=0)


def manifest(id: str, version: str, title: str = "", more: str = "") -> str:  # noqa: A002 - it is the id
    return (
        f'api = 1\nid = "{id}"\nversion = "{version}"\ntitle = "{title or f"The {id} does not work"}"\n'
        f'phrases = ["my {id} is broken"]\n{more}'
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(zipfile.ZipInfo(name), inside, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def archive(id: str, version: str, **files: str) -> bytes:  # noqa: A002 - it is the id
    more = {name.replace("__", "."): content for name, content in files.items()}
    return packed({"manifest.toml": manifest(id, version), **more})


class Forge:
    """``files`` is what lies on the web server, by path. Two of three keys for root and targets; one for the rest."""

    def __init__(self, teams: Iterable[str] = ("network", "print")) -> None:
        self.files: dict[str, bytes] = {}
        self.keys: dict[str, Keys] = {"root": [key(), key(), key()], "targets": [key(), key(), key()]}
        self.keys |= {name: [key()] for name in ("snapshot", "timestamp", RELEASE, *map(team_role, teams))}
        root = Root(expires=in_days(365), consistent_snapshot=True)
        for role, threshold in (("root", 2), ("targets", 2), ("snapshot", 1), ("timestamp", 1)):
            for one in self.keys[role]:
                root.add_key(one.public_key, role)
            root.roles[role].threshold = threshold
        self.root = Metadata(root)
        self.targets = Metadata(Targets(expires=in_days(180)))
        paths = {
            RELEASE: ["rings/*", "notices/*"],
            **{team_role(team): [f"troubleshooters/{team}/*"] for team in teams},
        }
        roles = {name: DelegatedRole(name, [], 1, terminating=True, paths=where) for name, where in paths.items()}
        self.targets.signed.delegations = Delegations({}, roles)
        for name in roles:
            self.targets.signed.add_key(self.keys[name][0].public_key, name)
        self.roles = {name: Metadata(Targets(expires=in_days(60))) for name in roles}
        self.snapshot, self.timestamp = Metadata(Snapshot(expires=in_days(7))), Metadata(Timestamp(expires=in_days(3)))
        self.rings: dict[Ring, RingList] = {}
        self.sign_root()
        self.sign_targets()
        self.installed_root = self.files["metadata/1.root.json"]

    # what is published

    def archive(self, team: str, id: str, version: str, content: bytes | None = None) -> Listed:  # noqa: A002
        """An archive signed by its team."""
        content = archive(id, version) if content is None else content
        path = f"troubleshooters/{team}/{id}-{version}.zip"
        self.add(team_role(team), path, content)
        return Listed(path, hashlib.sha256(content).hexdigest())

    def notice(self, id: str, title: str = "E-mail is slow") -> None:  # noqa: A002 - it is the id
        text = f'title = "{title}"\nsays = "We work on it."\nsince = 2026-11-22T09:30:00+01:00\n'
        self.add(RELEASE, notice_path(id), text.encode())

    def ring(
        self,
        ring: Ring = Ring.ALL,
        troubleshooters: Mapping[str, Listed] | None = None,
        notices: Iterable[str] = (),
        withdrawn: Mapping[str, str] | None = None,
    ) -> None:
        told = RingList(1, dict(troubleshooters or {}), tuple(notices), dict(withdrawn or {}))
        self.add(RELEASE, ring_path(ring), msgspec.json.encode(told))

    def add(self, role: str, path: str, content: bytes) -> None:
        target = TargetFile.from_data(path, content, ["sha256"])
        self.roles[role].signed.targets[path] = target
        folder, _, name = path.rpartition("/")
        self.files[f"targets/{folder}/{target.hashes['sha256']}.{name}"] = content

    # signing

    def sign_root(self, keys: Keys | None = None) -> None:
        self._put(self.root, keys or self.keys["root"][:2], f"{self.root.signed.version}.root")

    def sign_targets(self, keys: Keys | None = None) -> None:
        self._put(self.targets, keys or self.keys["targets"][:2], f"{self.targets.signed.version}.targets")

    def publish(self, keys: Mapping[str, Keys] | None = None, expires: datetime | None = None) -> None:
        """Every role anew, with the next version, and a timestamp for it all."""
        keys = {**self.keys, **(keys or {})}
        for name, role in self.roles.items():
            role.signed.version += 1
            self._put(role, keys[name], f"{role.signed.version}.{name}")
        versions = {name: role.signed.version for name, role in self.roles.items()}
        self.snap({"targets": self.targets.signed.version, **versions}, keys, expires)

    def snap(self, versions: Mapping[str, int], keys: Mapping[str, Keys], expires: datetime | None = None) -> None:
        """A snapshot that names these versions, and its timestamp."""
        self.snapshot.signed.version += 1
        self.timestamp.signed.version += 1
        self.snapshot.signed.meta = {f"{name}.json": MetaFile(version) for name, version in versions.items()}
        number = self.snapshot.signed.version
        content = self._put(self.snapshot, keys["snapshot"], f"{number}.snapshot")
        self.timestamp.signed.snapshot_meta = MetaFile.from_data(number, content, ["sha256"])
        if expires is not None:
            self.timestamp.signed.expires = expires
        self._put(self.timestamp, keys["timestamp"], "timestamp")

    def _put(self, made: Metadata, keys: Keys, name: str) -> bytes:
        made.signatures.clear()
        for one in keys:
            made.sign(one, append=True)
        self.files[f"metadata/{name}.json"] = made.to_bytes()
        return self.files[f"metadata/{name}.json"]

    def write(self, folder: Path) -> Path:
        """The catalogue as a folder, as on a share."""
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder
