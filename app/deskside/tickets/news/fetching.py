"""What a person should hear of their tickets: what the desk says now against what is known here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import msgspec
from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Message, News, Sender, Stage, Ticket
from deskside.storage.tickets import Tickets
from deskside.tickets.backend import Backend, Look
from deskside.tickets.hours.opening import Hours
from deskside.tickets.news import quiet
from deskside.tickets.news.polling import interval, to_look_at
from deskside.tickets.words.plain import one_line, same_words

_REFUSED_MOST = 3
_ELSEWHERE = frozenset(
    ("deleted", "merged", "removed", "moved", "duplicate", "rejected", "cancelled", "canceled", "spam", "trash")
)
"""What help desks call a ticket that was closed without being solved."""


UNDELIVERED = "undelivered"
"""The state of a ticket that came back: what the system itself says of that is news."""


class Manner(Struct, frozen=True):
    """How news is fetched."""

    hours: Hours | None = None
    """When the help desk is there."""
    quiet_days: int = 0
    """After so many working days without news that is told; 0: never."""
    due_only: bool = False
    """Only tickets whose turn it is; else all that may still change."""
    soon: bool = False
    """With ``due_only``: so many as one pass looks at, whosever turn it is. After a start, or when the way is back."""


def fetch(
    tickets: Tickets,
    backend: Backend,
    now: float,
    manner: Manner | None = None,
    trouble: Callable[[errors.DesksideError], None] = lambda _problem: None,
) -> tuple[News, ...]:
    """Looks at tickets that may still change and keeps what came. Ends at the first look that fails, with what
    was found until then: the next one would meet the same. That problem is told to ``trouble``.
    """
    manner = manner or Manner()
    if not backend.can.look:
        return ()
    ours = [one for one in tickets.all() if one.backend == backend.name and interval(one, now) is not None]
    heard: list[News] = []
    refused = 0
    for ticket in to_look_at(ours, now, soon=manner.soon) if manner.due_only else ours:
        try:
            heard += _look_at(tickets, backend, ticket, manner, now)
        except (
            errors.Held,
            errors.Unclear,
        ) as problem:  # this one alone, or all of them
            refused += 1
            if refused == _REFUSED_MOST:
                trouble(problem)
                break
            _keep(tickets, ticket, asked=now)
        except (errors.SendProblem, errors.SecretProblem) as problem:
            trouble(problem)
            break
    return tuple(heard)


def _look_at(tickets: Tickets, backend: Backend, ticket: Ticket, manner: Manner, now: float) -> tuple[News, ...]:
    try:
        look = backend.look_again(ticket.backend_id, ticket.messages, ticket.mark)
    except errors.Held:
        return _not_shown(tickets, backend, ticket, now)
    heard = keep_look(tickets, ticket.reference, look, now) if look is not None else ()
    if look is None:
        _keep(tickets, ticket, looked=now)
    return heard or _silence(tickets, ticket.reference, manner, now)


def _not_shown(tickets: Tickets, backend: Backend, ticket: Ticket, now: float) -> tuple[News, ...]:
    """The desk does not show this one. Where a search works and finds none, it is gone; where it has another
    number now, that one is followed. Anything else is told to nobody but IT.
    """
    if not backend.can.find:
        raise errors.Held(f"{ticket.backend_id} is not shown, and this sign-in cannot search")
    found = backend.find(ticket.reference, now - ticket.opened if ticket.opened else None)
    if found == ticket.backend_id:
        raise errors.Held(f"{found} is found and not shown")
    if found is not None:
        return keep_look(tickets, ticket.reference, backend.look(found, ticket.messages), now, found)
    if ticket.gone:
        _keep(tickets, ticket, looked=now)
        return ()
    _keep(tickets, ticket, looked=now, heard=now, updated=now, gone=True, stage=Stage.SOLVED)
    return (News(ticket.reference, one_line(ticket.title, 80), gone_words(), Stage.SOLVED),)


def _silence(tickets: Tickets, reference: str, manner: Manner, now: float) -> tuple[News, ...]:
    """That there is no news yet, where it is time to tell. The ticket was looked at a moment ago."""
    ticket = tickets.load(reference)
    if ticket is None or not manner.quiet_days or not quiet.is_time(ticket, manner.hours, manner.quiet_days, now):
        return ()
    _keep(tickets, ticket, quiet=now)
    return (quiet.quiet_news(ticket, manner.hours, now),)


def _keep(tickets: Tickets, ticket: Ticket, **told: object) -> None:
    tickets.change(ticket.reference, partial(msgspec.structs.replace, **told))


def keep_look(tickets: Tickets, reference: str, look: Look, now: float, backend_id: str = "") -> tuple[News, ...]:
    """Saves what ``look`` brought for one ticket; what of it is new. ``backend_id``: where it is now."""
    heard: tuple[News, ...] = ()

    def step(ticket: Ticket) -> Ticket:
        nonlocal heard
        after, heard = compare(ticket, look, now)
        return msgspec.structs.replace(after, looked=now, backend_id=backend_id or after.backend_id)

    tickets.change(reference, step)
    return heard


def compare(ticket: Ticket, look: Look, now: float) -> tuple[Ticket, tuple[News, ...]]:
    """The ticket as it is after ``look``, and what a person should hear. Pure."""
    known = {message.id for message in ticket.messages if message.id}
    tells = (Sender.AGENT, Sender.DESK) if look.state == UNDELIVERED else (Sender.AGENT,)
    answers = [m for m in look.messages if m.id not in known and m.sender in tells]
    after = msgspec.structs.replace(
        ticket,
        state=look.state,
        stage=look.stage,
        messages=merged(ticket.messages, look.messages),
        unread=ticket.unread + len(answers),
        gone=look.stage is Stage.SOLVED and look.state.casefold() in _ELSEWHERE,
    )
    if after != ticket:
        after = msgspec.structs.replace(after, updated=now)
    heard = tuple(_heard(ticket, after, answers))
    return msgspec.structs.replace(after, mark=look.mark, heard=now if heard else ticket.heard), heard


def merged(here: tuple[Message, ...], there: tuple[Message, ...]) -> tuple[Message, ...]:
    """The person's first words, then what the desk has, then what was written here and is not there yet."""
    first, rest = here[:1], [message for message in here[1:] if not message.id]
    files = {message.id: message.files for message in here if message.id}
    came = []
    for message in there:
        enclosed = files.get(message.id, ())
        match = next((own for own in rest if same_words(own.text, message.text)), None)
        if match is not None and message.sender is Sender.PERSON:
            rest.remove(match)
            enclosed = match.files
        came.append(msgspec.structs.replace(message, files=message.files or enclosed))
    return (*first, *came, *rest)


def _heard(ticket: Ticket, after: Ticket, answers: list[Message]) -> Iterable[News]:
    title = one_line(ticket.title, 80)
    if answers and after.state == UNDELIVERED:
        yield News(ticket.reference, title, one_line(answers[-1].text, 160), after.stage)
    elif answers:
        says = _("The help desk wrote: {words}").format(words=one_line(answers[-1].text, 160))
        yield News(ticket.reference, title, says, after.stage)
    says = gone_words() if after.gone else _stage_words(after.stage)
    if says and after.stage is not ticket.stage and (not answers or after.stage is Stage.SOLVED):
        yield News(ticket.reference, title, says, after.stage)


def gone_words() -> str:
    """Of a ticket that was closed without being solved, or cannot be found any more: nobody here knows which."""
    return _("The help desk closed this one, or moved it.")


def _stage_words(stage: Stage) -> str:
    match stage:
        case Stage.SEEN:
            return _("The help desk has seen your message.")
        case Stage.WORKING:
            return _("Someone is working on it.")
        case Stage.WAITING:
            return _("The help desk is waiting for your answer.")
        case Stage.SOLVED:
            return _("The help desk says it is solved. Is it?")
    return ""
