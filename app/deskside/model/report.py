"""Shapes that the command line prints with ``--json`` and that the window shows: health, facts, search."""

from __future__ import annotations

from msgspec import Struct

from deskside.model.page import RowState
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


class Looked(Struct, frozen=True):
    """One problem of a look at the whole computer, and whether there is a sign of it."""

    id: str
    title: str
    state: RowState = RowState.WAITING
    says: tuple[str, ...] = ()
    """What was found, a plain sentence each."""


class AboutHere(Struct, frozen=True):
    """What an agent asks on the phone. For the eyes of the person alone: nothing of it is redacted, nor sent."""

    computer: str
    user: str
    system: str = ""
    model: str = ""
    since: float = 0.0
    """When it was started, in seconds since 1970; 0 where that is not known."""
    memory: tuple[float, float] | None = None
    """Free and all of it, in GiB; so is ``space``, that of the disk with the person's files."""
    space: tuple[float, float] | None = None
    addresses: tuple[str, ...] = ()
    restart_waits: bool = False
    """Updates wait for the next restart."""
    version: str = ""


class SettingRow(Struct, frozen=True):
    key: str
    value: Json
    origin: str
    """"default", "user" or "IT"."""
    locked: bool
    """False beside "IT": the organisation's default, which the person may change."""
    source: str = ""
    """The file or key it is set in; "" for what Deskside comes with."""
