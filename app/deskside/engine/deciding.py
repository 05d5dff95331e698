"""What a person decides about something found: fix it, not now, I did it, it works, undo; and whether it helped.

A fix is begun by the person's "Fix it" and by nothing else.
"""

from __future__ import annotations

from msgspec.structs import replace

from deskside.engine.course import go_on, more_to_do, others_again
from deskside.engine.mending import in_question, look_whether_it_helped
from deskside.engine.record import (
    WORKING,
    can_be_tried_again,
    can_be_undone,
    cause_of,
    finding_of,
    go,
    remember,
    result_of,
    undoable,
    with_finding,
    with_tried,
    without_checks,
)
from deskside.errors import NotNow
from deskside.model.case import Case, Ending, FixState, Result, Stand, Undoing
from deskside.model.page import Verb
from deskside.model.troubleshooter import FixKind, Restart


def fix(case: Case, value: str) -> Case:
    """Consent: to the fix on this page, or to that of the cause named; also to trying it once more."""
    cause = value or case.current
    finding = finding_of(case, cause)
    here = case.stand is Stand.NOT_FIXED and cause == case.current
    if (
        case.stand in (*WORKING, Stand.INTRO)
        or finding is None
        or finding.fix is not FixKind.AUTOMATIC
        or not (finding.state is FixState.OFFERED or (here and can_be_tried_again(finding)))
        or result_of(case, cause) is not Result.FOUND
    ):
        raise NotNow(Verb.FIX, case.stand)
    forgotten = [question for question in cause_of(case, cause).questions if question not in case.answers]
    if forgotten:  # a secret is kept nowhere: after a restart of ours it is asked for again
        return go(without_checks(remember(case), {cause}), Stand.QUESTION, forgotten[0])
    return replace(go(case, Stand.FIXING, cause), back=(), working=None, all_looked_at=False)


def not_now(case: Case, _value: str) -> Case:
    declined = replace(in_question(case), state=FixState.DECLINED)
    return leave_it(with_finding(case, declined), "")


def leave_it(case: Case, _value: str) -> Case:
    """Goes on without a word on this one; it stays offered."""
    return go_on(with_tried(remember(case), case.current))


def did_it(case: Case, _value: str) -> Case:
    finding = finding_of(case, case.current)
    if case.stand is Stand.NOT_FIXED and (finding is None or finding.fix is not FixKind.HANDS_ON):
        raise NotNow(Verb.DID_IT, case.stand)
    case = remember(case) if case.stand is Stand.HANDS_ON else case
    case = replace(with_tried(case, case.current), working=None, all_looked_at=False)
    restart = cause_of(case, case.current).fix.restart
    if finding is not None and restart is not Restart.NONE and case.stand is Stand.HANDS_ON:
        waiting = with_finding(case, replace(finding, state=FixState.NEEDS_RESTART))
        return go(waiting, Stand.RESTART, case.current)
    return look_whether_it_helped(case)


def cannot(case: Case, _value: str) -> Case:
    finding = finding_of(case, case.current)
    if finding is not None:
        case = with_finding(case, replace(finding, state=FixState.DECLINED))
    return leave_it(case, "")


def works(case: Case, _value: str) -> Case:
    """The person says it works; that counts for more than what could not be verified."""
    finding = finding_of(case, case.current)
    if finding is not None:
        case = with_finding(case, replace(finding, state=FixState.FIXED))
    return replace(go(case, Stand.DONE, case.current), ending=Ending.FIXED, working=True, back=())


def does_not_work(case: Case, _value: str) -> Case:
    return others_again(replace(with_tried(case, case.current), working=False))


def look_at_the_rest(case: Case, _value: str) -> Case:
    if not more_to_do(case):
        raise NotNow(Verb.GO_ON, case.stand)
    return others_again(with_tried(case, case.current))


def undo(case: Case, value: str) -> Case:
    """Takes back the fix on this page, the one named, or the newest."""
    here = case.stand is Stand.FIXED or case.undo is Undoing.CHANGED_SINCE
    named = value or (case.current if here else "")
    finding = finding_of(case, named) if named else next(iter(undoable(case)), None)
    if finding is None or not can_be_undone(finding):
        raise NotNow(Verb.UNDO, case.stand)
    anyway = case.undo is Undoing.CHANGED_SINCE and finding.cause == case.current
    case = replace(go(case, Stand.UNDOING, finding.cause), back=())
    return replace(case, undo=Undoing.ANYWAY) if anyway else case


def leave_as_is(case: Case, _value: str) -> Case:
    """The setting was changed since, and the person does not want it undone."""
    if case.undo is not Undoing.CHANGED_SINCE:
        raise NotNow(Verb.NOT_NOW, case.stand)
    return go(case, case.stand, case.current)


REMARK_LENGTH = 300


def helped(case: Case, _value: str) -> Case:
    """Whether it was of help; said once, of a case that did not become a ticket, which is rated on its own."""
    return _rated(case, helped=True)


def no_help(case: Case, _value: str) -> Case:
    return _rated(case, helped=False)


def remark(case: Case, value: str) -> Case:
    """What would have helped; "" is nothing to add."""
    if case.helped is not False or case.remark is not None:
        raise NotNow(Verb.REMARK, case.stand)
    return replace(case, remark=" ".join(value.split())[:REMARK_LENGTH])


def _rated(case: Case, *, helped: bool) -> Case:
    if case.helped is not None or case.ending is Ending.SENT:
        raise NotNow(Verb.HELPED if helped else Verb.NO_HELP, case.stand)
    return replace(case, helped=helped)
