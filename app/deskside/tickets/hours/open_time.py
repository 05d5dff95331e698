"""Time that counts: only while the help desk is open, by its own clock, on no holiday. Pure.

A day's opening lasts from the moment its clock shows the hour of opening to the
moment it shows that of closing, so a day on which clocks are changed may be
shorter or longer. Without hours all time counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from deskside.tickets.hours.opening import Hours

_AHEAD = 400
"""So many days are looked ahead; a desk that is closed for longer promises nothing."""


def after(hours: Hours | None, start: float, seconds: float) -> float | None:
    """When so many open seconds have passed since ``start``; None where the desk is not open for so long."""
    if hours is None:
        return start + seconds
    left = seconds
    for opens, closes in _openings(hours, start, _AHEAD):
        begin = max(opens, start)
        if closes > begin and left <= closes - begin:
            return begin + left
        left -= max(0.0, closes - begin)
    return None


def open_seconds(hours: Hours | None, start: float, end: float) -> float:
    """How many open seconds lie between; 0.0 when ``end`` is not later."""
    if end <= start:
        return 0.0
    if hours is None:
        return end - start
    days = int((end - start) // 86_400) + 2
    return sum(max(0.0, min(closes, end) - max(opens, start)) for opens, closes in _openings(hours, start, days))


def day_seconds(hours: Hours | None) -> float:
    """How long the desk is open on a usual day; without hours a day and a night."""
    if hours is None:
        return 86_400.0
    return (_since_midnight(hours.closes) - _since_midnight(hours.opens)).total_seconds()


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


def _openings(hours: Hours, start: float, days: int) -> Iterator[tuple[float, float]]:
    """The openings of the day of ``start`` and so many after it, each as two moments."""
    first = datetime.fromtimestamp(start, UTC).astimezone(hours.zone).date()
    for ahead in range(days + 1):
        day = first + timedelta(days=ahead)
        if hours.on(day):
            yield _moment(day, hours.opens, hours), _moment(day, hours.closes, hours)


def _moment(day: date, clock: time, hours: Hours) -> float:
    """Where ``zone`` is None the clock of this computer is meant, as ``datetime.timestamp`` has it."""
    return datetime.combine(day, clock, hours.zone).timestamp()
