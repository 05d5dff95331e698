"""Pages before anything is found: the first one, the checks with their ticks, a question."""

from __future__ import annotations

from deskside.engine.pages.words import lines, looked_for, points
from deskside.engine.record import cause_of, question_of
from deskside.language import _, ngettext
from deskside.model.call import Detected
from deskside.model.case import Case, Stand
from deskside.model.page import Action, Page, Row, RowState, Sign, Verb
from deskside.model.troubleshooter import Choice

QUIET = 5.0
"""Seconds after which a wait is explained."""

LONG = 15.0

AT_FIRST = 4
"""How many of the things that are looked at the first page names."""


def intro(case: Case) -> Page:
    """What will happen, and how long it takes."""
    minutes = ngettext("This takes about {count} minute.", "This takes about {count} minutes.", case.minutes)
    begin = Action(Verb.BEGIN, _("Start"), main=True)
    time = (Sign.TIME, minutes.format(count=case.minutes))
    if not case.causes:
        seen = (Sign.SAFE, _("You see it all before it is sent."))
        says = points((Sign.ASK, _asks(case)), (Sign.PERSON, _("A person at the help desk looks at it.")), seen, time)
        return Page(Stand.INTRO, case.title, Sign.PROBLEM, points=says, actions=(begin,))
    safe = (Sign.SAFE, _("Nothing is changed unless you agree."))
    return Page(
        Stand.INTRO,
        case.title,
        Sign.PROBLEM,
        points=points((Sign.LOOK, _("I look for the cause first.")), safe, time),
        shows_head=_("What I look at, among other things:"),
        shows=_looks_at(case),
        actions=(begin,),
    )


def _asks(case: Case) -> str:
    """How much is asked where people have to do the rest."""
    asked = sum(question.id not in case.answers for question in case.questions)
    if not asked:
        return _("You tell me what is wrong, and I pass it on.")
    return ngettext(
        "I ask one short question and pass your answer on.",
        "I ask {count} short questions and pass your answers on.",
        asked,
    ).format(count=asked)


def _looks_at(case: Case) -> tuple[str, ...]:
    """The first of what is looked at, in words, most likely ones first."""
    likely = sorted((cause for cause in case.causes if cause.title), key=lambda cause: -cause.likelihood)
    return tuple(dict.fromkeys(cause.title for cause in likely))[:AT_FIRST]


def checking(case: Case, detected: tuple[Detected, ...], waited: float) -> Page:
    """What is being looked at, a line each, ticked as the answers come."""
    said = {one.cause: one for one in detected}
    rows = tuple(_row(case, cause, said.get(cause)) for cause in case.checking)
    left = sum(row.state is RowState.LOOKING for row in rows)
    heading = _("Let me see whether that helped.") if case.current else _("I am looking for the cause.")
    return Page(
        Stand.CHECKING,
        heading,
        Sign.LOOK,
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
        return Page(Stand.QUESTION, asked.ask, Sign.ASK, hints, asks_text=True, secret=asked.secret, actions=(go_on,))
    choices = (*asked.choices, Choice("", _("I'm not sure")))
    return Page(Stand.QUESTION, asked.ask, Sign.ASK, lines(asked.hint), choices=choices, actions=(go_on,))


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
