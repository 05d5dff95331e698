"""What the computer's work on a fix does to a case: made, verified, taken back, refused, cut short.

A fix that may have been made and nobody knows is never called anything but
unverified; its cause is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from deskside.engine.course import after_look
from deskside.engine.events import FixApplied
from deskside.engine.looking import look_at, looked
from deskside.engine.record import WORKING, cause_of, finding_of, go, with_finding, with_tried, without_checks
from deskside.errors import NotNow, NotPermitted, TookTooLong
from deskside.model.call import Detected, Undone
from deskside.model.case import Case, Ending, Finding, FixState, Stand, Undoing
from deskside.model.troubleshooter import Restart
from deskside.system.boot import is_other_sign_in, is_other_start

_PERHAPS_MADE = (TookTooLong.kind, "problem")
"""Refusals after which a change may have been made all the same."""


def checked(case: Case, detected: Iterable[Detected]) -> Case:
    """The causes were looked at."""
    return after_look(looked(case, detected))


def applied(case: Case, event: FixApplied) -> Case:
    """A fix ran, was verified and, if it did not help, taken back."""
    said = event.applied
    finding = _timed(in_question(case), event)
    finding = replace(finding, change=said.change, why=said.why, verified=None)
    case = with_tried(case, said.cause)
    if said.refused in _PERHAPS_MADE:
        unsure = replace(finding, state=FixState.UNVERIFIED)
        return _look_again(with_finding(case, unsure), said.cause)
    if said.refused:
        state = FixState.NEEDS_ADMIN if said.refused == NotPermitted.kind else FixState.FAILED
        return go(with_finding(case, replace(finding, state=state)), Stand.NOT_FIXED, said.cause)
    return _verified(case, finding, event)


def _verified(case: Case, finding: Finding, event: FixApplied) -> Case:
    """A fix was made: it helped, did not help, needs a restart first, or could not be judged."""
    ok = event.verified.ok if event.verified is not None else None
    why = finding.why or (event.verified.why if event.verified is not None else "")
    finding = replace(finding, verified=ok, why=why)
    if ok is False:
        back = event.undone is not None and event.undone.ok
        finding = replace(finding, state=FixState.UNDONE if back else FixState.FAILED)
        return go(with_finding(case, finding), Stand.NOT_FIXED, finding.cause)
    if cause_of(case, finding.cause).fix.restart is not Restart.NONE:
        finding = replace(finding, state=FixState.NEEDS_RESTART)
        return go(with_finding(case, finding), Stand.RESTART, finding.cause)
    finding = replace(finding, state=FixState.FIXED if ok else FixState.UNVERIFIED)
    return go(with_finding(case, finding), Stand.FIXED, finding.cause)


def undone(case: Case, said: Undone) -> Case:
    """A fix was taken back, or it could not be, or the person has to be asked first."""
    finding = in_question(case)
    finding = replace(finding, seconds=finding.seconds + said.seconds)
    by_itself = finding.verified is False and case.ending is None
    if said.ok:
        return _taken_back(with_finding(case, replace(finding, state=FixState.UNDONE)))
    case = with_finding(case, replace(finding, why=said.why))
    if by_itself:
        return go(case, Stand.NOT_FIXED, finding.cause)
    return _back_from_undo(case, Undoing.CHANGED_SINCE if said.changed_since else Undoing.COULD_NOT)


def cancelled(case: Case, detected: Iterable[Detected] = ()) -> Case:
    """The computer's work was cut short, and the case goes on."""
    match case.stand:
        case Stand.CHECKING:
            return checked(case, detected)
        case Stand.FIXING:
            return _look_again(settled(case), case.current)
        case _:
            return _back_from_undo(settled(case), Undoing.COULD_NOT)


def settled(case: Case) -> Case:
    """The case with the computer's work cut short, still where it stood: what is not known is called so."""
    match case.stand:
        case Stand.CHECKING:
            return looked(case, ())
        case Stand.FIXING | Stand.UNDOING:
            unsure = replace(in_question(case), state=FixState.UNVERIFIED, verified=None)
            case = with_finding(case, unsure)
            return without_checks(case, {case.current}) if case.stand is Stand.FIXING else case
    return case


def restarted(case: Case, boot: str) -> Case:
    """The case was opened again, perhaps after the restart that a fix waits for."""
    before, case = case.boot, replace(case, boot=boot)
    if case.stand is Stand.FIXING:
        return cancelled(case)
    if case.stand in WORKING or case.ending is not None:
        return case
    waiting = [one.cause for one in case.findings if one.state is FixState.NEEDS_RESTART]
    if case.stand in (Stand.RESTART, Stand.HANDS_ON):
        waiting.insert(0, case.current)
    for cause in waiting:
        if is_new_start(before, boot, cause_of(case, cause).fix.restart):
            return welcome_back(case, cause)
    return case


def welcome_back(case: Case, cause: str) -> Case:
    """The case after the restart that this cause's fix or step waits for."""
    finding = finding_of(case, cause)
    if finding is not None:
        case = with_finding(case, replace(finding, state=FixState.NEEDS_RESTART))
    return replace(go(with_tried(case, cause), Stand.WELCOME_BACK, cause), back=())


def is_new_start(before: str, now: str, wanted: Restart) -> bool:
    """Whether the computer was started, or the person signed in, again."""
    if wanted is Restart.NONE:
        return False
    if wanted is Restart.SIGN_OUT:
        return is_other_sign_in(before, now)
    return is_other_start(before, now)


def look_whether_it_helped(case: Case) -> Case:
    """The case while the cause in question is looked at again."""
    return _look_again(case, case.current)


def in_question(case: Case) -> Finding:
    """The finding of the cause that the stand is about."""
    finding = finding_of(case, case.current)
    if finding is None:
        raise NotNow(f"a finding of {case.current!r}", case.stand)
    return finding


def _look_again(case: Case, cause: str) -> Case:
    return look_at(case, (cause,), again=cause)


def _timed(finding: Finding, event: FixApplied) -> Finding:
    parts = (event.applied, event.verified, event.undone)
    return replace(finding, seconds=finding.seconds + sum(part.seconds for part in parts if part is not None))


def _taken_back(case: Case) -> Case:
    """After an undo: what the person wanted back from a closed case leaves it closed, but no longer fixed."""
    if case.ending is None:
        return go(case, Stand.NOT_FIXED, case.current)
    ending = Ending.STOPPED if case.ending is Ending.FIXED else case.ending
    return replace(go(case, Stand.DONE, case.current), ending=ending, working=None)


def _back_from_undo(case: Case, why: Undoing) -> Case:
    stand = Stand.FIXED if case.ending is None else Stand.DONE
    return replace(go(case, stand, case.current), undo=why)
