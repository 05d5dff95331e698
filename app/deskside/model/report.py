"""Shapes that the command line prints with ``--json`` and that the window shows: health, facts, search."""

from __future__ import annotations

from msgspec import Struct

from deskside.model.troubleshooter import Json


class CheckRow(Struct, frozen=True):
    """One row of ``deskside check``: is it well, what is said, and what to do."""

    name: str
    ok: bool
    says: str
    do: str = ""


class Fact(Struct, frozen=True):
    """One allow-listed fact about this computer. ``value`` is redacted where it could name someone."""

    group: str
    """"computer", "system", "disks" and so on: the ``id`` of its ``FactGroup``."""
    key: str
    label: str
    """Plain words."""
    value: Json


class FactGroup(Struct, frozen=True):
    """A group of facts as the preview shows it: one switch."""

    id: str
    """The ``group`` of its facts."""
    label: str
    says: str
    """One plain sentence: what it is and why it helps."""


class Hit(Struct, frozen=True):
    """One result of a search. ``kind`` is "troubleshooter", "article" or "notice"."""

    id: str
    title: str
    kind: str
    score: float


class Found(Struct, frozen=True):
    """``sure`` false is how a search says "this does not look like ours"."""

    query: str
    results: tuple[Hit, ...]
    sure: bool


class SettingRow(Struct, frozen=True):
    key: str
    value: Json
    origin: str
    """"default", "user" or "IT"."""
    locked: bool
