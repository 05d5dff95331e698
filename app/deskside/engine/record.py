"""Looking things up in a case, and small changes to it that every other part of the engine is made of."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from deskside.model.case import Case, Check, Finding, FixState, Result, Stand, Undoing
from deskside.model.troubleshooter import Cause, Fix, FixKind, Question

WORKING = (Stand.CHECKING, Stand.FIXING, Stand.UNDOING)
"""The stands at which the computer works and the person waits."""

_MADE = (FixState.FIXED, FixState.UNVERIFIED, FixState.NEEDS_RESTART, FixState.FAILED)


def cause_of(case: Case, cause: str) -> Cause:
    """The cause with this full id."""
    return next(one for one in case.causes if one.id == cause)


def with_fix(case: Case, cause: str, instead: Fix | None) -> Case:
    """The case in which this cause has the fix that what was seen asks for; None is the one its author gave it."""
    usual = next((one for one in case.usual if one.id == cause), None) or cause_of(case, cause)
    others = tuple(one for one in case.usual if one.id != cause)
    now = usual if instead is None else replace(usual, fix=instead, do=None)
    causes = tuple(now if one.id == cause else one for one in case.causes)
    return replace(case, causes=causes, usual=others if instead is None else (*others, usual))


def question_of(case: Case, question: str) -> Question:
    """The question with this full id."""
    return next(one for one in case.questions if one.id == question)


def finding_of(case: Case, cause: str) -> Finding | None:
    """What was found of this cause, if anything was."""
    return next((one for one in case.findings if one.cause == cause), None)


def result_of(case: Case, cause: str) -> Result | None:
    """What its check said; None while it was not looked at."""
    return next((one.result for one in case.checks if one.cause == cause), None)


def without_secrets(case: Case) -> Case:
    """The case as it may be kept: what was typed in secret is not in it."""
    secret = {question.id for question in case.questions if question.secret}
    return replace(case, answers={name: said for name, said in case.answers.items() if not said or name not in secret})


def go(case: Case, stand: Stand, current: str = "") -> Case:
    """The case at another stand."""
    return replace(case, stand=stand, current=current, undo=Undoing.NONE)


def remember(case: Case) -> Case:
    """The case with the page it stands at put where Back leads."""
    here = (case.stand, case.current)
    return case if case.back[:1] == (here,) else replace(case, back=(here, *case.back))


def with_finding(case: Case, finding: Finding) -> Case:
    """The case with this finding in place of the old one of the same cause, or as its last."""
    if finding_of(case, finding.cause) is None:
        return replace(case, findings=(*case.findings, finding))
    return replace(case, findings=tuple(finding if one.cause == finding.cause else one for one in case.findings))


def with_check(case: Case, check: Check) -> Case:
    """The case with this check in place of the old one of the same cause, or as its last."""
    if result_of(case, check.cause) is None:
        return replace(case, checks=(*case.checks, check))
    return replace(case, checks=tuple(check if one.cause == check.cause else one for one in case.checks))


def without_checks(case: Case, causes: Collection[str]) -> Case:
    """The case as if these causes were not looked at; what was done about one stays on record."""
    return replace(
        case,
        checks=tuple(one for one in case.checks if one.cause not in causes),
        findings=tuple(one for one in case.findings if one.cause not in causes or one.state is not FixState.OFFERED),
    )


def with_tried(case: Case, cause: str) -> Case:
    return case if cause in case.tried else replace(case, tried=(*case.tried, cause))


def without_tried(case: Case, cause: str) -> Case:
    return replace(case, tried=tuple(one for one in case.tried if one != cause))


def open_findings(case: Case, *kinds: FixKind) -> tuple[Finding, ...]:
    """Findings that were offered and not yet dealt with, of these kinds of fix."""
    return tuple(
        one
        for one in case.findings
        if one.state is FixState.OFFERED and one.fix in kinds and one.cause not in case.tried
    )


def live_causes(case: Case) -> tuple[str, ...]:
    """Causes that were found and not fixed since."""
    fixed = {one.cause for one in case.findings if one.state is FixState.FIXED}
    return tuple(one.cause for one in case.checks if one.result is Result.FOUND and one.cause not in fixed)


def stale_masked(case: Case) -> tuple[str, ...]:
    """Causes that were masked by one that is gone now; they have to be looked at again."""
    live = live_causes(case)
    return tuple(one.cause for one in case.checks if one.result is Result.MASKED and one.by not in live)


def can_be_undone(finding: Finding) -> bool:
    """Whether a fix was made that can be taken back."""
    return finding.undo and finding.change is not None and finding.state in _MADE


def can_be_tried_again(finding: Finding) -> bool:
    """Whether a fix could not be made and left nothing changed: what kept it back may be gone by now."""
    return finding.fix is FixKind.AUTOMATIC and finding.state is FixState.FAILED and finding.change is None


def undoable(case: Case) -> tuple[Finding, ...]:
    """The fixes of this case that can be taken back, the newest first."""
    order = {cause: place for place, cause in enumerate(case.tried)}
    return tuple(sorted(filter(can_be_undone, case.findings), key=lambda one: order.get(one.cause, -1), reverse=True))
