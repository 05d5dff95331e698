"""Pages about what was found and what can be done: consent, the step by hand, and the wait while it is done."""

from __future__ import annotations

from deskside.engine.mending import in_question
from deskside.engine.pages.words import afterwards, lines, looked_for, one_by_one, points, takes, waiting
from deskside.engine.record import cause_of, finding_of
from deskside.language import _
from deskside.model.case import Case, Finding, Stand
from deskside.model.page import Action, Page, Sign, Verb
from deskside.model.troubleshooter import Cause, FixKind

UNDO_SECONDS = 5.0


def finding(case: Case) -> Page:
    """What was found, why it matters, what the fix changes and how long it takes; nothing is done yet."""
    cause, found = cause_of(case, case.current), in_question(case)
    if cause.fix.kind is FixKind.PEOPLE:
        return _for_people(cause, found)
    fix = cause.fix
    undo = _("You can undo it afterwards.") if fix.undo else fix.no_undo_why
    return Page(
        Stand.FINDING,
        found.says,
        Sign.FOUND,
        lines(cause.why, fix.consent),
        shows=found.shows,
        changes=fix.changes,
        points=points(
            (Sign.TIME, takes(fix.seconds)),
            (Sign.TAKE_BACK if fix.undo else Sign.FOR_GOOD, undo),
            (Sign.RESTART, afterwards(cause)),
        ),
        actions=(Action(Verb.FIX, _("Fix it"), main=True), Action(Verb.NOT_NOW, _("Not now"))),
    )


def hands_on(case: Case) -> Page:
    """A step that only the person can do."""
    cause = cause_of(case, case.current)
    found = finding_of(case, cause.id)
    heading = found.says if found is not None else looked_for(cause)
    unseen = "" if found is not None else _("I can't see this from here. Please have a look.")
    actions = [Action(Verb.DID_IT, _("I did it"), main=True), Action(Verb.CANNOT, _("I can't do this"))]
    if cause.fix.opens:
        actions.append(Action(Verb.OPEN, cause.fix.opens))
    shut = _("I could not open it from here. The step says where it is.") if case.not_opened == cause.id else ""
    return Page(
        Stand.HANDS_ON,
        heading,
        Sign.HAND,
        lines(unseen, cause.why, shut),
        shows=found.shows if found is not None else (),
        steps=one_by_one(cause.fix.consent),
        changes=cause.fix.changes,
        points=points((Sign.TIME, takes(max(cause.cost, cause.fix.seconds))), (Sign.RESTART, afterwards(cause))),
        picture=cause.fix.picture,
        picture_says=cause.fix.picture_says,
        actions=tuple(actions),
    )


def fixing(case: Case, waited: float) -> Page:
    """The fix is being made."""
    cause = cause_of(case, case.current)
    return Page(
        Stand.FIXING,
        _("I am fixing it now."),
        Sign.WORK,
        (waiting(waited, cause.fix.seconds),),
        changes=cause.fix.changes,
        actions=(Action(Verb.CANCEL, _("Cancel")),),
    )


def undoing(_case: Case, waited: float) -> Page:
    """A fix is being taken back."""
    return Page(
        Stand.UNDOING,
        _("I am taking it back."),
        Sign.TAKE_BACK,
        (waiting(waited, UNDO_SECONDS),),
        actions=(Action(Verb.CANCEL, _("Cancel")),),
    )


def _for_people(cause: Cause, found: Finding) -> Page:
    ask, not_now = Action(Verb.PEOPLE, _("Ask IT to do it"), main=True), Action(Verb.NOT_NOW, _("Not now"))
    return Page(
        Stand.FINDING,
        found.says,
        Sign.PERSON,
        lines(_("IT has to do this one."), cause.why, cause.fix.consent),
        shows=found.shows,
        changes=cause.fix.changes,
        actions=(ask, not_now),
    )
