"""What came of a case: one word for the command line, and plain sentences for the ticket."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from deskside.engine.record import stale_masked
from deskside.language import _, ngettext
from deskside.model.case import Case, Finding, FixState, Result
from deskside.model.troubleshooter import FixKind


class Outcome(StrEnum):
    """In the order in which one of them counts for the whole case."""

    NEEDS_PEOPLE = "needs-people"
    NOT_FIXED = "not-fixed"
    NEEDS_RESTART = "needs-restart"
    COULD_NOT_CHECK = "could-not-check"
    FIXED = "fixed"
    NOTHING_FOUND = "nothing-found"


_OF_STATE = {
    FixState.OFFERED: Outcome.NOT_FIXED,
    FixState.FIXED: Outcome.FIXED,
    FixState.UNVERIFIED: Outcome.COULD_NOT_CHECK,
    FixState.FAILED: Outcome.NOT_FIXED,
    FixState.UNDONE: Outcome.NOT_FIXED,
    FixState.DECLINED: Outcome.NOT_FIXED,
    FixState.NEEDS_ADMIN: Outcome.NEEDS_PEOPLE,
    FixState.NEEDS_RESTART: Outcome.NEEDS_RESTART,
}


def outcome(case: Case) -> Outcome:
    """The first of ``Outcome`` that applies to anything in the case."""
    applies = set(_applying(case))
    return next(one for one in Outcome if one in applies)


def _applying(case: Case) -> Iterator[Outcome]:
    yield Outcome.NOTHING_FOUND
    yield from (_of(finding) for finding in case.findings)
    if case.unnamed or not case.causes:
        yield Outcome.NEEDS_PEOPLE
    if case.working is False:
        yield Outcome.NOT_FIXED
    looked_at = {one.cause for one in case.checks if one.result is not Result.COULD_NOT_CHECK}
    if stale_masked(case) or any(cause.id not in looked_at for cause in case.causes):
        yield Outcome.COULD_NOT_CHECK


def _of(finding: Finding) -> Outcome:
    if finding.fix is FixKind.PEOPLE:
        return Outcome.NEEDS_PEOPLE
    return _OF_STATE[finding.state]


def main_finding(case: Case) -> Finding | None:
    """What the case is about: the first finding that is not fixed, else the first."""
    open_ = (finding for finding in case.findings if finding.state is not FixState.FIXED)
    return next(open_, case.findings[0] if case.findings else None)


def summary_line(case: Case) -> str:
    """The case in one line of plain words: what it is about, what was found, and what became of it."""
    finding = main_finding(case)
    if finding is not None:
        told = _("{title}: {found} {result}")
        return told.format(title=case.title, found=finding.says, result=_result(finding))
    if case.unnamed:
        return _("{title}: {found}").format(title=case.title, found=case.unnamed[0].says)
    if not any(one.result is Result.CLEAR for one in case.checks):
        return case.title
    if any(one.result is Result.COULD_NOT_CHECK for one in case.checks):
        return _("{title}: nothing was found, but not everything could be looked at.").format(title=case.title)
    return _("{title}: Deskside looked and found nothing wrong.").format(title=case.title)


def tried_lines(case: Case) -> tuple[str, ...]:
    """What was answered, found and tried, and with which result: a plain sentence or two each, for a ticket."""
    return tuple(_lines(case))


def _lines(case: Case) -> Iterator[str]:
    for question in case.questions:
        answer = case.answers.get(question.id, "")
        if answer and not question.secret and len(question.choices) != 1:  # of one choice nobody was asked
            label = next((one.label for one in question.choices if one.value == answer), answer)
            yield _("Asked: {question} Answer: {answer}").format(question=question.ask, answer=label)
    for finding in case.findings:
        yield _("Found: {says} {result}").format(says=finding.says, result=_result(finding))
    for one in case.unnamed:
        yield _("Also seen, and not understood: {says}").format(says=one.says)
    yield from _looked(case)
    if case.working is False:
        yield _("After that it still did not work.")


def _looked(case: Case) -> Iterator[str]:
    named = {one.cause for one in case.findings}
    clear = sum(one.result is Result.CLEAR and one.cause not in named for one in case.checks)
    if clear:
        yield ngettext(
            "{count} other thing was looked at and showed no trouble.",
            "{count} other things were looked at and showed no trouble.",
            clear,
        ).format(count=clear)
    titles = {cause.id: cause.title or cause.id for cause in case.causes}
    for one in case.checks:
        if one.result is Result.COULD_NOT_CHECK and one.cause not in named:
            yield _("Could not be looked at: {title}").format(title=titles[one.cause])
            if one.cause in case.tried:
                yield _("This step was suggested to the person all the same.")


def _result(finding: Finding) -> str:
    match finding.fix:
        case FixKind.PEOPLE:
            return _("Only IT can fix it.")
        case FixKind.HANDS_ON:
            said = _of_step(finding)
        case FixKind.AUTOMATIC:
            said = _of_fix(finding)
    return said.get(finding.state, _("Nothing was tried yet."))


def _of_step(finding: Finding) -> dict[FixState, str]:
    seen = finding.verified is True
    return {
        FixState.FIXED: _("The person put it right.") if seen else _("The person did the step and says it helped."),
        FixState.UNVERIFIED: _("The person did the step. It could not be checked whether it helped."),
        FixState.FAILED: _("The person did the step. It did not help."),
        FixState.DECLINED: _("The person could not do the step."),
        FixState.NEEDS_RESTART: _("The person did the step. The restart is still to come."),
    }


def _of_fix(finding: Finding) -> dict[FixState, str]:
    seen, changed = finding.verified is True, finding.change is not None
    no_help = _("A fix was tried and did not help. It was taken back.")
    stuck = _("A fix was tried and did not help. It could not be taken back.")
    return {
        FixState.FIXED: _("This was fixed and checked.") if seen else _("This was fixed. The person says it helped."),
        FixState.UNVERIFIED: _("A fix was tried. It could not be checked whether it helped."),
        FixState.FAILED: stuck if changed else _("A fix was tried and did not work."),
        FixState.UNDONE: no_help if finding.verified is False else _("It was fixed, and then taken back on request."),
        FixState.DECLINED: _("The person did not want the fix yet."),
        FixState.NEEDS_ADMIN: _("Only IT has the right to fix it."),
        FixState.NEEDS_RESTART: _("The fix needs a restart, which is still to come."),
    }
