"""A call to this computer and its answer: plain data in and out, so that both can be recorded and replayed."""

from __future__ import annotations

from msgspec import Struct

from deskside.model.troubleshooter import Fix, Json


class Call(Struct, frozen=True):
    """``name`` is of the table in ``deskside.system.table``, such as "printing.queues"."""

    name: str
    arguments: dict[str, Json] = {}


class Answer(Struct, frozen=True):
    """What the computer said: ``gives``, or a problem's ``kind`` (see ``errors.CALL_PROBLEMS``) and ``why``."""

    gives: Json = None
    problem: str = ""
    why: str = ""
    seconds: float = 0.0


class Detected(Struct, frozen=True):
    """What a cause's ``detect`` said: ``evidence`` and ``says`` when found; ``problem`` when it could not look."""

    cause: str
    found: bool = False
    says: str = ""
    evidence: dict[str, Json] = {}
    shows: tuple[str, ...] = ()
    """A few short lines for the person alone."""
    instead: Fix | None = None
    """What can be done this time in place of the cause's own fix."""
    unnamed: tuple[tuple[str, dict[str, Json]], ...] = ()
    problem: str = ""
    """Technical; "" unless it could not be checked."""
    seconds: float = 0.0


class Applied(Struct, frozen=True):
    """What a cause's fix did. ``change`` is what ``undo`` needs; ``refused`` a problem's kind, or ""."""

    cause: str
    change: dict[str, Json] | None = None
    refused: str = ""
    why: str = ""
    seconds: float = 0.0


class Opened(Struct, frozen=True):
    """Whether the place of a hands-on step was opened; ``why`` not is technical."""

    cause: str
    ok: bool
    why: str = ""


class Verified(Struct, frozen=True):
    """``ok`` is None when verification could not look."""

    cause: str
    ok: bool | None
    why: str = ""
    seconds: float = 0.0


class Undone(Struct, frozen=True):
    """``ok`` false with ``changed_since`` true: the setting no longer has the value we set; ask first."""

    cause: str
    ok: bool
    changed_since: bool = False
    why: str = ""
    seconds: float = 0.0
