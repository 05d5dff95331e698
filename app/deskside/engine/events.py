"""What can happen to a case, and what a case asks the computer to do. Plain data."""

from __future__ import annotations

from msgspec import Struct

from deskside.model.call import Applied, Detected, Opened, Undone, Verified
from deskside.model.case import Finding
from deskside.model.page import Verb
from deskside.model.troubleshooter import Cause, Choice


class Did(Struct, frozen=True):
    """A person did something on the page; ``value`` is the chosen or typed answer."""

    verb: Verb
    value: str = ""


class Checked(Struct, frozen=True):
    """Every cause of ``CheckAll`` has been looked at, or could not be."""

    detected: tuple[Detected, ...]


class FixApplied(Struct, frozen=True):
    """A fix ran; ``undone`` is set when its verification failed and it was taken back by itself."""

    applied: Applied
    verified: Verified | None = None
    undone: Undone | None = None


class FixUndone(Struct, frozen=True):
    undone: Undone


class PlaceOpened(Struct, frozen=True):
    """The place of the hands-on step at hand was opened, or could not be."""

    opened: Opened


class WorkCancelled(Struct, frozen=True):
    """The person ended the computer's work, or the process died in the middle of it."""

    detected: tuple[Detected, ...] = ()
    """What was known by then; the rest could not be checked."""


class ChoicesKnown(Struct, frozen=True):
    """The computer answered a question's ``choices_from``. A single choice is taken without asking."""

    question: str
    choices: tuple[Choice, ...]


class Restarted(Struct, frozen=True):
    """The case was opened again in the computer start ``boot``."""

    boot: str


class TicketMade(Struct, frozen=True):
    reference: str


Event = Did | Checked | FixApplied | FixUndone | PlaceOpened | WorkCancelled | ChoicesKnown | Restarted | TicketMade


class CheckAll(Struct, frozen=True):
    """Look at these causes, all at once."""

    causes: tuple[Cause, ...]


class ApplyFix(Struct, frozen=True):
    """Fix, verify, and undo when the verification fails."""

    cause: Cause
    finding: Finding


class UndoFix(Struct, frozen=True):
    cause: Cause
    finding: Finding
    even_if_changed: bool = False
    """The person was asked, because the setting was changed since."""


Work = CheckAll | ApplyFix | UndoFix
