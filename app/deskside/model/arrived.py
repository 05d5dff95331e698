"""What one look at the organisation's catalogue brought: what came, what went, and what was refused."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class State(StrEnum):
    """How a look at the catalogue ended."""

    NEW = "new"
    """Something came or went."""
    SAME = "same"
    OFF = "off"
    """No catalogue is set."""
    NOT_DUE = "not-due"
    BUSY = "busy"
    """Another process is at it."""
    NOT_REACHED = "not-reached"
    REFUSED = "refused"
    """Nothing of it was taken; what was here stays."""


class Came(Struct, frozen=True):
    id: str
    version: str
    before: str = ""
    """The version that was here; "" for one that is new."""
    title: str = ""


class Gone(Struct, frozen=True):
    id: str
    version: str
    why: str
    """ "withdrawn", or "ring": this ring has it no more."""
    in_use: bool = False
    """A case that is not finished used it."""


class Refusal(Struct, frozen=True):
    what: str
    """An id, "notices/ID", or "catalogue" for all of it."""
    says: str
    """Plain words."""
    why: str = ""
    """For IT: exactly what was wrong."""


class Look(Struct, frozen=True):
    """One look at the catalogue."""

    state: State
    ring: str = ""
    came: tuple[Came, ...] = ()
    gone: tuple[Gone, ...] = ()
    notices: tuple[str, ...] = ()
    """Those that hold now, by id."""
    refused: tuple[Refusal, ...] = ()
    next: float = 0.0
    """Seconds until the next look is worth it."""
