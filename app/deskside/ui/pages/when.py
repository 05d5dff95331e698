"""Times and stages in plain words, in the person's own way of writing dates."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QLocale

from deskside.language import _, current
from deskside.model.ticket import Stage, Ticket
from deskside.tickets.news.fetching import gone_words
from deskside.ui.clock import ways, written


def when(seconds: float) -> str:
    """ "Today at 14:05", "Yesterday at 9:30", "3 May 2026 at 8:00"."""
    moment, today = QDateTime.fromSecsSinceEpoch(round(seconds)), QDate.currentDate()
    clock = written(moment.time().hour(), moment.time().minute())
    if moment.date() == today:
        return _("Today at {time}").format(time=clock)
    if moment.date() == today.addDays(-1):
        return _("Yesterday at {time}").format(time=clock)
    day = ways().toString(moment.date(), QLocale.FormatType.ShortFormat)
    return _("{day} at {time}").format(day=day, time=clock)


def month(seconds: float) -> str:
    """ "November 2026"."""
    day = QDateTime.fromSecsSinceEpoch(round(seconds)).date()
    name = QLocale(current()).standaloneMonthName(day.month())
    return f"{name[:1].upper()}{name[1:]} {day.year()}"


def stage_name(stage: Stage) -> str:
    """The only five words for where a request is."""
    return {
        Stage.SENT: _("Sent"),
        Stage.SEEN: _("Seen"),
        Stage.WORKING: _("Being worked on"),
        Stage.WAITING: _("Waiting for you"),
        Stage.SOLVED: _("Solved"),
    }[stage]


def stage_sentence(stage: Stage) -> str:
    """What that means for the person."""
    return {
        Stage.SENT: _("It is with the help desk. Nobody has opened it yet."),
        Stage.SEEN: _("A person at the help desk has read it."),
        Stage.WORKING: _("A person at the help desk is working on it."),
        Stage.WAITING: _("They need an answer from you to go on."),
        Stage.SOLVED: _("The help desk says that it is solved."),
    }[stage]


def stage_sign(stage: Stage) -> tuple[str, str]:
    """An icon and its ink for each of the five."""
    return {
        Stage.SENT: ("letter", "text_quiet"),
        Stage.SEEN: ("looking", "accent"),
        Stage.WORKING: ("person", "accent"),
        Stage.WAITING: ("question", "notice"),
        Stage.SOLVED: ("tick", "good"),
    }[stage]


def stage_in_words(ticket: Ticket, *, unsent: bool) -> str:
    """One line for a list: where it is, and whether there is something new."""
    if unsent and not ticket.is_there:
        return _("Kept safe here. It will be sent later.")
    if ticket.gone:
        return gone_words()
    if ticket.unread:
        return _("{stage}. There is a new answer.").format(stage=stage_name(ticket.stage))
    return _("{stage}.").format(stage=stage_name(ticket.stage))
