"""The case: the one record that travels through the house. Each room adds to it; it is saved at every step.

Times are seconds since 1970 (UTC). Cause ids in a case are full: "printer.paused".
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from deskside.model.troubleshooter import Cause, FixKind, Json, Question


class Result(StrEnum):
    """What a check said. "Could not check" is an answer of its own, never a guess."""

    CLEAR = "clear"
    FOUND = "found"
    MASKED = "masked"
    COULD_NOT_CHECK = "could-not-check"


class FixState(StrEnum):
    OFFERED = "offered"
    FIXED = "fixed"
    UNVERIFIED = "unverified"
    FAILED = "failed"
    UNDONE = "undone"
    DECLINED = "declined"
    NEEDS_ADMIN = "needs-admin"
    NEEDS_RESTART = "needs-restart"


class Stand(StrEnum):
    """Where a case stands. Those of the computer's work: CHECKING, FIXING, UNDOING."""

    INTRO = "intro"
    CHECKING = "checking"
    QUESTION = "question"
    FINDING = "finding"
    FIXING = "fixing"
    UNDOING = "undoing"
    FIXED = "fixed"
    """The fix was made and verified: what was done, Undo, "Is it working now?"."""
    NOT_FIXED = "not-fixed"
    """The fix did not help and was taken back, or may not be made here."""
    HANDS_ON = "hands-on"
    RESTART = "restart"
    WELCOME_BACK = "welcome-back"
    NOTHING_FOUND = "nothing-found"
    PEOPLE = "people"
    """A person at the help desk is offered, and the ticket is made."""
    DONE = "done"


class Ending(StrEnum):
    """Every path ends in one of these."""

    FIXED = "fixed"
    SENT = "sent"
    STOPPED = "stopped"


class Check(Struct, frozen=True):
    cause: str
    result: Result
    by: str = ""
    """The cause that masks it."""
    why: str = ""
    """Why it could not be checked; technical, for the agent."""
    seconds: float = 0.0


class Finding(Struct, frozen=True):
    """A cause that was found, and what became of its fix."""

    cause: str
    says: str
    evidence: dict[str, Json]
    fix: FixKind
    undo: bool
    state: FixState = FixState.OFFERED
    verified: bool | None = None
    seconds: float = 0.0
    shows: tuple[str, ...] = ()
    """A few short lines for the person alone; they go into no ticket."""
    change: dict[str, Json] | None = None
    """What was and what is: enough to undo. Set once a fix was made."""
    why: str = ""
    """Why the fix failed or needs an administrator; technical."""


class Unnamed(Struct, frozen=True):
    """Trouble that was seen and fits no cause."""

    says: str
    evidence: dict[str, Json]
    cause: str = ""
    """The cause whose check saw it; looking again replaces what it saw before."""


class Undoing(StrEnum):
    """What came of the last wish to undo."""

    NONE = ""
    CHANGED_SINCE = "changed-since"
    """The setting was changed since: the person is asked."""
    ANYWAY = "anyway"
    """The person was asked and wants it undone all the same."""
    COULD_NOT = "could-not"


class Counted(Struct, frozen=True):
    """How often a cause was the one, on this computer (and, later, in the organisation)."""

    cause: str
    helped: int = 0
    tried: int = 0


class Case(Struct, frozen=True):
    """One problem of one person, from their words to its end."""

    id: str
    """The reference that people read out and that a ticket carries: "DS-7K3FQ-9XM2A"."""
    troubleshooter: str
    version: str
    title: str
    opened: float
    language: str = "en"
    words: str = ""
    """What the person typed."""
    category: str = ""
    contact: str = ""
    minutes: int = 3
    questions: tuple[Question, ...] = ()
    causes: tuple[Cause, ...] = ()
    """With full ids, of every troubleshooter included."""
    usual: tuple[Cause, ...] = ()
    """As their authors made them: those causes whose fix gave way to what the last look asked for."""
    counted: tuple[Counted, ...] = ()
    stand: Stand = Stand.INTRO
    current: str = ""
    """The cause or question the stand is about; "" where it is about neither."""
    checking: tuple[str, ...] = ()
    """The causes that are looked at while it stands at CHECKING."""
    undo: Undoing = Undoing.NONE
    not_opened: str = ""
    """The cause whose place could not be opened for the person."""
    back: tuple[tuple[Stand, str], ...] = ()
    """Where Back leads, last one first to be returned to."""
    answers: dict[str, str] = {}
    checks: tuple[Check, ...] = ()
    findings: tuple[Finding, ...] = ()
    unnamed: tuple[Unnamed, ...] = ()
    tried: tuple[str, ...] = ()
    """Causes whose fix or hands-on step was tried, declined or could not be done."""
    all_looked_at: bool = True
    """Whether everything else was looked at again since something was last changed on the computer."""
    working: bool | None = None
    """What the person last said to "Is it working now?"; None when nothing, or when more was tried since."""
    people_offered: bool = False
    ending: Ending | None = None
    ticket: str = ""
    """The reference of the ticket that was made of it."""
    asked_by: str = ""
    """The ticket in whose answer the help desk named this troubleshooter; what is found goes back there."""
    helped: bool | None = None
    """What the person said in the end to "Did this help?"; None when nothing."""
    remark: str | None = None
    """What would have helped, private things hidden; "" when the person had nothing to add, None while not asked."""
    active: float = 0.0
    """Seconds in which the person was at it; a break does not count."""
    touched: float = 0.0
    """When it was last saved."""
    boot: str = ""
    """Which start of the computer it was last saved in; how a restart is noticed."""
