"""What is promised about when somebody is there: what the hours say, and nothing more."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from deskside.model.troubleshooter import Json
from deskside.tickets.hours.opening import now_words, read_hours, there_words

BERLIN: Json = {
    "days": "Mon-Fri",
    "from": "08:00",
    "to": "17:00",
    "zone": "Europe/Berlin",
    "holidays": ["2026-12-25"],
}


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-23T10:00", "The help desk is there today until 17:00."),  # a Monday, 11:00 in Berlin
        ("2026-11-23T06:59", "The help desk is there today from 08:00."),
        ("2026-11-23T07:00", "The help desk is there today until 17:00."),
        ("2026-11-23T16:00", "The help desk is there tomorrow from 08:00."),
        ("2026-11-27T17:00", "The help desk is there on Monday from 08:00."),
        ("2026-12-24T18:00", "The help desk is there on Monday from 08:00."),  # the 25th is a holiday
        ("2026-07-06T06:30", "The help desk is there today until 17:00."),  # summer time
        ("2026-11-22T23:30", "The help desk is there today from 08:00."),  # already Monday in Berlin
    ],
)
def test_hours_are_told_in_the_help_desks_own_time(now: str, says: str) -> None:
    assert there_words(read_hours(BERLIN), at(now)) == says


@pytest.mark.parametrize(
    "setting",
    [
        None,
        {},
        "always",
        {**BERLIN, "zone": "Mars/Base"},
        {**BERLIN, "from": "late"},
        {**BERLIN, "days": "Someday"},
        {**BERLIN, "to": "07:00"},
    ],
)
def test_without_hours_that_can_be_relied_on_nothing_is_promised(setting: Json) -> None:
    assert there_words(read_hours(setting), at("2026-11-23T10:00")) == ""


@pytest.mark.parametrize(
    ("days", "open_"), [("Mon,Wed", {0, 2}), ("Sat-Mon", {5, 6, 0}), ("Mon-Tue, Fri", {0, 1, 4}), ("Sun", {6})]
)
def test_days_are_read_as_people_write_them(days: str, open_: set[int]) -> None:
    hours = read_hours({**BERLIN, "days": days})
    assert hours is not None
    assert hours.days == open_


def test_weeks_of_holidays_are_not_glossed_over() -> None:
    away = [f"2026-12-{day:02}" for day in range(20, 32)]
    hours = read_hours({**BERLIN, "holidays": away})
    assert there_words(hours, at("2026-12-20T10:00")) == "The help desk is there again on 1 January."
    far = read_hours({**BERLIN, "days": "Mon", "holidays": ["2026-12-21", "2026-12-28", "2027-01-04"]})
    assert there_words(far, at("2026-12-20T10:00")) == ""


@pytest.mark.parametrize(
    ("now", "is_open", "says"),
    [
        ("2026-11-23T10:00", True, "Open now, until 17:00."),  # a Monday, 11:00 in Berlin
        ("2026-11-23T15:59", True, "Open now, until 17:00."),
        ("2026-11-23T16:00", False, "Closed now. Open tomorrow from 08:00."),
        ("2026-11-23T06:59", False, "Closed now. Open today from 08:00."),
        ("2026-11-27T20:00", False, "Closed now. Open on Monday from 08:00."),
        ("2026-12-24T20:00", False, "Closed now. Open on Monday from 08:00."),  # a holiday, then a weekend
    ],
)
def test_who_wants_to_call_is_told_whether_someone_answers_now(now: str, is_open: bool, says: str) -> None:
    hours = read_hours(BERLIN)
    assert hours is not None
    told = now_words(hours, at(now), ZoneInfo("Europe/Berlin"))
    assert (told.open, told.says) == (is_open, says)


@pytest.mark.parametrize(
    ("zone", "elsewhere"), [("Europe/Paris", False), ("Europe/London", True), ("Asia/Tokyo", True)]
)
def test_whoever_has_another_clock_than_the_help_desk_is_told_so(zone: str, elsewhere: bool) -> None:
    hours = read_hours(BERLIN)
    assert hours is not None
    told = now_words(hours, at("2026-11-23T10:00"), ZoneInfo(zone))
    assert (told.says, told.elsewhere) == ("Open now, until 17:00.", elsewhere)


def test_a_help_desk_on_a_long_holiday_is_closed_until_its_day() -> None:
    days = [f"2026-12-{day}" for day in range(21, 32)]
    hours = read_hours({"days": "Mon-Fri", "from": "08:00", "to": "17:00", "zone": "Europe/Berlin", "holidays": days})
    assert hours is not None
    told = now_words(hours, at("2026-12-20T10:00"), ZoneInfo("Europe/Berlin"))
    assert told.says == "Closed now. Open again on 1 January."
