"""What to show wherever a case stands, as data. One generic front end draws it: the window, or the terminal.

Every page leads to a person and to an end; both stand in its frame.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from deskside.engine.pages.after import changed_since, fixed, not_fixed, restart, welcome_back
from deskside.engine.pages.end import done, nothing_found, people
from deskside.engine.pages.fix import finding, fixing, hands_on, undoing
from deskside.engine.pages.start import checking, intro, question
from deskside.engine.record import WORKING
from deskside.engine.returning import has_way_back
from deskside.language import _
from deskside.model.call import Detected
from deskside.model.case import Case, Ending, Stand, Undoing
from deskside.model.page import Action, Page, Verb

_PAGES: dict[Stand, Callable[[Case], Page]] = {
    Stand.INTRO: intro,
    Stand.QUESTION: question,
    Stand.FINDING: finding,
    Stand.HANDS_ON: hands_on,
    Stand.FIXED: fixed,
    Stand.NOT_FIXED: not_fixed,
    Stand.WELCOME_BACK: welcome_back,
    Stand.NOTHING_FOUND: nothing_found,
    Stand.PEOPLE: people,
    Stand.DONE: done,
}


def page(
    case: Case, detected: tuple[Detected, ...] = (), now: float | None = None, *, starts_itself: bool = True
) -> Page:
    """What to show. ``detected`` are the answers that came so far at CHECKING; ``now`` lets waits be told honestly,
    ``starts_itself`` what comes after a restart: whether Deskside starts when the person signs in.
    """
    waited = max(now - case.touched, 0.0) if now is not None else 0.0
    shown = restart(case, starts_itself) if case.stand is Stand.RESTART else _page(case, detected, waited)
    return replace(shown, frame=_frame(case), can_go_back=has_way_back(case))


def _page(case: Case, detected: tuple[Detected, ...], waited: float) -> Page:
    match case.stand:
        case Stand.CHECKING:
            return checking(case, detected, waited)
        case Stand.FIXING:
            return fixing(case, waited)
        case Stand.UNDOING:
            return undoing(case, waited)
    if case.undo is Undoing.CHANGED_SINCE:
        return changed_since(case)
    return _PAGES[case.stand](case)


def _frame(case: Case) -> tuple[Action, ...]:
    person = Action(Verb.PEOPLE, _("Talk to a person"))
    if case.stand is Stand.DONE:
        return () if case.ending is Ending.SENT else (person,)
    again = () if case.stand in (Stand.INTRO, *WORKING) else (Action(Verb.AGAIN, _("Start again")),)
    return (person, *again, Action(Verb.STOP, _("Stop here")))
