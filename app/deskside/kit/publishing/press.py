"""Makes an edition out of a draft: new versions, new dates, signed by the keys that the catalogue itself asks for."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from tuf.api.metadata import Metadata, MetaFile, Root, Snapshot, Targets, Timestamp

from deskside.errors import PublishingProblem
from deskside.kit.publishing.books import METADATA
from deskside.kit.publishing.draft import Draft
from deskside.kit.publishing.journal import File
from deskside.kit.publishing.keys import Keys
from deskside.kit.publishing.sweeping import outdated
from deskside.model.catalogue import RELEASE

S = TypeVar("S", Root, Timestamp, Snapshot, Targets)

LIFE: Mapping[str, timedelta] = {
    "root": timedelta(days=365),
    "targets": timedelta(days=365),
    "snapshot": timedelta(days=3),
    "timestamp": timedelta(days=3),
}
ROLE_LIFE = timedelta(days=180)
"""Of ``release`` and the teams: each publication gives it anew."""


class Press:
    """One draft, with the keys at hand."""

    def __init__(self, draft: Draft, keys: Keys, now: datetime) -> None:
        self._draft, self._keys, self._now = draft, keys, now.replace(microsecond=0)
        self._before = draft.books.root.signed
        self._root = draft.root or self._before
        self._roles = {name: role.signed for name, role in draft.books.roles.items()} | draft.roles
        self._made: dict[str, bytes] = {}

    def check(self) -> None:
        """PublishingProblem names every key that is missing, before anything is signed or written."""
        for role in sorted(self._draft.optional & self._draft.roles.keys()):
            if lack := self._lack(role):
                self._draft.leave_out(role)
                self._draft.says.append(f"{role} stays as it is: {lack}")
        signing = [*self._draft.roles, *(("snapshot", "timestamp") if self._shows else ())]
        lacks = [self._lack(role) for role in signing]
        if self._draft.root is not None:
            lacks += [_lack("root", self._before, self._keys), _lack("root", self._root, self._keys)]
        if found := list(dict.fromkeys(filter(None, lacks))):
            raise PublishingProblem("\n".join((*found, f"Looked in: {self._keys.where()}. Nothing was changed.")))

    def files(self) -> list[File]:
        """All files of the edition, in the order in which they are put in place."""
        roles = [self._role(name, payload) for name, payload in self._draft.roles.items()]
        files = [*self._draft.files.values(), *roles]
        if self._shows:
            files += [self._snapshot(), self._timestamp()]
        if self._draft.root is None:
            return files
        # Last: what comes before it is signed by the old keys too, so that both roots lead to it.
        return [*files, self._next_root()] if self._old_keys_sign else [self._next_root(), *files]

    def outdated(self) -> list[str]:
        """Files that may go once the new ones are there."""
        folder, found = self._draft.books.folder, list(self._draft.gone)
        for role, payload in self._draft.roles.items():
            found += outdated(folder, role, payload.version, payload)
        if self._shows:
            found += outdated(folder, "snapshot", self._draft.books.snapshot.signed.version + 1)
        return found

    @property
    def _shows(self) -> bool:
        """Whether computers have to be shown a new snapshot."""
        return bool(self._draft.roles or self._draft.online)

    @property
    def _old_keys_sign(self) -> bool:
        """Whether the keys that the next root trusts no more are at hand all the same: else they are lost."""
        replaced = [
            role for role in ("targets", "snapshot", "timestamp") if self._before.roles[role] != self._root.roles[role]
        ]
        return not any(_lack(role, self._before, self._keys) for role in replaced)

    def _delegator(self, role: str) -> Root | Targets:
        return self._root if role in self._root.roles else self._roles["targets"]

    def _lack(self, role: str) -> str:
        return _lack(role, self._delegator(role), self._keys)

    def _next_root(self) -> File:
        root = self._root
        root.version, root.expires = self._before.version + 1, self._now + LIFE["root"]
        content = self._signed("root", root, (root, self._before))
        return File(f"{METADATA}/{root.version}.root.json", content)

    def _role(self, role: str, payload: Targets) -> File:
        before = self._draft.books.roles.get(role)
        payload.version = before.signed.version + 1 if before else 1
        payload.expires = self._now + LIFE.get(role, ROLE_LIFE)
        self._made[role] = self._signed(role, payload, self._by(role))
        return File(f"{METADATA}/{payload.version}.{role}.json", self._made[role])

    def _snapshot(self) -> File:
        snapshot = copy.deepcopy(self._draft.books.snapshot.signed)
        snapshot.version, snapshot.expires = snapshot.version + 1, self._now + LIFE["snapshot"]
        for role, content in self._made.items():
            version = self._draft.roles[role].version
            snapshot.meta[f"{role}.json"] = MetaFile.from_data(version, content, ["sha256"])
        self._made["snapshot"] = self._signed("snapshot", snapshot, self._by("snapshot"))
        return File(f"{METADATA}/{snapshot.version}.snapshot.json", self._made["snapshot"])

    def _timestamp(self) -> File:
        timestamp = copy.deepcopy(self._draft.books.timestamp.signed)
        version = self._draft.books.snapshot.signed.version + 1
        timestamp.version, timestamp.expires = timestamp.version + 1, self._now + LIFE["timestamp"]
        timestamp.snapshot_meta = MetaFile.from_data(version, self._made["snapshot"], ["sha256"])
        return File(f"{METADATA}/timestamp.json", self._signed("timestamp", timestamp, self._by("timestamp")))

    def _by(self, role: str) -> Iterable[Root | Targets]:
        """Whose keys sign: the new ones', and the old root's where there are both."""
        yield self._delegator(role)
        if self._draft.root is not None and role in self._before.roles and self._old_keys_sign:
            yield self._before

    def _signed(self, role: str, payload: S, delegators: Iterable[Root | Targets]) -> bytes:
        made = Metadata(payload)
        for delegator in delegators:
            asked = delegator.get_delegated_role(role)
            here = [keyid for keyid in asked.keyids if self._keys.has(keyid)][: asked.threshold]
            for keyid in here:
                made.sign(self._keys.signer(keyid, delegator.get_key(keyid)), append=True)
            delegator.verify_delegate(role, made.signed_bytes, made.signatures)
        return made.to_bytes()


def _lack(role: str, delegator: Root | Targets, keys: Keys) -> str:
    """Which keys a role lacks, in words; "" when there are enough."""
    asked = delegator.get_delegated_role(role)
    away = [keyid[:8] for keyid in asked.keyids if not keys.has(keyid)]
    here = len(asked.keyids) - len(away)
    if here >= asked.threshold:
        return ""
    if len(asked.keyids) == 1:
        more = " Without it nothing comes into a ring; `publish --ring none` only signs." if role == RELEASE else ""
        return f"The key of {role} ({away[0]}) is not here.{more}"
    return f"{role} wants {asked.threshold} of its {len(asked.keyids)} keys, {here} here. Not here: {', '.join(away)}."
