"""What a person should hear of their tickets: what the desk says now against what is known here."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Message, News, Sender, Stage, Ticket
from deskside.storage.tickets import Tickets
from deskside.tickets.backend import Backend, Look
from deskside.tickets.plain import one_line, same_words

SOLVED_FOLLOWED = 14 * 24 * 3600.0
"""How long a solved ticket is still looked at: an agent may open it again."""

_REFUSED_MOST = 3


def fetch(tickets: Tickets, backend: Backend, now: float) -> tuple[News, ...]:
    """Looks at every ticket that may still change and keeps what came. Ends at the first look that fails,
    with what was found until then: the next one would meet the same.
    """
    if not backend.can.look:
        return ()
    heard: list[News] = []
    refused = 0
    for ticket in tickets.all():
        if ticket.backend != backend.name or not ticket.backend_id or _is_over(ticket, now):
            continue
        try:
            look = backend.look(ticket.backend_id, ticket.messages)
        except errors.Held:  # one that was deleted there; or all, and then asking on is of no use
            refused += 1
            if refused == _REFUSED_MOST:
                break
            continue
        except (errors.SendProblem, errors.SecretProblem):
            break
        heard += keep_look(tickets, ticket.reference, look, now)
    return tuple(heard)


def keep_look(tickets: Tickets, reference: str, look: Look, now: float) -> tuple[News, ...]:
    """Saves what ``look`` brought for one ticket; what of it is new."""
    heard: tuple[News, ...] = ()

    def step(ticket: Ticket) -> Ticket:
        nonlocal heard
        after, heard = compare(ticket, look, now)
        return after

    tickets.change(reference, step)
    return heard


def compare(ticket: Ticket, look: Look, now: float) -> tuple[Ticket, tuple[News, ...]]:
    """The ticket as it is after ``look``, and what a person should hear. Pure."""
    known = {message.id for message in ticket.messages if message.id}
    answers = [m for m in look.messages if m.id not in known and m.sender is Sender.AGENT]
    after = msgspec.structs.replace(
        ticket,
        state=look.state,
        stage=look.stage,
        messages=merged(ticket.messages, look.messages),
        unread=ticket.unread + len(answers),
    )
    if after != ticket:
        after = msgspec.structs.replace(after, updated=now)
    return after, tuple(_heard(ticket, look, answers))


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


def _heard(ticket: Ticket, look: Look, answers: list[Message]) -> Iterable[News]:
    title = one_line(ticket.title, 80)
    if answers:
        says = _("The help desk wrote: {words}").format(words=one_line(answers[-1].text, 160))
        yield News(ticket.reference, title, says, look.stage)
    says = _stage_words(look.stage)
    if says and look.stage is not ticket.stage and (not answers or look.stage is Stage.SOLVED):
        yield News(ticket.reference, title, says, look.stage)


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


def _is_over(ticket: Ticket, now: float) -> bool:
    return ticket.stage is Stage.SOLVED and ticket.updated < now - SOLVED_FOLLOWED
