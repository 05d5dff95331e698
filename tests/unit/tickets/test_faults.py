"""Each fault of sending, by its id: what is kept, what is sent again, and that there is one ticket in the end."""

from __future__ import annotations

import msgspec
import pytest

from deskside.model.ticket import Deed, SendState
from deskside.tickets.composing.files import enclose
from deskside.tickets.offer import CREATE_ONLY
from servers import faults
from servers.fault_desk import Act, FaultDesk

from .conftest import World

QUEUED, UNKNOWN, SENT, HELD = SendState.QUEUED, SendState.UNKNOWN, SendState.SENT, SendState.HELD
NEEDS_EDIT = SendState.NEEDS_EDIT
POST, ANY = "POST /ticket$", ".*"
HOTEL = faults.redirect(302, "http://hotel.invalid/login")

# id, which requests, what goes wrong, how often; then the state after the first pass, and in the end
ONCE = [
    ("N05", POST, faults.lost, 1, UNKNOWN, SENT),
    ("N06", POST, faults.made_but_no_answer, 1, UNKNOWN, SENT),
    ("N06-broken-off", POST, faults.made_but_broken_off, 1, UNKNOWN, SENT),
    ("N07-search-too", POST + "|GET /tickets", faults.lost, 4, UNKNOWN, SENT),
    ("N10-endless", POST, faults.endless, 1, UNKNOWN, SENT),
    ("C01", ANY, faults.sign_in_page, 2, QUEUED, SENT),
    ("C01-after-the-look", POST, faults.sign_in_page, 1, UNKNOWN, SENT),
    ("C02", ANY, HOTEL, 2, QUEUED, SENT),
    ("H08", POST, faults.says(429, Retry_After="120"), 1, QUEUED, SENT),
    ("H10", POST, faults.says(500, made=True), 1, UNKNOWN, SENT),
    ("H10-no-json", POST, faults.says(201, b"<html>", made=True), 1, UNKNOWN, SENT),
    ("H10-no-id", POST, faults.says(201, {"type": "ticket"}, made=True), 1, UNKNOWN, SENT),
    ("H10-too-deep", POST, faults.says(201, b"[" * 100_000, made=True), 1, UNKNOWN, SENT),
    ("H10-empty", POST, faults.says(204, b"", made=True), 1, UNKNOWN, SENT),
    ("H11-500", POST, faults.says(500), 1, UNKNOWN, SENT),
    ("H11-502", POST, faults.says(502, b"Bad Gateway"), 3, UNKNOWN, SENT),
    ("H11-504", POST, faults.says(504), 1, UNKNOWN, SENT),
    ("H12-after-it-was-made", POST, faults.says(503, made=True), 1, UNKNOWN, SENT),
    ("H19", "GET /tickets", faults.says(500), 5, SENT, SENT),
]
REFUSED = [
    ("N12", POST, faults.redirect(307, "http://elsewhere.invalid/"), 1, HELD),
    ("N12-moved", ANY, faults.redirect(301, "http://elsewhere.invalid/"), 1, HELD),
    ("N14", ANY, faults.redirect(302, "/REST/2.0/user/33"), 1, HELD),
    ("H01-400", POST, faults.says(400, {"message": "Queue not set"}), 1, NEEDS_EDIT),
    ("H01-422", POST, faults.says(422, {"errors": {"title": ["is too rude"]}}), 1, NEEDS_EDIT),
    ("H02", ANY, faults.says(401), 1, HELD),
    ("H03", POST, faults.says(403), 1, HELD),
    ("H04-404", POST, faults.says(404), 1, HELD),
    ("H04-410", POST, faults.says(410), 1, HELD),
    ("H07-415", POST, faults.says(415), 1, HELD),
    ("H07-406", POST, faults.says(406), 1, HELD),
]


@pytest.mark.parametrize(
    ("wanted", "act", "times", "first", "last"), [case[1:] for case in ONCE], ids=[c[0] for c in ONCE]
)
def test_after_trouble_there_is_exactly_one_ticket(
    world: World, wanted: str, act: Act, times: int, first: SendState, last: SendState
) -> None:
    world.desk.plan(wanted, act, times)
    assert world.send().state is first
    world.finish()
    assert world.row().state is last
    assert len(world.desk.tickets) == 1
    assert world.ticket().backend_id == "1"


@pytest.mark.parametrize(
    ("wanted", "act", "times", "state"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_was_refused_is_kept_and_never_tried_again_by_itself(
    world: World, wanted: str, act: Act, times: int, state: SendState
) -> None:
    world.desk.plan(wanted, act, times)
    assert world.send().state is state
    before = len(world.desk.requests)
    world.finish()
    assert (world.row().state, len(world.desk.requests), world.desk.tickets) == (state, before, [])
    draft = world.outbox.rows.draft("DS-1")
    assert draft is not None
    assert draft.story == "Nothing comes out."


def test_h01_the_person_reads_the_help_desks_reason_and_the_changed_words_are_sent(world: World) -> None:
    world.desk.plan(POST, faults.says(422, {"message": "The <b>subject</b> is missing\x1b[31m\u202e"}))
    row = world.send()
    assert row.says == "The <b>subject</b> is missing"
    assert world.send().state is SENT
    assert len(world.desk.tickets) == 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("made", [True, False])
def test_n12_what_was_answered_by_a_way_elsewhere_is_looked_for_before_it_goes_again(
    world: World, status: int, made: bool
) -> None:
    world.desk.plan(POST, faults.says(status, {}, made=made, Location="/elsewhere"))
    assert world.send().state is HELD
    world.now += 40
    world.drain(urgent=True)
    assert (world.row().state, len(world.desk.tickets), world.posts) == (SENT, 1, 1 if made else 2)


def test_n12_released_at_once_it_is_given_the_time_to_settle(world: World) -> None:
    world.desk.plan(POST, faults.says(303, {}, made=True, Location="/elsewhere"))
    world.send()
    world.drain(urgent=True)
    assert (world.row().state, world.posts) == (UNKNOWN, 1)
    world.finish()
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 1, 1)


def test_n12_an_answer_that_was_led_elsewhere_is_not_said_twice(world: World) -> None:
    world.send()
    world.desk.plan("POST /ticket/1/", faults.says(302, {}, made=True, Location="/elsewhere"))
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "It is the big one.", world.now)
    world.drain()
    world.now += 40
    world.drain(urgent=True)
    assert world.outbox.rows.waiting() == ()
    assert [m.text for m in world.backend.look("1").messages] == ["It is the big one."]


def test_n12_where_nobody_can_look_the_person_is_asked(world: World) -> None:
    world.backend = world.connect(world.desk.url, sign_in=CREATE_ONLY)
    world.desk.plan(POST, faults.says(303, {}, made=True, Location="/elsewhere"))
    row = world.send()
    assert (row.state, row.asks) == (UNKNOWN, True)
    world.drain(urgent=True)
    assert world.posts == 1


def test_n12_the_sign_in_goes_to_no_other_host(world: World) -> None:
    with FaultDesk() as elsewhere:
        world.desk.plan(ANY, faults.redirect(307, f"{elsewhere.url}/REST/2.0/user/33"))
        world.send()
        assert elsewhere.requests == []


def posted(world: World) -> SendState:
    """What becomes of a ticket at its first POST; on a busy computer the look before it may be too slow as well."""
    world.send()
    while world.row().state is QUEUED:
        world.drain(urgent=True)
    return world.row().state


def test_n08_a_server_slower_than_we_wait_makes_one_ticket(world: World) -> None:
    world.backend = world.connect(world.desk.url, read=0.2)
    world.desk.plan(POST, faults.made_later)
    assert posted(world) is UNKNOWN
    world.desk.released.set()
    assert world.desk.made.wait(60)
    world.finish()
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 1, 1)


def test_n09_an_answer_dripped_byte_by_byte_is_ended(world: World) -> None:
    world.backend = world.connect(world.desk.url, total=0.5)
    world.desk.plan(POST, faults.made_and_dripped)
    assert posted(world) is UNKNOWN
    assert "the time was over" in world.row().why
    world.backend = world.connect(world.desk.url)
    world.finish()
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 1, 1)


def test_c01_the_person_is_told_to_sign_in_to_the_network(world: World) -> None:
    world.desk.plan(ANY, faults.sign_in_page)
    assert "sign in" in world.send().says
    assert world.posts == 0


def test_h02_a_token_that_was_renewed_is_used_once(world: World) -> None:
    world.desk.plan(ANY, faults.says(401))
    world.tokens = ["1-33-old", world.tokens[0]]
    assert world.send().state is SENT
    assert world.asked("GET /user") == 2


def test_h02_a_token_that_has_run_out_is_asked_about_not_hammered(world: World) -> None:
    world.tokens = ["1-33-old", "1-33-older", "1-33-oldest"]
    row = world.send()
    world.send("DS-2")
    world.finish(1)
    assert row.state is HELD
    assert "sign in to the help desk again" in row.says
    assert world.asked("GET") <= 4


def test_h06_words_go_first_when_the_whole_is_too_large_and_files_follow(world: World) -> None:
    files = (enclose("a.txt", b"one"), enclose("b.txt", b"two"))
    world.desk.plan(POST, faults.says(413))
    assert world.send(files=files).state is SENT
    world.finish()
    (ticket,) = world.desk.tickets
    assert [part[1] for said in ticket.messages for part in said.parts if part[1]] == ["a.txt", "b.txt"]
    assert list((world.folder / "data" / "attachments").iterdir()) == []


def test_h06_where_no_file_can_follow_the_person_is_asked_to_leave_one_out(world: World) -> None:
    world.backend.can = msgspec.structs.replace(world.backend.can, files_later=False)
    world.desk.plan(POST, faults.says(413))
    row = world.send(files=(enclose("a.txt", b"one"),))
    assert (row.state, world.desk.tickets) == (NEEDS_EDIT, [])
    assert row.says == "This is too large for the help desk. Please leave a file out."


def test_h06_a_single_file_that_is_too_large_can_be_left_out(world: World) -> None:
    world.desk.plan(POST, faults.says(413))
    world.desk.plan("POST /ticket/1/correspond", faults.says(413))
    world.send(files=(enclose("a.txt", b"one"),))
    world.drain()
    (row,) = world.outbox.rows.waiting()
    assert (row.state, row.text) == (NEEDS_EDIT, "a.txt")
    world.outbox.drop(row.id)
    assert world.outbox.rows.waiting() == ()
    assert list((world.folder / "data" / "attachments").iterdir()) == []


def test_h08_the_whole_queue_of_a_busy_help_desk_waits_as_long_as_it_asked(world: World) -> None:
    world.desk.plan(POST, faults.says(429, Retry_After="3600"))
    world.send("DS-1")
    world.send("DS-2")
    assert world.posts == 1
    wake = world.outbox.next_wake("rt", world.now)
    assert wake is not None
    assert wake - world.now >= 3600
    world.finish()
    assert len(world.desk.tickets) == 2


def test_h08_no_help_desk_may_silence_us_for_more_than_a_day(world: World) -> None:
    world.desk.plan(POST, faults.says(429, Retry_After="99999999"))
    world.send()
    wake = world.outbox.next_wake("rt", world.now)
    assert wake is not None
    assert wake - world.now <= 24 * 3600


@pytest.mark.parametrize("head", [{}, {"Retry_After": "0"}, {"Retry_After": "30"}])
def test_h12_two_hours_of_maintenance_cost_few_requests(world: World, head: dict[str, str]) -> None:
    world.desk.plan(ANY, faults.says(503, **head), 10_000)
    world.send()
    world.finish(2)
    assert 1 < len(world.desk.requests) <= 20
    world.desk.heal()
    world.finish()
    assert (world.row().state, len(world.desk.tickets)) == (SENT, 1)


def test_h19_without_a_search_nothing_is_posted_blindly(world: World) -> None:
    world.desk.plan(POST, faults.lost)
    world.desk.plan("GET /tickets", faults.says(500), 10_000)
    world.send()
    world.finish(24)
    assert (world.row().state, world.posts) == (UNKNOWN, 1)
    world.desk.heal()
    world.finish()
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 2, 1)


def test_a01_a_file_that_failed_is_sent_again_alone(world: World) -> None:
    world.desk.plan(POST, faults.says(413))
    world.desk.plan("POST /ticket/1/correspond", faults.says(500), 2)
    world.desk.plan("POST /ticket/1/correspond", faults.made_but_no_answer)
    assert world.send(files=(enclose("a.txt", b"one"),)).state is SENT
    world.finish()
    (ticket,) = world.desk.tickets
    assert [part[1] for said in ticket.messages for part in said.parts if part[1]] == ["a.txt"]
    assert world.outbox.rows.waiting() == ()
