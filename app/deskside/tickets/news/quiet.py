"""Silence, told honestly: that there is no news yet, once an interval and only while the help desk is open. Pure."""

from __future__ import annotations

from datetime import time

from deskside.language import ngettext
from deskside.model.ticket import News, Stage, Ticket
from deskside.tickets.hours.open_time import day_seconds, open_seconds
from deskside.tickets.hours.opening import Hours
from deskside.tickets.words.plain import one_line

OFFICE = Hours(frozenset(range(5)), time(9), time(17))
"""Where nobody has said when the help desk is there."""
_OPEN = (Stage.SENT, Stage.SEEN, Stage.WORKING)


def silence(ticket: Ticket, hours: Hours | None, now: float) -> int:
    """How many whole working days the help desk has said nothing in; 0 where it is not its turn."""
    if not ticket.backend_id or ticket.stage not in _OPEN:
        return 0
    return _working_days(hours or OFFICE, heard_at(ticket), now)


def heard_at(ticket: Ticket) -> float:
    """When the person last heard something, or last wrote."""
    return max(ticket.opened, ticket.arrived, ticket.heard, *(said.at for said in ticket.messages))


def is_time(ticket: Ticket, hours: Hours | None, days: int, now: float) -> bool:
    """Whether to tell it now: so many working days after what was heard or told last, while someone is there."""
    open_now = open_seconds(hours or OFFICE, now, now + 1.0) > 0
    told = max(heard_at(ticket), ticket.quiet) if ticket.quiet <= now else heard_at(ticket)
    return open_now and silence(ticket, hours, now) >= days and _working_days(hours or OFFICE, told, now) >= days


def quiet_news(ticket: Ticket, hours: Hours | None, now: float) -> News:
    return News(ticket.reference, one_line(ticket.title, 80), quiet_words(silence(ticket, hours, now)), ticket.stage)


def quiet_words(days: int) -> str:
    """What is known and no more: that it is there, and that nobody has said anything."""
    says = ngettext(
        "No news yet, for one working day. Your request is still with the help desk.",
        "No news yet, for {count} working days. Your request is still with the help desk.",
        days,
    )
    return says.format(count=days)


def _working_days(hours: Hours, start: float, now: float) -> int:
    return int(open_seconds(hours, start, now) / day_seconds(hours) + 1e-9)
