"""Random troubleshooters, and random paths through their cases: what people, the computer and chance may do."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hypothesis import strategies as st
from msgspec import Struct

from deskside.engine import advance, page, work
from deskside.engine.events import (
    CheckAll,
    Checked,
    ChoicesKnown,
    Did,
    Event,
    FixApplied,
    FixUndone,
    Restarted,
    TicketMade,
    UndoFix,
    Work,
    WorkCancelled,
)
from deskside.model.call import Applied, Detected, Undone, Verified
from deskside.model.case import Case, Ending, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import Cause, Choice, Fix, FixKind, Question, Restart

from .cases import opened

_NAMES = ("a", "b", "c", "d")
_QUESTIONS = (
    Question("which", "Which one?", (Choice("x", "X"), Choice("y", "Y"))),
    Question("name", "What does it say?", secret=True),
    Question("found", "Which of these?", choices_from="printing.queues"),
)
_KINDS = (FixKind.AUTOMATIC, FixKind.AUTOMATIC, FixKind.HANDS_ON, FixKind.PEOPLE)
_RESTARTS = (Restart.NONE, Restart.NONE, Restart.NONE, Restart.RESTART, Restart.SIGN_OUT)

chance = st.randoms(use_true_random=True)
"""Where a path takes its turns from: even chances, and one seed that tells the whole path."""


class Moment(Struct, frozen=True):
    """One step of a path."""

    before: Case
    event: Event
    case: Case


def some_case(random: Random) -> Case:
    """Some troubleshooter's case at its first page."""
    causes = [
        Cause(
            name,
            Fix(random.choice(_KINDS), restart=random.choice(_RESTARTS), undo=random.random() < 0.8),
            likelihood=random.choice([0.01, 0.1, 0.5]),
            cost=random.choice([5.0, 60.0, 400.0]),
            title=f"Is {name} right?",
            masks=tuple(random.sample(_NAMES, random.choice([0, 0, 0, 1, 2]))),
            questions=tuple(one.id for one in random.sample(_QUESTIONS, random.choice([0, 0, 0, 1, 2]))),
        )
        for name in random.sample(_NAMES, random.choice([0, 1, 2, 3, 4, 4]))
    ]
    return opened(*causes, questions=_QUESTIONS)


def answer(random: Random, due: Work) -> Event:
    """Anything that a computer may say to what it was asked to do."""
    if isinstance(due, CheckAll):
        return Checked(tuple(_detected(random, cause) for cause in due.causes if random.random() < 0.95))
    cause = due.cause.id
    if isinstance(due, UndoFix):
        ok = random.random() < 0.5
        return FixUndone(Undone(cause, ok, changed_since=not ok and random.random() < 0.5))
    refused = random.choice([*[""] * 7, "not-permitted", "took-too-long", "unavailable", "problem"])
    if refused:
        return FixApplied(Applied(cause, refused=refused))
    verified = random.choice([None, True, True, False])
    undone = Undone(cause, random.random() < 0.7) if verified is False and random.random() < 0.7 else None
    return FixApplied(Applied(cause, random.choice([None, {"was": 1}, {"was": 1}])), Verified(cause, verified), undone)


def _detected(random: Random, cause: Cause) -> Detected:
    how = random.choice(["clear", "found", "found", "could-not", "unnamed"])
    unnamed = (("A light blinks.", {}),) if how == "unnamed" else ()
    return Detected(cause.id, how == "found", problem="no" if how == "could-not" else "", unnamed=unnamed)


def anything(random: Random, case: Case) -> Event:
    """Something that may happen now: mostly a button or the computer; also a crash, a restart, the unexpected."""
    due = work(case)
    shown = page(case)
    if due is not None and random.random() < 0.8:
        return answer(random, due)
    actions = [one for one in shown.actions if case.stand is not Stand.PEOPLE or one.verb is Verb.GO_ON]
    if actions and random.random() < 0.8:
        action = random.choice(actions)
        values = [choice.value for choice in shown.choices] or ["", "text"]
        return Did(action.verb, random.choice(values) if action.verb is Verb.ANSWER else "")
    return random.choice(list(_seldom(random, case)))


def _seldom(random: Random, case: Case) -> Iterator[Event]:
    yield from (Did(one.verb) for one in page(case).frame)
    yield from (Restarted(case.boot), Restarted(case.boot + "/2"), Restarted(case.boot + "2"))
    if work(case) is not None:
        yield WorkCancelled()
    if case.ending is None:
        yield from (Did(Verb.BACK), Did(Verb.BACK))
    elif case.stand is Stand.DONE and case.ending is not Ending.SENT:
        yield from (Did(one.verb) for one in page(case).actions)
    if case.stand in (Stand.FINDING, Stand.HANDS_ON):
        yield Did(Verb.GO_ON)
    if case.stand is Stand.PEOPLE:
        yield TicketMade("DS-1")
    if case.stand is Stand.QUESTION:
        yield ChoicesKnown(case.current, random.choice([(), (Choice("x", "X"),)]))


def walk(random: Random, cases: int = 8, steps: int = 40) -> Iterator[Moment]:
    """Some path through each of some cases, from its first page on; a closed case is mostly left alone."""
    for _ in range(cases):
        case = some_case(random)
        event: Event = Did(Verb.BEGIN)
        for _ in range(steps):
            before, case = case, advance(case, event, case.touched + random.choice([1.0, 10.0, 90.0]))
            yield Moment(before, event, case)
            if case.stand is Stand.DONE and random.random() < 0.3:
                break
            event = anything(random, case)


_FORWARD = {Verb.BEGIN, Verb.ANSWER, Verb.FIX, Verb.NOT_NOW, Verb.CANNOT, Verb.YES, Verb.NO, Verb.GO_ON, Verb.PEOPLE}


def going_along(random: Random, case: Case) -> Event:
    """What a person who goes along may do here, while the computer says anything at all."""
    due = work(case)
    if due is not None:
        return answer(random, due)
    if case.stand is Stand.RESTART:
        return random.choice([Restarted(case.boot + "2"), Did(Verb.NOT_NOW)])
    if case.stand is Stand.PEOPLE:
        keep_trying = [Did(Verb.GO_ON)] * 3 if page(case).takes(Verb.GO_ON) else []
        return random.choice([*keep_trying, TicketMade("DS-1")])
    verbs = _FORWARD | ({Verb.DID_IT} if case.stand is Stand.HANDS_ON else set())
    return random.choice([Did(one.verb) for one in page(case).actions if one.verb in verbs])
