"""The next edition of a catalogue while it is made up: which roles say what. Nothing in it is signed or written."""

from __future__ import annotations

import copy
from typing import Protocol

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from tuf.api.metadata import Root, TargetFile, Targets

from deskside.kit.publishing.books import Books, target_file
from deskside.kit.publishing.journal import File
from deskside.model.catalogue import RELEASE, Ring, RingList, ring_path


class Draft:
    """Starts as the edition that there is. ``says`` tells a publisher what will be different, and for whom."""

    def __init__(self, books: Books) -> None:
        self.books = books
        self.root: Root | None = None
        """The next root, when it changes."""
        self.roles: dict[str, Targets] = {}
        """Those that change."""
        self.files: dict[str, File] = {}
        """New targets, by the path that roles give them."""
        self.gone: dict[str, str] = {}
        """Files to be removed, each with the role that names it no more."""
        self.new_keys: list[tuple[str, Ed25519PrivateKey]] = []
        self.optional: set[str] = set()
        """Roles that may stay as they are when their keys are elsewhere."""
        self.online = False
        """Whether snapshot and timestamp are signed anew although no role changes."""
        self.says: list[str] = []

    @property
    def changes(self) -> bool:
        return bool(self.roles or self.root or self.online)

    def role(self, role: str) -> Targets:
        """The role, to be changed."""
        if role not in self.roles:
            self.roles[role] = copy.deepcopy(self.books.roles[role].signed)
        return self.roles[role]

    def next_root(self) -> Root:
        """The root, to be changed."""
        if self.root is None:
            self.root = copy.deepcopy(self.books.root.signed)
        return self.root

    def put(self, role: str, path: str, content: bytes) -> None:
        """A target of the role, new or in the place of what it was."""
        target = TargetFile.from_data(path, content, ["sha256"])
        self.role(role).targets[path] = target
        self.files[path] = File(target_file(target), content)

    def drop(self, role: str, path: str) -> None:
        target = self.role(role).targets.pop(path)
        self.gone[target_file(target)] = role

    def put_ring(self, ring: Ring, listed: RingList) -> None:
        if listed != self.books.ring(ring) or ring_path(ring) not in self.books.roles[RELEASE].signed.targets:
            self.put(RELEASE, ring_path(ring), msgspec.json.encode(listed, order="sorted"))

    def leave_out(self, role: str) -> None:
        """The role stays as it is after all."""
        self.roles.pop(role, None)
        self.gone = {name: of for name, of in self.gone.items() if of != role}


class Change(Protocol):
    """One thing that a publisher does. Its rules, and nothing of keys and disks."""

    def draft(self, books: Books) -> Draft:
        """What comes of it. PublishingProblem when it must not be."""
        ...
