"""Whether the person has told the help desk of the same thing already, and it is still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from deskside.language import _
from deskside.model.ticket import Draft, Stage, Ticket
from deskside.tickets.hours.opening import date_words, day_names


def told_before(tickets: Iterable[Ticket], draft: Draft, backend: str) -> Ticket | None:
    """The newest open request on the same cause; without one, of the same troubleshooter; else in the same words."""
    others = (
        ticket
        for ticket in sorted(tickets, key=lambda ticket: ticket.opened, reverse=True)
        if ticket.reference != draft.reference and ticket.backend == backend and _is_open(ticket)
    )
    return next((ticket for ticket in others if _is_same(ticket, draft)), None)


def _is_open(ticket: Ticket) -> bool:
    return ticket.stage is not Stage.SOLVED and not ticket.gone


def _is_same(ticket: Ticket, draft: Draft) -> bool:
    if draft.cause or draft.troubleshooter:
        if draft.cause and ticket.cause:
            return draft.cause == ticket.cause
        return draft.troubleshooter == ticket.troubleshooter
    said, words = (" ".join(text.split()) for text in (ticket.messages[0].text if ticket.messages else "", draft.words))
    return ticket.title == draft.title and bool(words) and words in said


def told_words(ticket: Ticket, now: float) -> str:
    """ "You told us about this on Monday." By the clock of this computer."""
    then, today = datetime.fromtimestamp(ticket.opened), datetime.fromtimestamp(now)
    match (today.date() - then.date()).days:
        case 0:
            return _("You told us about this today.")
        case 1:
            return _("You told us about this yesterday.")
        case days if 1 < days < 7:
            return _("You told us about this on {day}.").format(day=day_names()[then.weekday()])
    return _("You told us about this on {day}.").format(day=date_words(then))
