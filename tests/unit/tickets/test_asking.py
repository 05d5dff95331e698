"""What may have arrived where nobody can look: it is never sent again but on the person's word, and under its name."""

from __future__ import annotations

import pytest

from deskside import errors
from deskside.model.ticket import Deed, OutboxRow, SendState
from deskside.paths import find_paths
from deskside.tickets.backends import make_backend
from deskside.tickets.composing.files import enclose
from deskside.tickets.offer import CREATE_ONLY
from deskside.tickets.outbox.rules import CAP
from servers import faults

from .conftest import World

QUEUED, UNKNOWN, SENT = SendState.QUEUED, SendState.UNKNOWN, SendState.SENT
POST = "POST /ticket$"


@pytest.fixture
def asking(world: World) -> OutboxRow:
    """A message that was made, with a sign-in that cannot look, and an answer that was lost."""
    world.backend = world.connect(world.desk.url, sign_in=CREATE_ONLY)
    world.desk.plan(POST, faults.made_but_no_answer)
    world.send(files=(enclose("a.txt", b"one"),))
    world.drain()
    return world.row()


def test_the_person_is_asked_and_nothing_is_sent_by_itself_for_a_year(world: World, asking: OutboxRow) -> None:
    assert (asking.state, asking.asks) == (UNKNOWN, True)
    assert asking.says == "Your message may have arrived. If you hear nothing, please call the help desk."
    assert world.outbox.next_wake("rt", world.now) is None
    for _ in range(12):
        world.now += 30 * 24 * 3600
        world.drain(urgent=True)
    assert (world.row().state, world.row().asks, world.posts) == (UNKNOWN, True, 1)


def test_on_the_persons_word_it_goes_once_more_under_the_same_reference(world: World, asking: OutboxRow) -> None:
    assert world.outbox.send_once_more(asking.id, world.now)
    world.finish()
    assert (world.row().state, world.row().token) == (SENT, asking.token)
    assert [ticket.reference for ticket in world.desk.tickets] == ["DS-1", "DS-1"]


def test_the_persons_word_counts_once(world: World, asking: OutboxRow) -> None:
    assert world.outbox.send_once_more(asking.id, world.now)
    assert not world.outbox.send_once_more(asking.id, world.now)
    assert not world.outbox.call_it_sent(asking.id, world.now)
    world.finish()
    assert not world.outbox.send_once_more(asking.id, world.now)
    assert world.posts == 2


def test_sent_once_more_and_lost_again_it_asks_again(world: World, asking: OutboxRow) -> None:
    world.desk.plan(POST, faults.lost)
    world.outbox.send_once_more(asking.id, world.now)
    world.drain()
    world.drain()
    assert (world.row().state, world.row().asks, world.posts) == (UNKNOWN, True, 2)


def test_a_message_that_the_person_knows_is_there_is_done_with_and_its_files_are_forgotten(
    world: World, asking: OutboxRow
) -> None:
    assert world.outbox.call_it_sent(asking.id, world.now)
    world.finish()
    assert (world.row().state, world.posts) == (SENT, 1)
    assert world.outbox.rows.draft("DS-1") is None
    assert list((world.folder / "data" / "attachments").iterdir()) == []
    assert world.ticket().updated == world.now


def test_while_the_help_desk_can_be_asked_nobody_can_say_send_it_once_more(world: World) -> None:
    world.desk.plan(POST, faults.made_but_no_answer)
    row = world.send()
    assert (row.state, row.asks) == (UNKNOWN, False)
    assert not world.outbox.send_once_more(row.id, world.now)
    assert not world.outbox.call_it_sent(row.id, world.now)
    world.finish()
    assert len(world.desk.tickets) == 1


def test_a_help_desk_that_cannot_say_for_a_quarter_of_an_hour_leaves_it_to_the_person(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot_say(reference: str) -> str | None:
        raise errors.Unclear(f"its list is not whole, and {reference} is not in it")

    monkeypatch.setattr(world.backend, "_find", cannot_say)
    world.desk.plan(POST, faults.lost)
    world.send()
    while (wake := world.outbox.next_wake("rt", world.now)) is not None:
        assert not world.row().asks
        world.now = wake
        world.drain()
    assert (world.row().state, world.row().asks) == (UNKNOWN, True)
    assert world.now - world.row().changed >= CAP
    monkeypatch.undo()
    world.drain(urgent=True)
    assert (world.row().state, len(world.desk.tickets)) == (SENT, 1)


def test_an_answer_in_a_ticket_whose_number_nobody_told_waits_for_it(world: World, asking: OutboxRow) -> None:
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "It is urgent.", world.now)
    world.finish(1)
    assert world.outbox.rows.waiting()[1].state is QUEUED
    world.outbox.call_it_sent(asking.id, world.now)
    world.desk.tickets[0].requesters.append("employee")  # Request Tracker knows whose address it is
    world.backend = world.connect(world.desk.url)
    world.finish()
    assert world.outbox.rows.waiting() == ()


@pytest.mark.parametrize("seconds", [5.0, 600.0])
def test_a_help_desk_is_given_the_time_that_it_has_set_before_it_is_asked(world: World, seconds: float) -> None:
    options = {"tickets.rt.url": world.desk.url, "tickets.rt.queue": "Support", "tickets.rt.settle_seconds": seconds}
    world.backend.close()
    world.backend = make_backend("rt", options.get, lambda _key: world.token(), find_paths())  # type: ignore[assignment]
    world.desk.plan(POST, faults.lost)
    world.send()
    world.now += seconds - 1
    world.drain(urgent=True)
    assert world.asked("GET /tickets") == 0
    world.now += 2
    world.drain(urgent=True)
    assert world.asked("GET /tickets") > 0
    assert world.row().state is SENT
