"""How often the help desk is asked: in time for what moves, seldom for what rests, at once for all."""

from __future__ import annotations

from msgspec.structs import replace

from deskside.model.ticket import Deed, OutboxRow, SendState, Stage, Ticket
from deskside.storage.outbox import Pause
from deskside.tickets.news.polling import DAY, HOUR, LEAST, MINUTE, MOST_LOOKS, due_in, interval, next_pass, to_look_at

NOON = 1_800_000_000.0


def ticket(number: int = 1, stage: Stage = Stage.WORKING, age: float = 0.0, looked: float = 0.0) -> Ticket:
    return Ticket(
        f"DS-{number}", "rt", "Stripes", NOON - age, str(number), stage=stage, updated=NOON - age, looked=looked
    )


def row(number: int, state: SendState, deed: Deed = Deed.CREATE, next_try: float = 0.0) -> OutboxRow:
    return OutboxRow(number, "DS-1", deed, "rt", state, next_try=next_try)


def test_what_moves_is_asked_for_often_and_what_rests_seldom() -> None:
    ages = (0.0, HOUR, 5 * HOUR, 4 * DAY, 15 * DAY, 300 * DAY)
    every = [interval(ticket(age=age), NOON) or 0.0 for age in ages]
    assert every == [60, 600, 1800, 7200, 6 * HOUR, 6 * HOUR]
    assert interval(ticket(stage=Stage.WAITING), NOON) == 30 * MINUTE
    solved = [interval(ticket(stage=Stage.SOLVED, age=age), NOON) for age in (0.0, 2 * DAY, 15 * DAY)]
    assert solved == [HOUR, 6 * HOUR, None]


def test_what_is_not_there_yet_is_not_asked_for() -> None:
    assert interval(replace(ticket(), backend_id=""), NOON) is None
    assert next_pass([replace(ticket(), backend_id="")], [], Pause(), NOON) is None


def test_one_that_is_gone_is_looked_for_once_a_day_and_then_left_in_peace() -> None:
    gone = replace(ticket(stage=Stage.SOLVED), gone=True)
    assert interval(gone, NOON) == DAY
    assert interval(gone, NOON + 15 * DAY) is None


def test_each_has_its_turn_and_not_before() -> None:
    one = ticket(age=HOUR, looked=NOON)
    assert due_in(one, NOON) == 600
    assert to_look_at([one], NOON + 60) == ()
    assert to_look_at([one], NOON + 600) == (one,)
    assert to_look_at([one], NOON + 500) == (one,), "what is due in a moment is looked at together with the others"


def test_after_a_start_what_may_have_been_missed_is_looked_at_whosever_turn_it_is() -> None:
    many = [ticket(number, looked=NOON) for number in range(50)]
    over = ticket(60, Stage.SOLVED, age=30 * DAY)
    assert to_look_at([*many, over], NOON) == ()
    assert len(to_look_at([*many, over], NOON, soon=True)) == MOST_LOOKS
    assert to_look_at([over], NOON, soon=True) == ()


def test_a_clock_that_was_set_back_keeps_nobody_waiting() -> None:
    assert due_in(ticket(looked=NOON + 365 * DAY), NOON) == 0.0


def test_a_pass_looks_at_a_few_the_newest_and_who_waits_for_the_person_first() -> None:
    many = [ticket(number, age=number * MINUTE) for number in range(200)]
    asked = replace(many[150], stage=Stage.WAITING)
    chosen = to_look_at([*many[:150], asked, *many[151:]], NOON)
    assert len(chosen) == MOST_LOOKS
    assert chosen[0] == asked
    assert chosen[1] == many[0]


def test_no_request_is_passed_over_for_ever() -> None:
    """Passes are made whenever one is worth it; after a while each of 200 was looked at."""
    tickets = {number: ticket(number, age=number * MINUTE) for number in range(200)}
    now, passes = NOON, 0
    while any(not one.looked for one in tickets.values()):
        for one in to_look_at(tickets.values(), now):
            tickets[int(one.backend_id)] = replace(one, looked=now)
        passes += 1
        now += next_pass(tickets.values(), [], Pause(), now) or 0.0
        assert passes < 60
    assert passes >= 200 / MOST_LOOKS


def test_a_day_with_two_hundred_open_requests_wakes_the_computer_seldom() -> None:
    """Within the budget of 0.05 wake-ups a second, and never more often than once a minute."""
    tickets = {number: ticket(number, age=20 * DAY, looked=NOON - number) for number in range(200)}
    now, passes, looks = NOON, 0, 0
    while now < NOON + DAY:
        wait = next_pass(tickets.values(), [], Pause(), now)
        assert wait is not None
        assert wait >= LEAST
        now += wait
        passes += 1
        for one in to_look_at(tickets.values(), now):
            tickets[int(one.backend_id)] = replace(one, looked=now)
            looks += 1
    assert passes / DAY < 0.001
    assert looks <= 200 * 6


def test_one_wake_up_serves_what_waits_and_what_is_asked_for() -> None:
    one = ticket(age=HOUR, looked=NOON)
    assert next_pass([one], [], Pause(), NOON) == 600
    assert next_pass([one], [row(1, SendState.QUEUED, next_try=NOON + 90)], Pause(), NOON) == 90
    assert next_pass([one], [row(1, SendState.HELD)], Pause(), NOON) == 600
    assert next_pass([], [row(1, SendState.HELD), row(2, SendState.QUEUED, Deed.REPLY)], Pause(), NOON) is None


def test_while_the_help_desk_rests_nothing_is_asked() -> None:
    pause = Pause(until=NOON + 5000, tries=3)
    assert next_pass([ticket()], [row(1, SendState.QUEUED)], pause, NOON) == 5000
