"""What each thing a person can do means at each stand: one table, and the few verbs that count everywhere.

A fix is begun by the person's "Fix it" and by nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from deskside.engine.course import can_go_on, go_on, more_to_do, others_again, to_people
from deskside.engine.mending import cancelled, in_question, look_whether_it_helped, settled, welcome_back
from deskside.engine.record import (
    WORKING,
    can_be_undone,
    finding_of,
    go,
    question_of,
    remember,
    undoable,
    with_finding,
    with_tried,
)
from deskside.engine.returning import again, back
from deskside.errors import NotNow
from deskside.model.case import Case, Ending, FixState, Result, Stand, Undoing
from deskside.model.page import Verb
from deskside.model.troubleshooter import FixKind, Restart

ANSWER_LENGTH = 1000

_Way = Callable[[Case, str], Case]


def did(case: Case, verb: Verb, value: str) -> Case:
    """The case after the person did this. Raises ``NotNow`` where it does not fit."""
    way = _WAYS.get((case.stand, verb))
    if way is None and case.stand is not Stand.DONE:
        way = (_ANYWHERE if case.ending is None else _WHILE_CLOSED).get(verb)
    if way is None:
        raise NotNow(verb, case.stand)
    return way(case, value)


def _begin(case: Case, _value: str) -> Case:
    return go_on(remember(case))


def _answer(case: Case, value: str) -> Case:
    """The answer; "" is "I'm not sure"."""
    question = question_of(case, case.current)
    value = value.strip()[:ANSWER_LENGTH]
    if value and question.choices and value not in {choice.value for choice in question.choices}:
        raise NotNow(Verb.ANSWER, case.stand)
    return go_on(replace(remember(case), answers={**case.answers, question.id: value}))


def _fix(case: Case, value: str) -> Case:
    """Consent: to the fix on this page, or to that of the cause named."""
    cause = value or case.current
    finding = finding_of(case, cause)
    checked = next((one.result for one in case.checks if one.cause == cause), None)
    if (
        case.stand in (*WORKING, Stand.INTRO)
        or finding is None
        or finding.fix is not FixKind.AUTOMATIC
        or finding.state is not FixState.OFFERED
        or checked is not Result.FOUND
    ):
        raise NotNow(Verb.FIX, case.stand)
    return replace(go(case, Stand.FIXING, cause), back=(), working=None, all_looked_at=False)


def _not_now(case: Case, _value: str) -> Case:
    declined = replace(in_question(case), state=FixState.DECLINED)
    return _leave_it(with_finding(case, declined), "")


def _leave_it(case: Case, _value: str) -> Case:
    """Goes on without a word on this one; it stays offered."""
    return go_on(with_tried(remember(case), case.current))


def _did_it(case: Case, _value: str) -> Case:
    finding = finding_of(case, case.current)
    if case.stand is Stand.NOT_FIXED and (finding is None or finding.fix is not FixKind.HANDS_ON):
        raise NotNow(Verb.DID_IT, case.stand)
    case = remember(case) if case.stand is Stand.HANDS_ON else case
    case = replace(with_tried(case, case.current), working=None, all_looked_at=False)
    restart = next(one.fix.restart for one in case.causes if one.id == case.current)
    if finding is not None and restart is not Restart.NONE and case.stand is Stand.HANDS_ON:
        waiting = with_finding(case, replace(finding, state=FixState.NEEDS_RESTART))
        return go(waiting, Stand.RESTART, case.current)
    return look_whether_it_helped(case)


def _cannot(case: Case, _value: str) -> Case:
    finding = finding_of(case, case.current)
    if finding is not None:
        case = with_finding(case, replace(finding, state=FixState.DECLINED))
    return _leave_it(case, "")


def _works(case: Case, _value: str) -> Case:
    """The person says it works; that counts for more than what could not be verified."""
    finding = finding_of(case, case.current)
    if finding is not None:
        case = with_finding(case, replace(finding, state=FixState.FIXED))
    return replace(go(case, Stand.DONE, case.current), ending=Ending.FIXED, working=True, back=())


def _does_not_work(case: Case, _value: str) -> Case:
    return others_again(replace(with_tried(case, case.current), working=False))


def _look_at_the_rest(case: Case, _value: str) -> Case:
    if not more_to_do(case):
        raise NotNow(Verb.GO_ON, case.stand)
    return others_again(with_tried(case, case.current))


def _undo(case: Case, value: str) -> Case:
    """Takes back the fix on this page, the one named, or the newest."""
    here = case.stand is Stand.FIXED or case.undo is Undoing.CHANGED_SINCE
    named = value or (case.current if here else "")
    finding = finding_of(case, named) if named else next(iter(undoable(case)), None)
    if finding is None or not can_be_undone(finding):
        raise NotNow(Verb.UNDO, case.stand)
    anyway = case.undo is Undoing.CHANGED_SINCE and finding.cause == case.current
    case = replace(go(case, Stand.UNDOING, finding.cause), back=())
    return replace(case, undo=Undoing.ANYWAY) if anyway else case


def _leave_as_is(case: Case, _value: str) -> Case:
    """The setting was changed since, and the person does not want it undone."""
    if case.undo is not Undoing.CHANGED_SINCE:
        raise NotNow(Verb.NOT_NOW, case.stand)
    return go(case, case.stand, case.current)


def _next(case: Case, _value: str) -> Case:
    return go_on(remember(case))


def _later(case: Case, _value: str) -> Case:
    return case


def _is_back(case: Case, _value: str) -> Case:
    """The person restarted and we did not notice."""
    return welcome_back(case, case.current)


def _restart_helped_not(case: Case, _value: str) -> Case:
    return look_whether_it_helped(replace(case, working=False))


def _restart_helped_perhaps(case: Case, _value: str) -> Case:
    return look_whether_it_helped(case)


def _ask_people_next(case: Case, _value: str) -> Case:
    return to_people(remember(case))


def _keep_trying(case: Case, _value: str) -> Case:
    if not can_go_on(case):
        raise NotNow(Verb.GO_ON, case.stand)
    return go_on(remember(case))


def _people(case: Case, _value: str) -> Case:
    if case.stand in (*WORKING, Stand.PEOPLE):
        return to_people(settled(case))
    return to_people(remember(case))


def _people_after_all(case: Case, _value: str) -> Case:
    """A closed case that was not sent is opened again for the help desk."""
    if case.ending is Ending.SENT:
        raise NotNow(Verb.PEOPLE, case.stand)
    return replace(to_people(case), ending=None)


def _stop(case: Case, _value: str) -> Case:
    ending = Ending.FIXED if case.working else Ending.STOPPED
    return replace(go(settled(case), Stand.DONE), ending=ending, back=())


def _cancel(case: Case, _value: str) -> Case:
    if case.stand not in WORKING:
        raise NotNow(Verb.CANCEL, case.stand)
    return cancelled(case)


_ANYWHERE: dict[Verb, _Way] = {
    Verb.PEOPLE: _people,
    Verb.STOP: _stop,
    Verb.BACK: lambda case, _value: back(case),
    Verb.AGAIN: lambda case, _value: again(case),
    Verb.CANCEL: _cancel,
    Verb.FIX: _fix,
}

_WHILE_CLOSED: dict[Verb, _Way] = {
    verb: lambda case, _value: cancelled(case) for verb in (Verb.PEOPLE, Verb.STOP, Verb.BACK, Verb.AGAIN, Verb.CANCEL)
}
"""A fix of a closed case is being taken back: all of these end that."""

_WAYS: dict[tuple[Stand, Verb], _Way] = {
    (Stand.INTRO, Verb.BEGIN): _begin,
    (Stand.QUESTION, Verb.ANSWER): _answer,
    (Stand.FINDING, Verb.NOT_NOW): _not_now,
    (Stand.FINDING, Verb.GO_ON): _leave_it,
    (Stand.HANDS_ON, Verb.DID_IT): _did_it,
    (Stand.HANDS_ON, Verb.CANNOT): _cannot,
    (Stand.HANDS_ON, Verb.GO_ON): _leave_it,
    (Stand.FIXED, Verb.YES): _works,
    (Stand.FIXED, Verb.NO): _does_not_work,
    (Stand.FIXED, Verb.GO_ON): _look_at_the_rest,
    (Stand.FIXED, Verb.UNDO): _undo,
    (Stand.FIXED, Verb.NOT_NOW): _leave_as_is,
    (Stand.NOT_FIXED, Verb.GO_ON): _next,
    (Stand.NOT_FIXED, Verb.DID_IT): _did_it,
    (Stand.RESTART, Verb.LATER): _later,
    (Stand.RESTART, Verb.NOT_NOW): _next,
    (Stand.RESTART, Verb.GO_ON): _is_back,
    (Stand.WELCOME_BACK, Verb.YES): _works,
    (Stand.WELCOME_BACK, Verb.NO): _restart_helped_not,
    (Stand.WELCOME_BACK, Verb.GO_ON): _restart_helped_perhaps,
    (Stand.NOTHING_FOUND, Verb.YES): _works,
    (Stand.NOTHING_FOUND, Verb.GO_ON): _ask_people_next,
    (Stand.PEOPLE, Verb.GO_ON): _keep_trying,
    (Stand.DONE, Verb.UNDO): _undo,
    (Stand.DONE, Verb.NOT_NOW): _leave_as_is,
    (Stand.DONE, Verb.PEOPLE): _people_after_all,
}
