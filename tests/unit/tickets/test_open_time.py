"""Time that counts for a promise: only while the help desk is open, whatever its clock, its holidays and ours do."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.tickets.hours.open_time import after, day_seconds, open_seconds
from deskside.tickets.hours.opening import Hours

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Santiago", "UTC")
BERLIN = Hours(frozenset(range(5)), time(8), time(17), ZoneInfo("Europe/Berlin"), frozenset({date(2026, 12, 25)}))
HOUR = 3600.0


def at(text: str, zone: str = "Europe/Berlin") -> float:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()


@st.composite
def desks(draw: st.DrawFn) -> Hours:
    """Any week, any hours, in zones that change their clocks by an hour, by half of one, and never."""
    opens = draw(st.integers(0, 22 * 60))
    closes = draw(st.integers(opens + 1, 23 * 60 + 59))
    holidays = draw(st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=8))
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    first, last = (time(minute // 60, minute % 60) for minute in (opens, closes))
    return Hours(days, first, last, ZoneInfo(draw(st.sampled_from(ZONES))), holidays)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)).map(datetime.timestamp)
spans = st.integers(1, 80 * 3600).map(float)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-11-23T10:00", 4, "2026-11-23T14:00"),
        ("2026-11-23T15:00", 4, "2026-11-24T10:00"),
        ("2026-11-23T06:00", 4, "2026-11-23T12:00"),
        ("2026-11-27T16:30", 1, "2026-11-30T08:30"),
        ("2026-12-24T16:30", 1, "2026-12-28T08:30"),
        ("2026-03-27T16:30", 1, "2026-03-30T08:30"),  # the clocks go forward in between
        ("2026-10-23T16:30", 1, "2026-10-26T08:30"),
        ("2026-11-21T12:00", 9, "2026-11-23T17:00"),  # a whole day ends when the desk closes
    ],
)
def test_a_promise_is_counted_while_the_help_desk_is_open(start: str, hours: int, end: str) -> None:
    assert after(BERLIN, at(start), hours * HOUR) == at(end)


def test_a_day_is_as_long_as_the_help_desk_is_open() -> None:
    assert day_seconds(BERLIN) == 9 * HOUR
    assert day_seconds(None) == 24 * HOUR


def test_a_night_in_which_the_clocks_change_is_counted_as_long_as_it_was() -> None:
    night = Hours(frozenset(range(7)), time(0), time(6), ZoneInfo("Europe/Berlin"))
    spring, autumn = (at(f"{day}T00:00") for day in ("2026-03-29", "2026-10-25"))
    assert open_seconds(night, spring, spring + 12 * HOUR) == 5 * HOUR
    assert open_seconds(night, autumn, autumn + 12 * HOUR) == 7 * HOUR


def test_a_help_desk_that_never_opens_promises_nothing() -> None:
    days = frozenset(date(2026, 1, 5) + timedelta(weeks=week) for week in range(100))
    assert after(Hours(frozenset({0}), time(8), time(9), ZoneInfo("UTC"), days), at("2026-01-05T10:00"), 60.0) is None


@given(desks(), moments, spans)
def test_an_answer_is_never_promised_for_a_time_when_nobody_is_there(desk: Hours, start: float, span: float) -> None:
    end = after(desk, start, span)
    if end is None:
        return
    just_before = datetime.fromtimestamp(end - 1, UTC).astimezone(desk.zone)
    assert desk.on(just_before.date())
    assert open_seconds(desk, end - 1, end) == 1.0


@given(desks(), moments, spans)
def test_exactly_as_much_open_time_passes_as_was_promised(desk: Hours, start: float, span: float) -> None:
    end = after(desk, start, span)
    if end is not None:
        assert open_seconds(desk, start, end) == pytest.approx(span)


@given(desks(), moments, spans, spans)
def test_more_time_is_never_over_sooner(desk: Hours, start: float, span: float, more: float) -> None:
    end, later = after(desk, start, span), after(desk, start, span + more)
    assert end is None or later is None or later > end
    afterwards = after(desk, start + more, span)
    assert end is None or afterwards is None or afterwards >= end


@given(desks(), moments, st.integers(0, 20 * 24 * 60), st.integers(0, 20 * 24 * 60))
def test_open_time_adds_up(desk: Hours, start: float, one: int, other: int) -> None:
    middle, end = start + one * 60, start + (one + other) * 60
    parts = open_seconds(desk, start, middle) + open_seconds(desk, middle, end)
    assert parts == pytest.approx(open_seconds(desk, start, end))


@given(st.integers(5 * 60, 12 * 60), st.integers(13 * 60, 22 * 60), moments, st.integers(0, 6 * 24 * 60))
def test_open_time_is_what_a_clock_on_the_wall_shows(opens: int, closes: int, start: float, minutes: int) -> None:
    """Counted minute by minute, at hours at which no clock is changed."""
    first, last = (time(minute // 60, minute % 60) for minute in (opens, closes))
    desk, start = Hours(frozenset({0, 1, 4, 6}), first, last, ZoneInfo("Europe/Berlin")), start // 60 * 60
    seen = (datetime.fromtimestamp(start + minute * 60, UTC).astimezone(desk.zone) for minute in range(minutes))
    counted = sum(60 for one in seen if desk.on(one.date()) and first <= one.time() < last)
    assert open_seconds(desk, start, start + minutes * 60) == counted
