"""Pages after something was done: it helped, it did not, it was taken back, it waits for a restart."""

from __future__ import annotations

from deskside.engine.course import can_go_on, more_to_do
from deskside.engine.pages.words import lines, points, sorry
from deskside.engine.record import can_be_tried_again, can_be_undone, cause_of, finding_of
from deskside.language import _
from deskside.model.case import Case, Finding, FixState, Stand, Undoing
from deskside.model.page import Action, Page, Sign, Verb
from deskside.model.troubleshooter import FixKind, Restart


def fixed(case: Case) -> Page:
    """What was done, and the question that counts: "Is it working now?"."""
    cause, known = cause_of(case, case.current), finding_of(case, case.current)
    sure = known is None or known.state is FixState.FIXED
    actions = [Action(Verb.YES, _("Yes, it works"), main=True), Action(Verb.NO, _("No, not yet"))]
    if known is not None and can_be_undone(known):
        actions.append(Action(Verb.UNDO, _("Undo")))
    if more_to_do(case):
        actions.append(Action(Verb.GO_ON, _("Look at the rest")))
    return Page(
        Stand.FIXED,
        _done(known),
        Sign.GOOD if sure else Sign.UNSURE,
        lines(_undo_line(case)),
        question=_("Is it working now?"),
        changes=cause.fix.changes if known is not None and known.fix is FixKind.AUTOMATIC else (),
        tip=cause.tip if sure else "",
        actions=tuple(actions),
    )


def changed_since(case: Case) -> Page:
    """Undo would overwrite what someone set since: ask first."""
    return Page(
        case.stand,
        _("This was changed again after my fix."),
        Sign.UNSURE,
        (_("If I undo my fix now, that later change is lost."),),
        question=_("Do you want me to undo it all the same?"),
        actions=(
            Action(Verb.NOT_NOW, _("Leave it as it is"), main=True),
            Action(Verb.UNDO, _("Undo it all the same")),
        ),
    )


def not_fixed(case: Case) -> Page:
    """The fix did not help, was taken back, or may not be made here."""
    known = finding_of(case, case.current)
    go_on = Action(Verb.GO_ON, _("Go on"), main=True)
    ask = Action(Verb.PEOPLE, _("Write to the help desk"), main=True)
    actions: tuple[Action, ...] = (go_on,) if can_go_on(case) else (ask,)
    if known is not None and known.fix is FixKind.HANDS_ON:
        actions = (*actions, Action(Verb.DID_IT, _("Look again")))
    again = ""
    if known is not None and can_be_tried_again(known):
        actions = (*actions, Action(Verb.FIX, _("Try again")))
        again = cause_of(case, known.cause).fix.consent
    heading, what = _bad_news(known)
    sign = Sign.PERSON if known is not None and known.state is FixState.NEEDS_ADMIN else Sign.UNSURE
    if known is not None and known.state is FixState.UNDONE:
        sign = Sign.TAKE_BACK
    return Page(Stand.NOT_FIXED, heading, sign, lines(what, again, sorry(case)), actions=actions)


def restart(case: Case, starts_itself: bool) -> Page:
    """The fix takes hold after a restart or a new sign-in; what to do before, and who goes on afterwards."""
    if cause_of(case, case.current).fix.restart is Restart.SIGN_OUT:
        heading, already = _("Please sign out and in again now."), _("I have signed in again")
        how = _("Then sign out and in as you always do.")
        noticed = starts_itself and "/" in case.boot  # else nobody can tell one sign-in from the next
    else:
        heading, already = _("Please restart this computer now."), _("I have restarted it")
        how = _("Then restart as you always do. Nothing restarts by itself.")
        noticed = starts_itself
    comes = _("Deskside opens by itself afterwards. We go on from here.")
    opens = _("Open Deskside again afterwards. We go on from here.")
    return Page(
        Stand.RESTART,
        heading,
        Sign.RESTART,
        (_("The fix is made and starts to work then."),),
        points=points(
            (Sign.SAVE, _("Save your work first, and close what is open.")),
            (Sign.RESTART, how),
            (Sign.WELCOME, comes if noticed else opens),
        ),
        actions=(
            Action(Verb.LATER, _("I'll be back after it"), main=True),
            Action(Verb.GO_ON, already),
            Action(Verb.NOT_NOW, _("Not now")),
        ),
    )


def welcome_back(case: Case) -> Page:
    """The computer was started again, or the person signed in again."""
    if cause_of(case, case.current).fix.restart is Restart.SIGN_OUT:
        heading = _("Welcome back. Is it working now?")
    else:
        heading = _("Welcome back. Did the restart help?")
    return Page(
        Stand.WELCOME_BACK,
        heading,
        Sign.WELCOME,
        (_("If you are not sure, I can look."),),
        actions=(
            Action(Verb.YES, _("Yes, it works"), main=True),
            Action(Verb.NO, _("No, not yet")),
            Action(Verb.GO_ON, _("Please look for me")),
        ),
    )


def _done(known: Finding | None) -> str:
    if known is None:
        return _("Thank you for doing that.")
    if known.state is FixState.UNVERIFIED:
        if known.fix is FixKind.HANDS_ON:
            return _("I can't see from here whether that helped.")
        return _("I could not check whether that helped.")
    if known.fix is FixKind.HANDS_ON:
        return _("That looks right now. Thank you.")
    return _("That is fixed.")


def _undo_line(case: Case) -> str:
    if case.undo is Undoing.COULD_NOT:
        return _("I could not undo it. A person can help you with that.")
    return ""


def _bad_news(known: Finding | None) -> tuple[str, str]:
    """The sentence that matters, and what it means."""
    if known is None or known.fix is FixKind.HANDS_ON:
        return _("It still looks the same from here."), _("Some things need a minute. I can look again.")
    match known.state:
        case FixState.NEEDS_ADMIN:
            return _("IT has to do this one."), _("Only IT may change this on your computer. Nothing was changed.")
        case FixState.UNDONE if known.verified is False:
            return _("That did not help, so I took it back."), _("Everything is as it was before.")
        case FixState.UNDONE:
            return _("I took it back."), _("Everything is as it was before.")
        case FixState.FAILED if known.change is not None:
            return _("That did not help."), _("I could not take it back by myself. A person can do that.")
    return _("I could not fix this."), _("The trouble is still there.")
