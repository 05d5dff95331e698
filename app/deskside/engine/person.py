"""What each thing a person can do means at each stand: one table, and the few verbs that count everywhere."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from deskside.engine.course import can_go_on, go_on, to_people
from deskside.engine.deciding import (
    cannot,
    did_it,
    does_not_work,
    fix,
    helped,
    leave_as_is,
    leave_it,
    look_at_the_rest,
    no_help,
    not_now,
    remark,
    undo,
    works,
)
from deskside.engine.mending import cancelled, look_whether_it_helped, settled, welcome_back
from deskside.engine.record import (
    WORKING,
    cause_of,
    go,
    question_of,
    remember,
)
from deskside.engine.returning import again, back
from deskside.errors import NotNow
from deskside.model.case import Case, Ending, Stand
from deskside.model.page import Verb

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


def _open(case: Case, _value: str) -> Case:
    if not cause_of(case, case.current).fix.opens:
        raise NotNow(Verb.OPEN, case.stand)
    return case


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
    Verb.FIX: fix,
}

_WHILE_CLOSED: dict[Verb, _Way] = {
    verb: lambda case, _value: cancelled(case) for verb in (Verb.PEOPLE, Verb.STOP, Verb.BACK, Verb.AGAIN, Verb.CANCEL)
}
"""A fix of a closed case is being taken back: all of these end that."""

_WAYS: dict[tuple[Stand, Verb], _Way] = {
    (Stand.INTRO, Verb.BEGIN): _begin,
    (Stand.QUESTION, Verb.ANSWER): _answer,
    (Stand.FINDING, Verb.NOT_NOW): not_now,
    (Stand.FINDING, Verb.GO_ON): leave_it,
    (Stand.HANDS_ON, Verb.DID_IT): did_it,
    (Stand.HANDS_ON, Verb.CANNOT): cannot,
    (Stand.HANDS_ON, Verb.GO_ON): leave_it,
    (Stand.HANDS_ON, Verb.OPEN): _open,
    (Stand.FIXED, Verb.YES): works,
    (Stand.FIXED, Verb.NO): does_not_work,
    (Stand.FIXED, Verb.GO_ON): look_at_the_rest,
    (Stand.FIXED, Verb.UNDO): undo,
    (Stand.FIXED, Verb.NOT_NOW): leave_as_is,
    (Stand.NOT_FIXED, Verb.GO_ON): _next,
    (Stand.NOT_FIXED, Verb.DID_IT): did_it,
    (Stand.RESTART, Verb.LATER): _later,
    (Stand.RESTART, Verb.NOT_NOW): _next,
    (Stand.RESTART, Verb.GO_ON): _is_back,
    (Stand.WELCOME_BACK, Verb.YES): works,
    (Stand.WELCOME_BACK, Verb.NO): _restart_helped_not,
    (Stand.WELCOME_BACK, Verb.GO_ON): _restart_helped_perhaps,
    (Stand.NOTHING_FOUND, Verb.YES): works,
    (Stand.NOTHING_FOUND, Verb.GO_ON): _ask_people_next,
    (Stand.PEOPLE, Verb.GO_ON): _keep_trying,
    (Stand.DONE, Verb.UNDO): undo,
    (Stand.DONE, Verb.NOT_NOW): leave_as_is,
    (Stand.DONE, Verb.PEOPLE): _people_after_all,
    (Stand.DONE, Verb.HELPED): helped,
    (Stand.DONE, Verb.NO_HELP): no_help,
    (Stand.DONE, Verb.REMARK): remark,
}
