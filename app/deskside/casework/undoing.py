"""Taking back what a case's fixes changed, the newest first."""

from __future__ import annotations

from msgspec import Struct

from deskside.casework.run import CaseRun
from deskside.errors import NotNow
from deskside.language import _
from deskside.model.case import Finding, FixState, Undoing
from deskside.model.page import Verb


class TakenBack(Struct, frozen=True):
    """What became of the undo of one fix."""

    cause: str
    ok: bool
    says: str
    why: str = ""


def take_back(run: CaseRun) -> tuple[TakenBack, ...]:
    """Undoes every fix of the case that can be undone. One that was changed since is left, and said."""
    taken: list[TakenBack] = []
    for finding in reversed(run.case.findings):
        if not finding.undo or finding.change is None or finding.state is FixState.UNDONE:
            continue
        try:
            run.act(Verb.UNDO, finding.cause)
        except NotNow:
            continue
        taken.append(_said(finding, run))
    return tuple(taken)


def _said(before: Finding, run: CaseRun) -> TakenBack:
    after = next(one for one in run.case.findings if one.cause == before.cause)
    if after.state is FixState.UNDONE:
        return TakenBack(before.cause, ok=True, says=_("Taken back: {says}").format(says=before.says))
    if run.case.undo is Undoing.CHANGED_SINCE:
        run.act(Verb.NOT_NOW)
        says = _("This was changed again since then, so it was left as it is: {says}").format(says=before.says)
        return TakenBack(before.cause, ok=False, says=says, why=after.why)
    return TakenBack(
        before.cause, ok=False, says=_("This could not be taken back: {says}").format(says=before.says), why=after.why
    )
