"""The last pages: nothing found, a person at the help desk, and how it ended."""

from __future__ import annotations

from deskside.engine.course import PATIENCE, can_go_on
from deskside.engine.pages.words import lines, looked_for, points, sorry
from deskside.engine.record import cause_of, undoable
from deskside.language import _
from deskside.model.case import Case, Ending, FixState, Result, Stand, Undoing
from deskside.model.page import Action, Page, Row, RowState, Sign, Verb
from deskside.model.troubleshooter import FixKind


def nothing_found(case: Case) -> Page:
    """No cause was found. It never says "all is well" beside what could not be checked or not be named."""
    missed = tuple(one.cause for one in case.checks if one.result is Result.COULD_NOT_CHECK)
    ask = Action(Verb.GO_ON, _("Ask the help desk"), main=True)
    works = Action(Verb.YES, _("It works now"))
    if case.unnamed:
        heading = _("I saw something that I can't put right.")
        says = tuple(one.says for one in case.unnamed)
    elif missed:
        heading, says = _("I could not look at everything."), (_("What I could see shows no cause."),)
    else:
        heading = _("I did not find the cause.")
        says = (_("All that I know to look at shows no trouble."),)
    rows = tuple(Row(looked_for(cause_of(case, cause)), RowState.COULD_NOT) for cause in missed)
    return Page(
        Stand.NOTHING_FOUND,
        heading,
        Sign.FOUND if case.unnamed else Sign.UNSURE if missed else Sign.LOOK,
        lines(*says, _("A person at the help desk can look further."), sorry(case)),
        rows=rows,
        actions=(ask, works),
    )


def people(case: Case) -> Page:
    """A person is offered, with the promise that nothing has to be told twice."""
    late = case.active >= PATIENCE
    actions = [Action(Verb.PEOPLE, _("Write to the help desk"), main=True)]
    if can_go_on(case):
        actions.append(Action(Verb.GO_ON, _("Keep trying here") if case.causes else _("Answer the questions first")))
    return Page(
        Stand.PEOPLE,
        _("A person can help you with this."),
        Sign.PERSON,
        lines(_("This has taken a while already.") if late else ""),
        points=points((Sign.ALONG, _goes_along(case)), (Sign.SAFE, _("You see it all before it is sent."))),
        actions=tuple(actions),
    )


def _goes_along(case: Case) -> str:
    """What need not be told twice; "" where nothing was looked at and nothing was answered."""
    if case.causes:
        return _("All that I found goes along, so you need not tell it twice.")
    return _("Your answers go along, so you need not tell them twice.") if any(case.answers.values()) else ""


def done(case: Case) -> Page:
    """How it ended, what was changed, and how to take that back."""
    fixed = [
        cause_of(case, one.cause)
        for one in case.findings
        if one.state in (FixState.FIXED, FixState.NEEDS_RESTART) and one.fix is FixKind.AUTOMATIC
    ]
    heading, says = _ending(case)
    actions = (Action(Verb.UNDO, _("Undo")),) if undoable(case) else ()
    question, hint, ways = _helped(case)
    tips = [cause.tip for cause in fixed if cause.tip]
    return Page(
        Stand.DONE,
        heading,
        _sign(case),
        lines(_undo_line(case), *says),
        changes=tuple(line for cause in fixed for line in cause.fix.changes),
        tip=tips[-1] if tips and case.ending is Ending.FIXED else "",
        question=question,
        hint=hint,
        asks_text=case.helped is False and case.remark is None,
        actions=(*actions, *ways),
    )


def _helped(case: Case) -> tuple[str, str, tuple[Action, ...]]:
    """The last question: whether it was of help, and after a "no" what would have been. Nobody has to answer."""
    if case.ending is Ending.SENT:
        return "", "", ()
    if case.helped is None:
        return _("Did Deskside help you?"), "", (Action(Verb.HELPED, _("Yes")), Action(Verb.NO_HELP, _("No")))
    if case.helped or case.remark is not None:
        return "", _("Thank you for telling."), ()
    stays = _("It stays on this computer, and names are hidden. IT can read it here.")
    return _("What would have helped?"), stays, (Action(Verb.REMARK, _("Keep this")),)


def _sign(case: Case) -> Sign:
    if case.ending is not Ending.STOPPED:
        return Sign.GOOD
    return Sign.TAKE_BACK if _was_taken_back(case) else Sign.NONE


def _was_taken_back(case: Case) -> bool:
    return any(one.cause == case.current and one.state is FixState.UNDONE for one in case.findings)


def _ending(case: Case) -> tuple[str, tuple[str, ...]]:
    match case.ending:
        case Ending.FIXED:
            return _("Good to hear it works."), ()
        case Ending.SENT:
            number = _("Your number is {reference}.").format(reference=case.ticket)
            return _("The help desk has your message."), (number, _("You will hear from them here."))
    if _was_taken_back(case):
        return _("I took it back."), (_("Everything is as it was before."),)
    return _("You stopped here."), (_("A person can still help you with this."),)


def _undo_line(case: Case) -> str:
    if case.undo is Undoing.COULD_NOT:
        return _("I could not undo it. A person can help you with that.")
    return ""
