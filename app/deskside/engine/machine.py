"""A case as a state machine: what happened goes in, the case as it stands now comes out. Nothing else is touched.

Where a case stands says who is at work: the computer at CHECKING, FIXING and
UNDOING, the person everywhere else. ``advance`` is the one door; what each
event means lies in the modules beside this one: ``person`` and ``deciding`` (what people do),
``looking`` and ``mending`` (what the computer did), ``course`` (where it goes
next), ``returning`` (back and start again).
"""

from __future__ import annotations

from msgspec.structs import replace

from deskside.engine import mending
from deskside.engine.course import go_on
from deskside.engine.events import (
    ApplyFix,
    CheckAll,
    Checked,
    ChoicesKnown,
    Did,
    Event,
    FixApplied,
    FixUndone,
    PlaceOpened,
    Restarted,
    TicketMade,
    UndoFix,
    Work,
    WorkCancelled,
)
from deskside.engine.person import did
from deskside.engine.record import WORKING, cause_of, go, without_secrets
from deskside.errors import NotNow
from deskside.model.case import Case, Ending, Stand, Undoing

LONGEST_PAUSE = 120.0
"""Seconds between two events that still count as being at it."""


def advance(case: Case, event: Event, now: float) -> Case:
    """The case after ``event``. Raises ``NotNow`` when the event does not fit where the case stands."""
    away = isinstance(event, Restarted) or case.stand in (Stand.RESTART, Stand.DONE)
    passed = 0.0 if away else min(max(now - case.touched, 0.0), LONGEST_PAUSE)
    case = replace(case, active=case.active + passed)
    case = replace(_advanced(case, event), touched=now)
    return without_secrets(case) if case.stand is Stand.DONE else case


def is_back(case: Case, boot: str) -> bool:
    """Whether ``boot`` is the start, or the sign-in, that this case waits for."""
    return advance(case, Restarted(boot), case.touched).stand is Stand.WELCOME_BACK


def work(case: Case) -> Work | None:
    """What the computer has to do now; None when it is the person's turn."""
    match case.stand:
        case Stand.CHECKING:
            return CheckAll(tuple(cause for cause in case.causes if cause.id in case.checking))
        case Stand.FIXING:
            return ApplyFix(cause_of(case, case.current), mending.in_question(case))
        case Stand.UNDOING:
            anyway = case.undo is Undoing.ANYWAY
            return UndoFix(cause_of(case, case.current), mending.in_question(case), even_if_changed=anyway)
    return None


def _advanced(case: Case, event: Event) -> Case:
    match event:
        case Did(verb=verb, value=value):
            return did(case, verb, value)
        case Restarted(boot=boot):
            return mending.restarted(case, boot)
        case ChoicesKnown():
            return _with_choices(case, event)
        case PlaceOpened(opened=said) if case.stand is Stand.HANDS_ON and said.cause == case.current:
            return replace(case, not_opened="" if said.ok else said.cause)
        case TicketMade(reference=reference):
            return replace(go(mending.settled(case), Stand.DONE), ending=Ending.SENT, ticket=reference, back=())
    if case.stand in WORKING:
        return _worked(case, event)
    raise NotNow(type(event).__name__, case.stand)


def _worked(case: Case, event: Event) -> Case:
    """The computer's work came to its end, or was cut short."""
    match event:
        case WorkCancelled(detected=detected):
            return mending.cancelled(case, detected)
        case Checked(detected=detected) if case.stand is Stand.CHECKING:
            return mending.checked(case, detected)
        case FixApplied(applied=said) if case.stand is Stand.FIXING and said.cause == case.current:
            return mending.applied(case, event)
        case FixUndone(undone=said) if case.stand is Stand.UNDOING and said.cause == case.current:
            return mending.undone(case, said)
    raise NotNow(type(event).__name__, case.stand)


def _with_choices(case: Case, event: ChoicesKnown) -> Case:
    """The question with its choices. Where there is only one, the answer is known and nobody is asked."""
    if event.question not in {question.id for question in case.questions} or case.stand is Stand.DONE:
        raise NotNow(type(event).__name__, case.stand)
    questions = tuple(
        replace(one, choices=event.choices) if one.id == event.question else one for one in case.questions
    )
    case = replace(case, questions=questions)
    return go_on(case) if case.stand is Stand.QUESTION else case
