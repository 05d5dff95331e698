"""Pages before anything is found: the first one, the checks with their ticks, a question."""

from __future__ import annotations

from deskside.engine.pages.words import lines, looked_for
from deskside.engine.record import cause_of, question_of
from deskside.language import _, ngettext
from deskside.model.call import Detected
from deskside.model.case import Case, Stand
from deskside.model.page import Action, Page, Row, RowState, Verb
from deskside.model.troubleshooter import Choice

QUIET = 5.0
"""Seconds after which a wait is explained."""

LONG = 15.0


def intro(case: Case) -> Page:
    """What will happen, and how long it takes."""
    if not case.causes:
        what = _("A person at the help desk will look at this. I ask you what they need to know.")
    else:
        what = _("I look for the cause first. Nothing is changed unless you agree.")
    minutes = ngettext("This takes about {count} minute.", "This takes about {count} minutes.", case.minutes)
    begin = Action(Verb.BEGIN, _("Start"), main=True)
    return Page(Stand.INTRO, case.title, (what, minutes.format(count=case.minutes)), actions=(begin,))


def checking(case: Case, detected: tuple[Detected, ...], waited: float) -> Page:
    """What is being looked at, a line each, ticked as the answers come."""
    said = {one.cause: one for one in detected}
    rows = tuple(_row(case, cause, said.get(cause)) for cause in case.checking)
    left = sum(row.state is RowState.LOOKING for row in rows)
    heading = _("Let me see whether that helped.") if case.current else _("I am looking for the cause.")
    return Page(
        Stand.CHECKING,
        heading,
        lines(_wait(left, waited)),
        rows=rows,
        actions=(Action(Verb.CANCEL, _("Cancel")),),
    )


def question(case: Case) -> Page:
    """One question. "I'm not sure" is always an answer; where text is typed, that is an empty line."""
    asked = question_of(case, case.current)
    go_on = Action(Verb.ANSWER, _("Go on"), main=True)
    if not asked.choices:
        hints = lines(asked.hint, _("Leave this empty if you are not sure."))
        return Page(Stand.QUESTION, asked.ask, hints, asks_text=True, secret=asked.secret, actions=(go_on,))
    choices = (*asked.choices, Choice("", _("I'm not sure")))
    return Page(Stand.QUESTION, asked.ask, lines(asked.hint), choices=choices, actions=(go_on,))


def _row(case: Case, cause: str, one: Detected | None) -> Row:
    text = looked_for(cause_of(case, cause))
    if one is None:
        return Row(text, RowState.LOOKING)
    if one.problem:
        return Row(text, RowState.COULD_NOT)
    return Row(text, RowState.FOUND if one.found else RowState.CLEAR)


def _wait(left: int, waited: float) -> str:
    if waited < QUIET or not left:
        return _("This takes a few seconds.")
    if waited < LONG:
        return ngettext(
            "{count} answer is still to come. That takes a few more seconds.",
            "{count} answers are still to come. That takes a few more seconds.",
            left,
        ).format(count=left)
    return _("This takes longer than usual. Thanks for waiting.")
