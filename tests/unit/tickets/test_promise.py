"""What a person is told to expect: what the desk means to keep, never better than what it keeps, true afterwards."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskside.model.ticket import Message, Priority, Sender, Stage, Ticket
from deskside.tickets.hours.open_time import after, open_seconds
from deskside.tickets.hours.opening import Hours
from deskside.tickets.hours.promise import ENOUGH, Promises, Span, due, measured, promise_words, read_span, read_within

BERLIN = ZoneInfo("Europe/Berlin")
HOURS = Hours(frozenset(range(5)), time(8), time(17), BERLIN, frozenset({date(2026, 12, 25)}))
WITHIN = read_within({"urgent": "1 hour", "high": "4 hours", "normal": "1 day", "low": "3 days"})
DESK = Promises(HOURS, WITHIN, "030 1234 567")
HOUR = 3600.0


def at(text: str) -> float:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp()


def arrived(when: float, priority: Priority = Priority.NORMAL, number: int = 0) -> Ticket:
    return Ticket(f"DS-{number}", "desk", "Help", when, backend_id="1", arrived=when, priority=priority)


def answered(ticket: Ticket, moment: float, sender: Sender = Sender.AGENT) -> Ticket:
    return replace(ticket, messages=(*ticket.messages, Message(sender, moment, "Hello", "7")))


def history(*hours: float, priority: Priority = Priority.NORMAL, promises: Promises = DESK) -> list[Ticket]:
    """One answered request for each number of open hours."""
    start = at("2026-10-05T08:00")
    made = []
    for number, took in enumerate(hours, 1):
        moment = after(promises.hours, start, took * HOUR)
        assert moment is not None
        made.append(answered(arrived(start, priority, number), moment))
    return made


def told(ticket: Ticket, now: str, past: list[Ticket] | None = None, promises: Promises = DESK) -> str:
    by = due(promises, ticket, past or [], ticket.arrived)
    return promise_words(promises, replace(ticket, due=by), at(now), BERLIN)


@pytest.mark.parametrize(
    ("priority", "says"),
    [
        (Priority.URGENT, "You can expect an answer by 11:00 today."),
        (Priority.HIGH, "You can expect an answer by 14:00 today."),
        (Priority.NORMAL, "You can expect an answer by 10:00 tomorrow."),
        (Priority.LOW, "You can expect an answer by 10:00 on Thursday."),
    ],
)
def test_the_more_urgent_the_sooner_an_answer_is_promised(priority: Priority, says: str) -> None:
    assert told(arrived(at("2026-11-23T10:00"), priority), "2026-11-23T10:00") == says


@pytest.mark.parametrize(
    ("begin", "says"),
    [
        ("2026-11-27T16:30", "You can expect an answer by 08:30 on Monday."),  # a weekend
        ("2026-12-24T16:30", "You can expect an answer by 08:30 on Monday."),  # a holiday, then a weekend
        ("2026-03-27T16:30", "You can expect an answer by 08:30 on Monday."),  # the clocks go forward
        ("2026-11-23T09:02", "You can expect an answer by 10:15 today."),  # never an earlier quarter
    ],
)
def test_a_promise_knows_weekends_holidays_and_clocks_that_change(begin: str, says: str) -> None:
    assert told(arrived(at(begin), Priority.URGENT), begin) == says


def test_whoever_has_another_clock_is_told_by_their_own() -> None:
    ticket = replace(arrived(at("2026-11-23T10:00")), due=at("2026-11-24T10:00"))
    assert promise_words(DESK, ticket, ticket.arrived, ZoneInfo("Asia/Tokyo")).startswith(
        "You can expect an answer by 18:00 tomorrow"
    )


def test_a_promise_is_not_better_than_four_of_five_answers_were() -> None:
    ticket = arrived(at("2026-11-23T10:00"), Priority.HIGH)
    slow = history(1, 2, 6, 8, 30, priority=Priority.HIGH)
    assert told(ticket, "2026-11-23T10:00", slow) == "You can expect an answer by 09:00 tomorrow."  # 8 hours, not 4


def test_a_quick_help_desk_promises_no_more_than_it_means_to() -> None:
    quick = history(1, 1, 1, 1, 1, 1)
    assert told(arrived(at("2026-11-23T10:00")), "2026-11-23T10:00", quick).endswith("by 10:00 tomorrow.")


def test_of_a_few_answers_nothing_is_measured() -> None:
    assert measured(DESK, history(*[30] * (ENOUGH - 1)), Priority.NORMAL, at("2026-11-23T10:00")) is None
    assert measured(DESK, history(*[30] * ENOUGH), Priority.HIGH, at("2026-11-23T10:00")) is None
    assert measured(DESK, history(*[30] * ENOUGH), Priority.NORMAL, at("2026-11-23T10:00")) == 30 * HOUR


def test_those_who_wait_in_vain_make_the_measured_time_longer() -> None:
    """Else a help desk that answers one in ten at once would look quick."""
    waiting = [arrived(at("2026-10-05T08:00"), number=20 + one) for one in range(5)]
    fresh = [arrived(at("2026-11-23T09:59"), number=30 + one) for one in range(5)]
    now, past = at("2026-11-23T10:00"), history(1, 1, 1, 1, 1)
    assert measured(DESK, [*past, *fresh], Priority.NORMAL, now) == HOUR
    assert measured(DESK, [*past, *waiting], Priority.NORMAL, now) == open_seconds(HOURS, waiting[0].arrived, now)


def test_an_automatic_message_is_no_answer() -> None:
    ticket = replace(arrived(at("2026-11-23T10:00")), due=at("2026-11-24T10:00"))
    by_a_machine = answered(ticket, at("2026-11-23T10:01"), Sender.DESK)
    assert promise_words(DESK, by_a_machine, ticket.arrived, BERLIN) == "You can expect an answer by 10:00 tomorrow."
    assert promise_words(DESK, answered(ticket, at("2026-11-23T11:00")), at("2026-11-23T11:00"), BERLIN) == ""


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-24T10:30", "An answer was expected by 10:00 today. It is late."),
        ("2026-11-25T10:30", "An answer was expected by 10:00 yesterday. It is late."),
        ("2026-11-30T10:30", "An answer was expected by 24 November. It is late."),
    ],
)
def test_a_promise_that_was_not_kept_is_owned_up_to(now: str, says: str) -> None:
    ticket = replace(arrived(at("2026-11-23T10:00")), due=at("2026-11-24T10:00"), looked=at(now))
    words = promise_words(DESK, ticket, at(now), BERLIN)
    assert words == f"{says} If it can't wait, please call 030 1234 567."
    assert promise_words(replace(DESK, phone=""), ticket, at(now), BERLIN) == says


def test_nobody_is_called_late_who_was_not_asked_since() -> None:
    """The answer may be there, and this computer was off."""
    ticket = replace(arrived(at("2026-11-23T10:00")), due=at("2026-11-24T10:00"), looked=at("2026-11-24T09:00"))
    assert promise_words(DESK, ticket, at("2026-11-24T10:30"), BERLIN) == "The help desk is there today until 17:00."


def test_what_has_not_arrived_is_promised_no_time_of_day() -> None:
    ticket = Ticket("DS-1", "desk", "Help", at("2026-11-23T10:00"))
    says = "You can expect an answer within one day of their open hours."
    assert promise_words(DESK, ticket, at("2026-11-23T10:00"), BERLIN) == says


def test_what_is_solved_needs_no_promise() -> None:
    ticket = replace(arrived(at("2026-11-23T10:00")), due=at("2026-11-24T10:00"), stage=Stage.SOLVED)
    assert promise_words(DESK, ticket, at("2026-11-23T10:00"), BERLIN) == ""
    lost = replace(ticket, stage=Stage.SENT, gone=True)
    assert promise_words(DESK, lost, at("2026-11-23T10:00"), BERLIN) == ""


def test_without_hours_only_what_was_measured_is_promised() -> None:
    bare = Promises(None, WITHIN)
    assert told(arrived(at("2026-11-23T10:00")), "2026-11-23T10:00", promises=bare) == ""
    past = history(2, 2, 2, 26, 26, promises=bare)
    assert told(arrived(at("2026-11-23T10:00")), "2026-11-23T10:00", past, bare).endswith("by 12:00 tomorrow.")


def test_without_a_promise_the_hours_alone_are_told() -> None:
    assert told(arrived(at("2026-11-23T10:00")), "2026-11-23T10:00", promises=Promises(HOURS)) == (
        "The help desk is there today until 17:00."
    )


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("4 hours", Span(4, "hour")),
        ("1 hour", Span(1, "hour")),
        ("30 minutes", Span(30, "minute")),
        ("3 Days", Span(3, "day")),
        ("0 hours", None),
        ("soon", None),
        ("-1 day", None),
        ("1 week", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, span: Span | None) -> None:
    assert read_span(text) == span


@given(
    st.lists(st.floats(0.1, 200), min_size=ENOUGH, max_size=30),
    st.sampled_from(list(Priority)),
    st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1), timezones=st.just(BERLIN)).map(datetime.timestamp),
)
def test_no_promise_is_better_than_the_real_one(took: list[float], priority: Priority, begin: float) -> None:
    """At least four of five of all answers came within the time that is promised."""
    ticket, past = arrived(begin, priority), history(*took, priority=priority)
    by = due(DESK, ticket, past, begin)
    promised = open_seconds(HOURS, begin, by)
    assert sum(hours * HOUR <= promised + 1 for hours in took) >= 0.8 * len(took)
    assert due(DESK, ticket, [], begin) <= by
