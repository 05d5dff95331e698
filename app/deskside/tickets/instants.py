"""Points in time as help desks write them."""

from __future__ import annotations

import email.utils
from datetime import UTC, datetime

from deskside.tickets.refusals import Answer

_SAME_SECOND = 2.0


def seconds(at: str) -> float:
    """Since 1970; 0 for what is no time. A time without a zone is taken as UTC."""
    try:
        read = datetime.fromisoformat(at.strip())
    except ValueError:
        return 0.0
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()


def settled(updated: str, answer: Answer) -> bool:
    """Whether a change after ``answer`` surely has another time than ``updated``, which is told in whole seconds."""
    try:
        now = email.utils.parsedate_to_datetime(answer.headers.get("date", "")).timestamp()
    except (ValueError, TypeError):
        return False
    changed = seconds(updated)
    return 0 < changed <= now - _SAME_SECOND
