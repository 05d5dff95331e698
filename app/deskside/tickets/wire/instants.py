"""Points in time as help desks write them."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime

from deskside.tickets.wire.refusals import Answer

_SAME_SECOND = 2.0
MARGIN = 7 * 24 * 3600.0
"""By so much the clock here may have been wrong when a message was agreed to. Wide, as it costs a page at most."""


def seconds(at: str) -> float:
    """Since 1970; 0 for what is no time. A time without a zone is taken as UTC."""
    try:
        read = datetime.fromisoformat(at.strip())
    except ValueError:
        return 0.0
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def made_after(answer: Answer, age: float | None) -> float:
    """No ticket of a message that is ``age`` seconds old can have been made before this, by the clock of whoever sent
    ``answer``. 0.0 where that cannot be said: only two times of one clock are ever compared.
    """
    now = _told_at(answer)
    return max(0.0, now - age - MARGIN) if now and age is not None else 0.0


def settled(updated: str, answer: Answer) -> bool:
    """Whether a change after ``answer`` surely has another time than ``updated``, which is told in whole seconds."""
    return 0 < seconds(updated) <= _told_at(answer) - _SAME_SECOND


def _told_at(answer: Answer) -> float:
    try:
        return email.utils.parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    except (ValueError, TypeError, OverflowError):
        return 0.0
