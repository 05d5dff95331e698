"""Where a case goes next when nothing is under way: what to look at, what to try or ask, when to offer people."""

from __future__ import annotations

from msgspec.structs import replace

from deskside.engine.looking import look_at, ready
from deskside.engine.order import plan, steps
from deskside.engine.record import finding_of, go, open_findings, stale_masked, without_checks
from deskside.model.case import Case, Finding, FixState, Result, Stand
from deskside.model.troubleshooter import FixKind, Question

PATIENCE = 600.0
"""Seconds at it after which a person is offered."""


def go_on(case: Case) -> Case:
    """The case at its next stand."""
    case = _with_known_answers(without_checks(case, stale_masked(case)))
    if unseen := ready(case):
        return look_at(case, unseen)
    if not case.causes and (asked := unanswered(case)):
        return go(case, Stand.QUESTION, asked[0].id)
    possible = steps(case)
    if case.people_offered or case.active < PATIENCE:
        chosen = plan(possible) or (possible if case.people_offered else ())
        if chosen:
            return go(case, chosen[0].stand, chosen[0].about)
    return _hand_over(case, something_left=bool(possible))


def can_go_on(case: Case) -> bool:
    """Whether something is left to look at, ask or try."""
    if case.causes:
        return bool(ready(case) or stale_masked(case) or steps(case))
    return bool(unanswered(case))


def more_to_do(case: Case) -> bool:
    """Whether, now that something was changed, more than the current cause is to be looked at or dealt with."""
    if case.all_looked_at:
        return False
    others = [one for one in case.checks if one.cause not in case.tried]
    return any(one.result is not Result.CLEAR for one in others)


def others_again(case: Case) -> Case:
    """The case after something was changed on the computer: all that was not tried is looked at again."""
    case = replace(case, all_looked_at=True)
    return go_on(without_checks(case, {one.cause for one in case.checks}.difference(case.tried)))


def to_people(case: Case) -> Case:
    """The case where a person at the help desk is offered."""
    return replace(go(case, Stand.PEOPLE), people_offered=True)


def after_look(case: Case) -> Case:
    """Where a case goes once it was looked at a cause again."""
    cause = case.current
    if not cause:
        return go_on(case)
    finding = finding_of(case, cause)
    if finding is None:
        return replace(go(case, Stand.FIXED, cause), back=())
    return _after_verdict(case, finding)


def _after_verdict(case: Case, finding: Finding) -> Case:
    """After looking again: a fix that did not help is taken back, one that did is asked about."""
    match finding.state:
        case FixState.OFFERED:
            return go(case, Stand.HANDS_ON if finding.fix is FixKind.HANDS_ON else Stand.FINDING, finding.cause)
        case FixState.FAILED if finding.undo and finding.change is not None:
            return go(case, Stand.UNDOING, finding.cause)
        case FixState.FAILED:
            return go(case, Stand.NOT_FIXED, finding.cause)
    if case.working is False:
        return others_again(case)
    return replace(go(case, Stand.FIXED, finding.cause), back=())


def unanswered(case: Case) -> tuple[Question, ...]:
    return tuple(question for question in case.questions if question.id not in case.answers)


def _with_known_answers(case: Case) -> Case:
    """Answers the computer gave already: where there is one thing to choose, nobody is asked."""
    known = {
        question.id: question.choices[0].value
        for question in unanswered(case)
        if question.choices_from and len(question.choices) == 1
    }
    return replace(case, answers={**case.answers, **known}) if known else case


def _hand_over(case: Case, *, something_left: bool) -> Case:
    """Where Deskside has nothing to offer that is worth more than a person."""
    waiting = [one for one in case.findings if one.state is FixState.NEEDS_RESTART and one.cause not in case.tried]
    if waiting:
        return go(case, Stand.RESTART, waiting[0].cause)
    only_people = open_findings(case, FixKind.PEOPLE)
    if only_people:
        return go(case, Stand.FINDING, only_people[0].cause)
    if something_left or case.working is False or not case.causes:
        return to_people(case)
    if case.findings and all(one.state in (FixState.FIXED, FixState.UNVERIFIED) for one in case.findings):
        last = max(case.findings, key=lambda one: case.tried.index(one.cause) if one.cause in case.tried else -1)
        return go(case, Stand.FIXED, last.cause)
    if not case.findings and not case.tried:
        return go(case, Stand.NOTHING_FOUND)
    return to_people(case)
