"""The rules of the outbox, as rules: every state and event, and what must hold whatever happens."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside import errors
from deskside.model.ticket import Deed, OutboxRow, SendState
from deskside.storage.outbox import Pause
from deskside.tickets.outbox import rules
from deskside.tickets.outbox.rules import TABLE, Event

S, E = SendState, Event
NOON = 1_800_000_000.0
MAY_HAVE_ARRIVED = (S.SENDING, S.UNKNOWN)


def row(state: SendState = S.QUEUED, **values: object) -> OutboxRow:
    return OutboxRow(1, "DS-1", Deed.CREATE, "rt", state, changed=NOON, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("event", list(E))
def test_what_the_table_does_not_name_is_refused(state: SendState, event: Event) -> None:
    if (state, event) in TABLE:
        assert rules.step(row(state, asks=True), event, NOON).state is TABLE[state, event]
    else:
        with pytest.raises(errors.NotNow):
            rules.step(row(state), event, NOON)


def test_only_a_search_that_found_nothing_or_the_persons_word_leads_from_unknown_to_another_try() -> None:
    ways = {event for (state, event), after in TABLE.items() if state is S.UNKNOWN and after is S.QUEUED}
    assert ways == {E.NOT_FOUND, E.AGAIN}


@pytest.mark.parametrize("event", [E.AGAIN, E.TOLD])
def test_while_somebody_can_look_the_persons_word_is_not_asked_for(event: Event) -> None:
    with pytest.raises(errors.NotNow):
        rules.step(row(S.UNKNOWN), event, NOON)


def test_what_was_asked_is_forgotten_once_it_is_answered() -> None:
    assert rules.step(row(S.UNKNOWN, asks=True), E.NO_ANSWER, NOON).asks
    assert not rules.step(row(S.UNKNOWN, asks=True), E.AGAIN, NOON).asks


def test_what_was_interrupted_is_unknown_and_nothing_leads_past_that() -> None:
    assert TABLE[S.SENDING, E.WOKE] is S.UNKNOWN
    definite = {event for (state, event), after in TABLE.items() if state is S.SENDING and after is S.QUEUED}
    assert definite == {E.NOT_REACHED, E.BUSY, E.PARTED}


def test_nothing_leads_away_from_sent() -> None:
    assert [key for key in TABLE if key[0] is S.SENT] == []


def test_from_every_state_a_ticket_can_still_arrive() -> None:
    reach = {S.SENT}
    for _ in S:
        reach |= {state for (state, _), after in TABLE.items() if after in reach}
    assert reach == set(S)


@given(st.lists(st.sampled_from(list(E)), max_size=40))
def test_between_two_tries_that_may_have_arrived_there_is_always_a_search(events: list[Event]) -> None:
    now, searched = row(S.DRAFT), True
    for event in events:
        if (now.state, event) not in TABLE or event in (E.AGAIN, E.TOLD):
            continue
        if event is E.LEAVES:
            assert searched
        if event in (E.UNCLEAR, E.WOKE):
            searched = False
        if event is E.NOT_FOUND:
            searched = True
        now = rules.step(now, event, NOON)


@pytest.mark.parametrize(
    ("problem", "event"),
    [
        (errors.NotReached("x"), E.NOT_REACHED),
        (errors.Unclear("x"), E.UNCLEAR),
        (errors.Busy("x", 5), E.BUSY),
        (errors.NeedsEdit("x"), E.NEEDS_EDIT),
        (errors.TooLarge("x"), E.NEEDS_EDIT),
        (errors.Held("x"), E.HELD),
        (errors.SecretProblem("k", "locked"), E.NOT_REACHED),
        (errors.SecretProblem("k", "missing"), E.HELD),
        (errors.SecretProblem("k", "no-keyring"), E.HELD),
        (errors.DesksideError("something new"), E.UNCLEAR),
    ],
)
def test_every_problem_has_its_event_and_an_unknown_one_is_unclear(problem: errors.DesksideError, event: Event) -> None:
    assert rules.event_of(problem) is event


def test_reaching_no_one_is_no_try() -> None:
    leaving = rules.step(row(), E.LEAVES, NOON)
    assert leaving.tries == 1
    assert rules.step(leaving, E.NOT_REACHED, NOON).tries == 0
    assert rules.step(leaving, E.UNCLEAR, NOON).tries == 1


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_a_wait_is_never_longer_than_a_quarter_of_an_hour_and_never_nothing(tries: int, chance: random.Random) -> None:
    assert rules.LEAST_WAIT <= rules.backoff(tries, chance.random) <= 15 * 60


def test_waits_are_spread_so_that_a_thousand_computers_do_not_come_at_once() -> None:
    chance = random.Random(1)
    waits = [rules.backoff(10, chance.random) for _ in range(1000)]
    assert min(waits) < 60
    assert max(waits) > 840


@given(st.floats(0, 1e9), st.integers(0, 50), st.floats(0, 1))
def test_a_pause_is_as_long_as_was_asked_for_and_a_day_at_most(asked: float, tries: int, drawn: float) -> None:
    pause = rules.pause_after(Pause(tries=tries), asked, NOON, lambda: drawn, "busy")
    assert min(asked, rules.PAUSE_CAP) <= pause.until - NOON + 1e-3
    assert pause.until - NOON <= rules.PAUSE_CAP
    assert pause.tries == tries + 1


@given(st.floats(-1e9, 1e9))
def test_k02_no_time_in_the_database_makes_anyone_wait_longer_than_we_ever_set(away: float) -> None:
    assert rules.left(NOON + away, NOON, rules.CAP) <= rules.CAP
    assert rules.due(row(next_try=NOON + 365 * 24 * 3600), Pause(), NOON)
    assert not rules.due(row(next_try=NOON + 60), Pause(), NOON)
    assert not rules.due(row(), Pause(until=NOON + 3600), NOON)


def test_a_settling_time_begins_anew_when_the_clock_was_set_back() -> None:
    assert rules.settle_left(row(S.UNKNOWN), 30.0, NOON + 10) == 20.0
    assert rules.settle_left(row(S.UNKNOWN), 30.0, NOON + 90) == 0.0
    assert rules.settle_left(row(S.UNKNOWN), 30.0, NOON - 10) is None


def test_deeds_of_one_ticket_wait_for_each_other_and_those_of_others_do_not() -> None:
    def deed(number: int, reference: str, state: SendState, kind: Deed = Deed.REPLY) -> OutboxRow:
        return OutboxRow(number, reference, kind, "rt", state)

    rows = (
        deed(1, "A", S.SENT, Deed.CREATE),
        deed(2, "A", S.HELD),
        deed(3, "A", S.QUEUED),
        deed(4, "B", S.QUEUED, Deed.CREATE),
        deed(5, "B", S.QUEUED),
        deed(6, "C", S.NEEDS_EDIT, Deed.ATTACH),
        deed(7, "C", S.QUEUED),
    )
    assert [head.id for head in rules.heads(rows)] == [2, 4, 7]
