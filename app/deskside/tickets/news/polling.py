"""When to ask the help desk for news: politely, and all at once. Pure.

A ticket that moves is looked at often, one that rests seldom. Whatever is due
soon is looked at together, so that one wake-up serves every ticket and the
outbox. A pause that the outbox keeps holds for looks too, so nothing is asked
for while the help desk can't be reached.
"""

from __future__ import annotations

from collections.abc import Iterable

from deskside.model.ticket import OutboxRow, SendState, Stage, Ticket
from deskside.storage.outbox import Pause
from deskside.tickets.outbox.rules import CAP, PAUSE_CAP, heads, left

MINUTE, HOUR, DAY = 60.0, 3600.0, 24 * 3600.0
SOLVED_FOLLOWED = 14 * DAY
"""How long a solved ticket is still looked at: an agent may open it again."""
MOST_LOOKS = 20
"""In one pass; what is left over is due in the next one."""
TOGETHER = 0.2
"""What is due within this part of its time is looked at now, and spares a wake-up."""
LEAST = MINUTE
"""Between two passes that only look."""

_OPEN = ((10 * MINUTE, MINUTE), (4 * HOUR, 10 * MINUTE), (3 * DAY, 30 * MINUTE), (14 * DAY, 2 * HOUR))
_SOLVED = ((DAY, HOUR), (SOLVED_FOLLOWED, 6 * HOUR))
_RESTING = 6 * HOUR
_ALIVE = (SendState.QUEUED, SendState.SENDING, SendState.UNKNOWN)


def interval(ticket: Ticket, now: float) -> float | None:
    """Seconds between two looks at it; None when it is over, or not at the help desk yet."""
    if not ticket.backend_id:
        return None
    rests = max(0.0, now - max(ticket.opened, ticket.updated))
    if ticket.stage is Stage.SOLVED:
        if ticket.gone:
            return DAY if rests < SOLVED_FOLLOWED else None
        return next((every for until, every in _SOLVED if rests < until), None)
    every = next((every for until, every in _OPEN if rests < until), _RESTING)
    return max(every, 30 * MINUTE) if ticket.stage is Stage.WAITING else every


def due_in(ticket: Ticket, now: float) -> float | None:
    """Seconds until it should be looked at again; None when never."""
    every = interval(ticket, now)
    return None if every is None else left(_asked(ticket) + every, now, every)


def _asked(ticket: Ticket) -> float:
    """When the help desk was last asked after it, whether or not it could tell."""
    return max(ticket.looked, ticket.asked)


def to_look_at(
    tickets: Iterable[Ticket], now: float, most: int = MOST_LOOKS, *, soon: bool = False
) -> tuple[Ticket, ...]:
    """Those whose turn it is: first who waits for the person and the newest, and as many that were left longest.

    ``soon``: as after a start, when it is nobody's turn that counts but what a person may have missed.
    """
    turn = [ticket for ticket in tickets if _is_due(ticket, now) or (soon and interval(ticket, now) is not None)]
    first = sorted(turn, key=lambda ticket: (ticket.stage is not Stage.WAITING, -ticket.opened))
    oldest = sorted(turn, key=_asked)
    chosen = {ticket.reference: ticket for ticket in (*first[: most - most // 2], *oldest, *first)}
    return tuple(chosen.values())[:most]


def _is_due(ticket: Ticket, now: float) -> bool:
    every, wait = interval(ticket, now), due_in(ticket, now)
    return every is not None and wait is not None and wait <= every * TOGETHER


def next_pass(tickets: Iterable[Ticket], rows: Iterable[OutboxRow], pause: Pause, now: float) -> float | None:
    """Seconds until one wake-up is worth it, for what waits to be sent and for news; None when for neither."""
    hold = left(pause.until, now, PAUSE_CAP)
    sends = [left(row.next_try, now, CAP) for row in heads(tuple(rows)) if row.state in _ALIVE]
    looks = [max(LEAST, wait) for ticket in tickets if (wait := due_in(ticket, now)) is not None]
    return min((max(hold, wait) for wait in (*sends, *looks)), default=None)
