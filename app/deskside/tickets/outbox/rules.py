"""The rules of the outbox, pure: what may become of a deed that waits, and when it is tried.

``sending`` is committed before the first byte leaves, so a row found in it was
interrupted. Any end but a checked success or a definite refusal is
``unknown``, and from there the only way back to the queue is a search that
found nothing after the settling time; where nobody can search, the person's
word.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import msgspec

from deskside import errors
from deskside.model.ticket import Deed, OutboxRow, SendState
from deskside.storage.outbox import Pause

CAP = 15 * 60.0
"""The longest wait between two tries, in seconds."""
PAUSE_CAP = 24 * 3600.0
"""The longest wait that a help desk may ask for."""
BUSY_LEAST = 420.0
"""A help desk that is busy twice in a row is left alone for at least so long: 20 requests in two hours at most."""
FIRST_WAIT = 10.0
LEAST_WAIT = 2.0
DOUBT = 3600.0
"""What waited longer without a try is looked for before it is sent."""
_FOUND_AGAIN = (Deed.CREATE, Deed.ATTACH, Deed.REPLY)


class Event(StrEnum):
    """What can happen to a row."""

    CONSENTED = "consented"
    LEAVES = "leaves"
    """Committed before the first byte is sent."""
    DONE = "done"
    NOT_REACHED = "not-reached"
    BUSY = "busy"
    UNCLEAR = "unclear"
    PARTED = "parted"
    """Refused for its size: the words go first, each file after them."""
    NEEDS_EDIT = "needs-edit"
    HELD = "held"
    REDIRECTED = "redirected"
    """Held, and perhaps done: looked for once someone has put things right."""
    WOKE = "woke"
    """Found as it was left by a process that is gone."""
    FOUND = "found"
    NOT_FOUND = "not-found"
    NO_ANSWER = "no-answer"
    """The search gave no answer."""
    RELEASED = "released"
    """Someone put things right, or the person said: send now."""
    AGAIN = "again"
    """Nobody can look whether it arrived, and the person said: send it once more."""
    DOUBTED = "doubted"
    """It waited so long that the person's folder may have been put back from a backup: it may be there since."""
    TOLD = "told"
    """Nobody can look, and the person knows that it arrived."""
    CARRIED = "carried"
    """It was saved as a file, and may reach the help desk that way: it is looked for before it is sent."""


_S = SendState
TABLE: dict[tuple[SendState, Event], SendState] = {
    (_S.DRAFT, Event.CONSENTED): _S.QUEUED,
    (_S.NEEDS_EDIT, Event.CONSENTED): _S.QUEUED,
    (_S.QUEUED, Event.LEAVES): _S.SENDING,
    (_S.QUEUED, Event.RELEASED): _S.QUEUED,
    (_S.QUEUED, Event.DOUBTED): _S.UNKNOWN,
    (_S.QUEUED, Event.CARRIED): _S.UNKNOWN,
    (_S.SENDING, Event.DONE): _S.SENT,
    (_S.SENDING, Event.NOT_REACHED): _S.QUEUED,
    (_S.SENDING, Event.BUSY): _S.QUEUED,
    (_S.SENDING, Event.PARTED): _S.QUEUED,
    (_S.SENDING, Event.UNCLEAR): _S.UNKNOWN,
    (_S.SENDING, Event.NEEDS_EDIT): _S.NEEDS_EDIT,
    (_S.SENDING, Event.HELD): _S.HELD,
    (_S.SENDING, Event.REDIRECTED): _S.HELD,
    (_S.SENDING, Event.WOKE): _S.UNKNOWN,
    (_S.UNKNOWN, Event.FOUND): _S.SENT,
    (_S.UNKNOWN, Event.NOT_FOUND): _S.QUEUED,
    (_S.UNKNOWN, Event.NO_ANSWER): _S.UNKNOWN,
    (_S.UNKNOWN, Event.RELEASED): _S.UNKNOWN,
    (_S.UNKNOWN, Event.AGAIN): _S.QUEUED,
    (_S.UNKNOWN, Event.TOLD): _S.SENT,
    (_S.HELD, Event.RELEASED): _S.QUEUED,
}

_LONG_AGO = (Event.RELEASED, Event.DOUBTED)
"""After these a row is as old as before: nothing was tried."""

_EVENTS: tuple[tuple[type[errors.DesksideError], Event], ...] = (
    (errors.NotReached, Event.NOT_REACHED),
    (errors.Busy, Event.BUSY),
    (errors.Unclear, Event.UNCLEAR),
    (errors.NeedsEdit, Event.NEEDS_EDIT),
    (errors.Redirected, Event.REDIRECTED),
    (errors.Held, Event.HELD),
)


def event_of(problem: errors.DesksideError) -> Event:
    """What a try that ended in ``problem`` means. A locked keyring is met before anything is sent."""
    if isinstance(problem, errors.SecretProblem):
        return Event.NOT_REACHED if problem.why == "locked" else Event.HELD
    return next((event for kind, event in _EVENTS if isinstance(problem, kind)), Event.UNCLEAR)


def step(row: OutboxRow, event: Event, now: float, *, why: str = "", says: str = "", wait: float = 0.0) -> OutboxRow:
    """The row after ``event``; ``wait`` seconds until it is looked at again."""
    state = TABLE.get((row.state, event))
    if state is None or (event in (Event.AGAIN, Event.TOLD) and not row.asks):
        raise errors.NotNow(event, row.state)
    tries = row.tries + (event is Event.LEAVES) - (event is Event.NOT_REACHED)  # reaching no one is no try
    changed = row.changed if row.state is state or event in _LONG_AGO else now
    next_try = now + wait if wait else 0.0
    return msgspec.structs.replace(
        row,
        state=state,
        why=why,
        says=says,
        tries=max(0, tries),
        next_try=next_try,
        changed=changed,
        asks=row.asks and row.state is state,
        doubt=event is Event.REDIRECTED or (row.doubt and event is Event.RELEASED),
    )


def backoff(tries: int, rand: Callable[[], float]) -> float:
    """Exponential with full jitter, capped; ``rand`` gives 0 to 1."""
    return max(LEAST_WAIT, rand() * min(CAP, FIRST_WAIT * float(2 ** min(tries, 10))))


def pause_after(pause: Pause, asked: float, now: float, rand: Callable[[], float], why: str) -> Pause:
    """Nothing is sent to the backend for a while: it could not be reached, or asked for ``asked`` seconds of rest."""
    tries = pause.tries + 1
    wait = max(backoff(tries, rand), min(asked, PAUSE_CAP))
    if asked and tries > 1:
        wait = max(wait, BUSY_LEAST)
    return Pause(until=now + wait, tries=tries, why=why)


def is_doubtful(row: OutboxRow, now: float) -> bool:
    """Whether the help desk is asked before the row is sent: it was led elsewhere, or nothing was tried for so long."""
    long_ago = now - row.changed > DOUBT
    return row.state is SendState.QUEUED and row.deed in _FOUND_AGAIN and (row.doubt or long_ago)


def left(until: float, now: float, longest: float) -> float:
    """Seconds until ``until``. A wait longer than any we set means the clock was moved: then it is over."""
    wait = until - now
    return 0.0 if wait > longest else max(0.0, wait)


def settle_left(row: OutboxRow, settle: float, now: float) -> float | None:
    """Seconds until a search may be believed; None when the clock was set back, and the time must start anew."""
    if row.changed > now:
        return None
    return max(0.0, row.changed + settle - now)


def due(row: OutboxRow, pause: Pause, now: float) -> bool:
    """Whether the row may be looked at now."""
    return not left(row.next_try, now, CAP) and not left(pause.until, now, PAUSE_CAP)


def heads(rows: tuple[OutboxRow, ...]) -> tuple[OutboxRow, ...]:
    """The first deed of each ticket that is not done; a file that must be changed holds up no words."""
    from_each: dict[str, OutboxRow] = {}
    for row in rows:
        aside = row.deed is Deed.ATTACH and row.state in (SendState.NEEDS_EDIT, SendState.HELD)
        if row.state is not SendState.SENT and not aside:
            from_each.setdefault(row.reference, row)
    return tuple(from_each.values())
