"""What a person may expect: by when the first answer comes, as the organisation means it and as it really is.

``organisation.promise`` says for each priority how much of the desk's open time
an answer may take. Where enough requests of this person were answered, the time
within which four of five were (the 80th percentile) counts too, and the later
of the two is said: a promise is never better than the desk really is. It is
fixed when a request arrives at the desk; when it has passed, that is said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, tzinfo

from msgspec import Struct

from deskside.language import _, ngettext
from deskside.model.ticket import Message, Priority, Sender, Stage, Ticket
from deskside.model.troubleshooter import Json
from deskside.tickets.hours.open_time import after, day_seconds, open_seconds
from deskside.tickets.hours.opening import Hours, clock_words, date_words, day_names, there_words

ENOUGH = 5
"""Of fewer answers nothing is measured."""
_SHARE = 0.8
_STEP = 900.0
"""A time is told in quarters of an hour, never an earlier one."""
_SPAN = re.compile(r"([1-9][0-9]{0,3}) ?(minute|hour|day)s?")


class Span(Struct, frozen=True):
    """ "4 hours"; a day is as long as the desk is open."""

    count: int
    unit: str
    """ "minute", "hour" or "day"."""


class Promises(Struct, frozen=True):
    """What one organisation means to keep."""

    hours: Hours | None = None
    within: Mapping[Priority, Span] = {}
    phone: str = ""


def read_span(text: str) -> Span | None:
    found = _SPAN.fullmatch(text.strip().lower())
    return Span(int(found[1]), found[2]) if found else None


def read_within(setting: Json) -> dict[Priority, Span]:
    """``organisation.promise``; what cannot be read is left out."""
    rows = setting.items() if isinstance(setting, dict) else ()
    spans = ((priority, read_span(str(setting_of))) for priority, setting_of in rows if priority in list(Priority))
    return {Priority(priority): span for priority, span in spans if span is not None}


def first_answer(ticket: Ticket) -> Message | None:
    """The first that a person at the desk wrote; an automatic message is no answer."""
    return next((message for message in ticket.messages if message.sender is Sender.AGENT), None)


def measured(promises: Promises, past: Iterable[Ticket], priority: Priority, now: float) -> float | None:
    """Open seconds within which four of five first answers came; None of too few.

    A request that has waited for longer than that and still waits counts with its wait until now.
    """
    took: list[float] = []
    waits: list[float] = []
    for ticket in past:
        if ticket.priority is not priority or not ticket.backend_id or ticket.gone:
            continue
        answer, begin = first_answer(ticket), ticket.arrived or ticket.opened
        if answer is not None:
            took.append(open_seconds(promises.hours, begin, answer.at))
        elif ticket.stage is not Stage.SOLVED:
            waits.append(open_seconds(promises.hours, begin, now))
    if len(took) < ENOUGH:
        return None
    usual = _percentile(took)
    return _percentile([*took, *(wait for wait in waits if wait > usual)])


def _percentile(values: list[float]) -> float:
    """The smallest of them that four of five do not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(_SHARE * len(ordered)) - 1]


def due(promises: Promises, ticket: Ticket, past: Iterable[Ticket], now: float) -> float:
    """By when the first answer to ``ticket``, which has arrived, can be expected; 0.0 when nobody can say."""
    real = measured(promises, (one for one in past if one.reference != ticket.reference), ticket.priority, now)
    span = promises.within.get(ticket.priority) if promises.hours is not None else None
    meant = _seconds(span, promises.hours) if span is not None else None
    told = [seconds for seconds in (real, meant) if seconds is not None]
    moment = after(promises.hours, ticket.arrived, max(told)) if told else None
    return math.ceil(moment / _STEP) * _STEP if moment is not None else 0.0


def _seconds(span: Span, hours: Hours | None) -> float:
    return span.count * {"minute": 60.0, "hour": 3600.0, "day": day_seconds(hours)}[span.unit]


def promise_words(promises: Promises, ticket: Ticket, now: float, local: tzinfo | None = None) -> str:
    """What can honestly be said now; "" when that is nothing. ``local`` None: the clock of this computer.

    It is said to be late only when the desk was asked after its time: an answer may have come and not be known here.
    """
    if ticket.stage is Stage.SOLVED or ticket.gone or first_answer(ticket) is not None:
        return ""
    if ticket.due and now <= ticket.due:
        return _by_words(ticket.due, now, local)
    if ticket.due and ticket.looked >= ticket.due:
        return _late_words(promises, ticket.due, now, local)
    span = promises.within.get(ticket.priority) if promises.hours is not None else None
    if span is not None and not ticket.arrived:
        return _("You can expect an answer within {time} of their open hours.").format(time=_span_words(span))
    return there_words(promises.hours, now)


def _by_words(moment: float, now: float, local: tzinfo | None) -> str:
    ahead, clock, day = _told(moment, now, local)
    if ahead == 0:
        return _("You can expect an answer by {time} today.").format(time=clock)
    if ahead == 1:
        return _("You can expect an answer by {time} tomorrow.").format(time=clock)
    if ahead < 7:
        return _("You can expect an answer by {time} on {day}.").format(time=clock, day=day_names()[day.weekday()])
    return _("You can expect an answer by {day}.").format(day=date_words(day))


def _late_words(promises: Promises, moment: float, now: float, local: tzinfo | None) -> str:
    ahead, clock, day = _told(moment, now, local)
    if ahead == 0:
        late = _("An answer was expected by {time} today. It is late.").format(time=clock)
    elif ahead == -1:
        late = _("An answer was expected by {time} yesterday. It is late.").format(time=clock)
    else:
        late = _("An answer was expected by {day}. It is late.").format(day=date_words(day))
    if not promises.phone:
        return late
    call = _("If it can't wait, please call {phone}.").format(phone=promises.phone)
    return f"{late} {call}"


def _told(moment: float, now: float, local: tzinfo | None) -> tuple[int, str, datetime]:
    """How many days ahead it is by the person's clock, the time of day, and the day."""
    then, today = (datetime.fromtimestamp(one, UTC).astimezone(local) for one in (moment, now))
    return (then.date() - today.date()).days, clock_words(then), then


def _span_words(span: Span) -> str:
    match span.unit:
        case "minute":
            says = ngettext("{count} minute", "{count} minutes", span.count)
        case "hour":
            says = ngettext("{count} hour", "{count} hours", span.count)
        case _:
            says = ngettext("one day", "{count} days", span.count)
    return says.format(count=span.count)
