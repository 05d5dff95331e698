"""What looking at causes does to a case: checks, findings, what masks what, and trouble that fits no cause.

A cause is also looked at a second time: after a step the person did, after a
fix that was cut short, after a restart. Then the answer says what became of
the finding.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from deskside.engine.masking import masked
from deskside.engine.record import (
    cause_of,
    finding_of,
    go,
    live_causes,
    with_check,
    with_finding,
    with_fix,
)
from deskside.model.call import Detected
from deskside.model.case import Case, Check, Finding, FixState, Result, Stand, Unnamed
from deskside.model.troubleshooter import FixKind

_NO_ANSWER = "no answer"
_NOTHING_DONE = (FixState.OFFERED, FixState.DECLINED, FixState.NEEDS_ADMIN)


def look_at(case: Case, causes: Iterable[str], *, again: str = "") -> Case:
    """The case while these causes are looked at; ``again`` names the one whose finding is in question."""
    return replace(go(case, Stand.CHECKING, again), checking=tuple(causes))


def ready(case: Case) -> tuple[str, ...]:
    """Causes that were not looked at yet and wait for no answer."""
    seen = {one.cause for one in case.checks}
    return tuple(
        cause.id
        for cause in case.causes
        if cause.id not in seen and all(question in case.answers for question in cause.questions)
    )


def looked(case: Case, detected: Iterable[Detected]) -> Case:
    """The case once ``checking`` was looked at. A cause without an answer could not be checked."""
    said = {one.cause: one for one in detected}
    for cause in case.checking:
        one = said.get(cause, Detected(cause, problem=_NO_ANSWER))
        result = Result.COULD_NOT_CHECK if one.problem else Result.FOUND if one.found else Result.CLEAR
        case = with_check(case, Check(cause, result, why=one.problem, seconds=one.seconds))
        case = _with_unnamed(case, one)
        old = finding_of(case, cause)
        if one.found and (one.instead or case.current != cause) and (old is None or old.change is None):
            case = with_fix(case, cause, one.instead)  # never where something was changed: that must stay undoable
        case = _with_outcome(case, one, result)
    return _with_masks(case)


def _with_outcome(case: Case, one: Detected, result: Result) -> Case:
    old = finding_of(case, one.cause)
    again = case.current == one.cause
    if result is Result.FOUND:
        return with_finding(case, _found(case, one, old, again=again))
    if old is None:
        return case
    if not again and old.state in _NOTHING_DONE:
        return _without(case, old)
    if result is Result.CLEAR:
        return with_finding(case, replace(old, state=FixState.FIXED, verified=True))
    return with_finding(case, replace(old, state=FixState.UNVERIFIED, verified=None)) if again else case


def _found(case: Case, one: Detected, old: Finding | None, *, again: bool) -> Finding:
    """The finding that a cause is there. When that is seen again, it says what became of its fix."""
    cause = cause_of(case, one.cause)
    fresh = Finding(
        cause=cause.id,
        says=one.says or cause.explain or cause.title,
        shows=one.shows,
        evidence=one.evidence,
        fix=cause.fix.kind,
        undo=cause.fix.undo and cause.fix.kind is FixKind.AUTOMATIC,
    )
    if old is None:
        return replace(fresh, state=FixState.FAILED, verified=False) if again else fresh
    fresh = replace(fresh, change=old.change, seconds=old.seconds, why=old.why)
    if cause.id in case.tried:
        return replace(fresh, state=FixState.FAILED, verified=False)
    return replace(fresh, state=FixState.NEEDS_RESTART) if old.state is FixState.NEEDS_RESTART else fresh


def _without(case: Case, finding: Finding) -> Case:
    return replace(case, findings=tuple(one for one in case.findings if one.cause != finding.cause))


def _with_unnamed(case: Case, one: Detected) -> Case:
    """What this check saw and could not name takes the place of what it saw before."""
    kept = [seen for seen in case.unnamed if seen.cause != one.cause]
    known = {seen.says for seen in kept}
    fresh = [Unnamed(says, evidence, one.cause) for says, evidence in one.unnamed if says not in known]
    return replace(case, unnamed=(*kept, *fresh))


def _with_masks(case: Case) -> Case:
    """The case with each cause masked that another explains, whether it was found or could not be looked at."""
    explained = _explained(case)
    places = {cause.id: place for place, cause in enumerate(case.causes)}
    checks = sorted((_masked_check(one, explained) for one in case.checks), key=lambda one: places[one.cause])
    findings = tuple(
        one
        for one in case.findings
        if one.cause not in explained or one.state not in (FixState.OFFERED, FixState.DECLINED)
    )
    return replace(case, checks=tuple(checks), findings=findings)


def _explained(case: Case) -> dict[str, str]:
    """For each cause that another explains: that one. What could not be looked at explains nothing itself."""
    hidden = {one.cause: one.why for one in case.checks if one.result is Result.MASKED}
    unseen = {one.cause for one in case.checks if one.result is Result.COULD_NOT_CHECK}
    unseen.update(cause for cause, why in hidden.items() if why)
    there = {*hidden, *live_causes(case)} - unseen
    explained = masked(case.causes, there)
    for cause in unseen:
        explained.update((one, by) for one, by in masked(case.causes, {*there, cause}).items() if one == cause)
    return explained


def _masked_check(check: Check, explained: dict[str, str]) -> Check:
    if check.cause in explained:
        return replace(check, result=Result.MASKED, by=explained[check.cause])
    return replace(check, by="")
