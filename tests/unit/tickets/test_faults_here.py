"""Faults of sending that begin on this computer, by their ids: no way out, the clock, the keyring, two of us."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from deskside import errors
from deskside.model.ticket import Deed, SendState
from deskside.system.web.network import Network
from deskside.tickets.composing.files import enclose
from deskside.tickets.outbox.sending import Outbox
from servers import faults, ports
from servers.fault_desk import TOKEN, Asked, Commit, FaultDesk

from .conftest import World

QUEUED, UNKNOWN, SENT, HELD = SendState.QUEUED, SendState.UNKNOWN, SendState.SENT, SendState.HELD


def then_it_works(world: World) -> None:
    """The way is free again: the ticket that waited goes by itself, once."""
    world.backend = world.connect(world.desk.url)
    world.finish()
    assert (world.row().state, len(world.desk.tickets)) == (SENT, 1)


def test_n01_without_a_network_the_ticket_waits_and_no_try_is_counted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_name(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    with monkeypatch.context() as offline:
        offline.setattr(socket, "getaddrinfo", no_name)
        row = world.send()
    assert (row.state, row.tries) == (QUEUED, 0)
    assert "safe" in row.says
    then_it_works(world)


def test_n02_a_refused_connection_waits_longer_each_time_up_to_a_quarter_of_an_hour(world: World) -> None:
    waits = []
    with ports.closed() as port:
        world.backend = world.connect(f"http://127.0.0.1:{port}")
        assert world.send().state is QUEUED
        for _ in range(12):
            wake = world.outbox.next_wake("rt", world.now)
            assert wake is not None
            waits.append(wake - world.now)
            world.now = wake
            world.drain()
    assert waits == sorted(waits)
    assert waits[-1] == 15 * 60
    then_it_works(world)


def test_n02_send_now_does_not_wait(world: World) -> None:
    world.desk.plan(".*", faults.says(503, Retry_After="7200"))
    world.send()
    assert world.drain() == ()
    (sent,) = world.drain(urgent=True)
    assert sent.state is SENT


def test_n03_dropped_packets_are_given_up_and_nothing_was_sent(world: World) -> None:
    with ports.deaf() as port:
        world.backend = world.connect(f"http://127.0.0.1:{port}", connect=0.5)
        row = world.send()
    assert (row.state, row.tries) == (QUEUED, 0)
    then_it_works(world)


def test_n04_a_connection_reset_before_the_request_leaves_it_queued(world: World) -> None:
    with ports.resetting() as port:
        world.backend = world.connect(f"https://127.0.0.1:{port}")
        row = world.send()
    assert (row.state, row.tries) == (QUEUED, 0)
    then_it_works(world)


def test_n04_a_help_desk_that_goes_away_before_the_request_leaves_it_queued(world: World) -> None:
    with FaultDesk() as short:
        world.backend = world.connect(short.url)
        assert all(row.ok for row in world.backend.try_out())
        short.go_away()
        row = world.send()
    assert (row.state, row.tries) == (QUEUED, 0)
    then_it_works(world)


def test_n15_a_proxy_that_wants_a_sign_in_is_not_stormed(world: World) -> None:
    world.backend = world.connect("https://desk.invalid", Network(proxy=world.desk.url))
    row = world.send()
    assert row.state is HELD
    assert "asks for a sign-in" in row.says
    world.finish()
    assert world.row().state is HELD


def test_an_address_without_tls_gets_no_sign_in(world: World) -> None:
    world.backend = world.connect("http://desk.invalid")
    assert world.send().state is HELD
    assert "https://" in world.row().why


def test_p03_a_second_process_sends_nothing_while_the_first_is_at_it(world: World) -> None:
    arrived = threading.Event()

    def slow(asked: Asked, commit: Commit) -> None:
        arrived.set()
        asked.released.wait(30)
        asked.give(*commit())

    world.desk.plan("POST /ticket$", slow)
    sender = threading.Thread(target=world.send)
    sender.start()
    assert arrived.wait(30)
    second = Outbox(world.db, world.folder / "data" / "attachments")
    other = world.connect(world.desk.url)
    assert second.drain(other, lambda: world.now + 3600) == ()
    world.desk.released.set()
    sender.join(30)
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 1, 1)


def test_p03_who_lost_the_lease_stops_before_the_next_ticket(world: World) -> None:
    def take_over(asked: Asked, commit: Commit) -> None:
        world.db.change(lambda connection: connection.execute("UPDATE leases SET data = '{}'"))
        asked.give(*commit())

    world.desk.plan("GET /queue", faults.says(503))
    world.send("DS-1")
    world.send("DS-2")
    world.desk.plan("POST /ticket$", take_over)
    world.drain(urgent=True)
    assert (world.row("DS-1").state, world.row("DS-2").state, world.posts) == (SENT, QUEUED, 1)


def test_p05_what_was_called_saved_is_on_the_disk(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        synced.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    world.desk.plan(".*", faults.says(503))
    world.send(files=(enclose("a.txt", b"one"),))
    folder = world.folder / "data" / "attachments"
    assert {str(folder / "DS-1" / "1"), str(folder / "DS-1"), str(folder)} <= set(synced)
    assert world.db.read("PRAGMA synchronous")[0][0] == 2
    assert world.db.read("PRAGMA journal_mode")[0][0] == "wal"


@pytest.mark.parametrize("wanted", ["POST /ticket$", ".*"])
def test_k02_a_clock_set_back_a_year_does_not_keep_a_ticket_a_year(world: World, wanted: str) -> None:
    world.desk.plan(wanted, faults.says(500), 3)
    world.send()
    world.now -= 365 * 24 * 3600
    world.finish(1)
    assert (world.row().state, len(world.desk.tickets)) == (SENT, 1)


def test_k02_after_a_clock_set_back_the_help_desk_still_gets_its_time(world: World) -> None:
    world.desk.plan("POST /ticket$", faults.lost)
    world.send()
    world.now -= 365 * 24 * 3600
    world.drain(urgent=True)
    assert (world.row().state, world.asked("GET /tickets")) == (UNKNOWN, 0)


def test_k04_deeds_keep_their_order_whatever_the_clock_says(world: World) -> None:
    world.desk.plan(".*", faults.says(503))
    world.send()
    for words in ("one", "two", "three"):
        world.now -= 3600
        world.outbox.enqueue_deed("DS-1", Deed.REPLY, words, world.now)
    world.finish()
    (ticket,) = world.desk.tickets
    assert [said.parts[0][2] for said in ticket.messages[1:]] == [b"one\n", b"two\n", b"three\n"]


@pytest.mark.parametrize(("why", "state"), [("locked", QUEUED), ("missing", HELD), ("no-keyring", HELD)])
def test_s01_s02_without_the_keyring_nothing_is_sent_and_no_secret_is_written(
    world: World, why: str, state: SendState, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def no_token() -> str:
        asked.append(why)
        raise errors.SecretProblem("tickets.rt.token", why)

    monkeypatch.setattr(world, "token", no_token)
    assert world.send().state is state
    assert world.desk.requests == []
    assert len(asked) == 1
    monkeypatch.undo()
    then_it_works(world) if state is QUEUED else world.drain(urgent=True)
    assert world.row().state is SENT
    kept = b"".join(file.read_bytes() for file in world.folder.rglob("*") if file.is_file())
    assert TOKEN.encode() not in kept


def test_a_file_that_was_changed_after_consent_is_not_sent(world: World) -> None:
    world.desk.plan(".*", faults.says(503))
    world.send(files=(enclose("a.txt", b"one"),))
    (world.folder / "data" / "attachments" / "DS-1" / "1").write_bytes(b"other")
    (sent,) = world.drain(urgent=True)
    assert sent.state is SendState.NEEDS_EDIT
    assert world.desk.tickets == []


def test_a_token_goes_only_where_it_belongs(world: World) -> None:
    with FaultDesk() as elsewhere:
        world.desk.plan("GET /user", faults.redirect(302, f"{elsewhere.url}/"))
        world.send()
    assert elsewhere.authorizations == set()
    assert world.desk.authorizations == {f"token {TOKEN}"}
