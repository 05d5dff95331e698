"""Silence is told honestly: once an interval, in the help desk's open time, and only where it is their turn."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from msgspec.structs import replace

from deskside.model.ticket import Message, Sender, Stage, Ticket
from deskside.tickets.hours.opening import Hours
from deskside.tickets.news.quiet import is_time, quiet_news, quiet_words, silence

HOURS = Hours(frozenset(range(5)), time(8), time(17), UTC, frozenset({date(2026, 11, 25)}))


def at(day: int, hour: float = 12.0) -> float:
    """November 2026; the 23rd is a Monday, the 25th a holiday."""
    return (datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour)).timestamp()


SENT = Ticket("DS-1", "rt", "Stripes", at(23), "1", stage=Stage.SEEN)


@pytest.mark.parametrize(
    ("moment", "days"),
    [
        (at(23), 0),
        (at(24, 11.9), 0),
        (at(24), 1),
        (at(25), 1),  # a holiday
        (at(26), 2),
        (at(27, 23), 3),
        (at(29), 3),  # a Sunday
    ],
)
def test_only_working_days_count(moment: float, days: int) -> None:
    assert silence(SENT, HOURS, moment) == days


def test_it_is_told_after_two_working_days_and_only_while_someone_is_there() -> None:
    told = [hour for hour in range(24 * 7) if is_time(SENT, HOURS, 2, at(23, hour))]
    assert told[0] == 3 * 24 + 12, "Thursday noon, the Wednesday being a holiday"
    assert all(8 <= hour % 24 < 17 and hour // 24 in (3, 4) for hour in told)


def test_it_is_told_once_an_interval() -> None:
    once = replace(SENT, quiet=at(26))
    assert not is_time(once, HOURS, 2, at(27))
    assert is_time(once, HOURS, 2, at(30))
    assert silence(once, HOURS, at(30)) == 4


@pytest.mark.parametrize(
    "heard",
    [
        replace(SENT, heard=at(26)),
        replace(SENT, messages=(Message(Sender.AGENT, at(26), "We are at it.", "1"),)),
        replace(SENT, messages=(Message(Sender.PERSON, at(26), "Any news?"),)),
        replace(SENT, arrived=at(26)),
    ],
)
def test_whatever_was_said_since_begins_the_wait_anew(heard: Ticket) -> None:
    assert not is_time(heard, HOURS, 2, at(27))
    assert is_time(heard, HOURS, 2, at(30))


@pytest.mark.parametrize(
    "not_theirs",
    [
        replace(SENT, stage=Stage.WAITING),
        replace(SENT, stage=Stage.SOLVED),
        replace(SENT, stage=Stage.SOLVED, gone=True),
        replace(SENT, backend_id=""),
    ],
)
def test_nothing_is_told_where_it_is_not_the_help_desks_turn(not_theirs: Ticket) -> None:
    assert not is_time(not_theirs, HOURS, 2, at(30))


def test_where_nobody_has_said_when_they_are_there_office_hours_are_meant() -> None:
    """By this computer's clock, which the test does not know: somewhere in the week, and not all the time."""
    told = [is_time(SENT, None, 2, at(23, hour)) for hour in range(24 * 7)]
    assert any(told)
    assert not all(told[60:])


def test_a_clock_that_was_set_back_does_not_silence_it() -> None:
    assert is_time(replace(SENT, quiet=at(23) + 400 * 86400), HOURS, 2, at(26))


def test_the_words_say_what_is_known_and_no_more() -> None:
    assert quiet_words(1) == "No news yet, for one working day. Your request is still with the help desk."
    assert "3 working days" in quiet_words(3)
    assert quiet_news(SENT, HOURS, at(26)).says == quiet_words(2)
