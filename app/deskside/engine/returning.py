"""Back and start again. Back takes a decision back too: an answer, a "not now"; what was changed needs Undo instead."""

from __future__ import annotations

from msgspec.structs import replace

from deskside.engine.course import go_on
from deskside.engine.mending import cancelled, settled
from deskside.engine.record import (
    WORKING,
    can_be_undone,
    cause_of,
    finding_of,
    go,
    result_of,
    with_finding,
    without_checks,
    without_tried,
)
from deskside.model.case import Case, FixState, Result, Stand
from deskside.model.troubleshooter import FixKind

_DONE_SOMETHING = (FixState.FIXED, FixState.UNVERIFIED, FixState.NEEDS_RESTART)


def back(case: Case) -> Case:
    """The page before this one; during the computer's work that ends it. Where there is none, the case stays."""
    before = settled(case)
    before = replace(before, people_offered=before.people_offered and case.stand is not Stand.PEOPLE)
    for place, (stand, about) in enumerate(before.back):
        if (stand, about) == (case.stand, case.current):
            continue
        returned = _return_to(replace(before, back=before.back[place + 1 :]), stand, about)
        if returned is not None:
            return returned
    return cancelled(case) if case.stand in WORKING else case


def again(case: Case) -> Case:
    """The case from its start; fixes that were made stay on record, so that they can be undone."""
    case = settled(case)
    kept = tuple(one for one in case.findings if one.state in _DONE_SOMETHING or can_be_undone(one))
    return go_on(
        replace(
            case,
            answers={},
            checks=(),
            checking=(),
            findings=kept,
            unnamed=(),
            tried=(),
            working=None,
            all_looked_at=True,
            people_offered=False,
            active=0.0,
            back=((Stand.INTRO, ""),),
        )
    )


def _return_to(case: Case, stand: Stand, about: str) -> Case | None:
    """The case at an earlier page with the decision made there taken back; None when that page has lost its meaning."""
    match stand:
        case Stand.INTRO:
            return go(without_checks(case, {one.cause for one in case.checks}), stand)
        case Stand.QUESTION:
            return _unanswered(case, about)
        case Stand.FINDING | Stand.HANDS_ON:
            return _undecided(case, stand, about)
        case Stand.PEOPLE:
            return replace(go(case, stand), people_offered=True)
        case Stand.NOTHING_FOUND:
            return go(case, stand)
    gone = finding_of(case, about) is None and cause_of(case, about).fix.kind is not FixKind.HANDS_ON
    return None if gone else go(case, stand, about)


def _unanswered(case: Case, question: str) -> Case:
    """The question again, and what was concluded from its answer forgotten."""
    answers = {name: value for name, value in case.answers.items() if name != question}
    concluded = {cause.id for cause in case.causes if question in cause.questions}
    return go(without_checks(replace(case, answers=answers), concluded), Stand.QUESTION, question)


def _undecided(case: Case, stand: Stand, cause: str) -> Case | None:
    finding, result = finding_of(case, cause), result_of(case, cause)
    if result not in (Result.FOUND, Result.COULD_NOT_CHECK) or (finding is None and stand is Stand.FINDING):
        return None
    if finding is not None:
        case = with_finding(case, replace(finding, state=FixState.OFFERED, verified=None))
    return go(without_tried(case, cause), stand, cause)


def has_way_back(case: Case) -> bool:
    """Whether Back leads to an earlier page."""
    if case.ending is not None:
        return False
    return bool(case.back) if case.stand in WORKING else back(case) is not case
