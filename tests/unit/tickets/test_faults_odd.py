"""Faults that nobody wrote down for us: answers that are another's, contradict themselves, or are no answer at all."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from deskside import errors
from deskside.model.ticket import Deed, SendState
from deskside.tickets.composing.files import enclose
from deskside.tickets.news.fetching import fetch
from deskside.tickets.words.links import links, pieces
from servers import faults, ports
from servers.asked import Act, Asked, Commit
from servers.fault_desk import TOKEN

from .conftest import World

UNKNOWN, SENT = SendState.UNKNOWN, SendState.SENT
POST, ANY = "POST /ticket$", ".*"
YEAR = 365 * 24 * 3600


def answers(body: object) -> Act:
    """Makes the ticket, and says yes with ``body``."""
    return faults.says(201, body, made=True)


def two_lengths(asked: Asked, commit: Commit) -> None:
    status, body = commit()
    raw = json.dumps(body).encode()
    asked.begin(status, {"Content-Length": "4", "content-length": str(len(raw))})
    asked.wfile.write(raw)


def unpacks_to_a_gigabyte(asked: Asked, commit: Commit) -> None:
    commit()
    asked.give(201, gzip.compress(b" " * (1 << 30), 1), {"Content-Encoding": "gzip"})


def only_interim_answers(asked: Asked, commit: Commit) -> None:
    """ "100 Continue", over and over."""
    commit()
    try:
        while not asked.released.wait(0.001):
            asked.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    except OSError:
        asked.drop()


def more_headers_than_anyone_reads(asked: Asked, commit: Commit) -> None:
    commit()
    asked.wfile.write(b"HTTP/1.1 201 Created\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n")


CASES = [
    ("X03", two_lengths),
    ("X04-null", answers({"id": None})),
    ("X04-true", answers({"id": True})),
    ("X04-list", answers({"id": [1]})),
    ("X04-nothing", answers({"id": ""})),
    ("X04-long", answers({"id": "1" * 300})),
    ("X04-lines", answers({"id": "1\r\nX: y"})),
    ("X04-a-list-of-tickets", answers([{"id": 1}])),
    ("X08-gigabyte", unpacks_to_a_gigabyte),
    ("X08-interim", only_interim_answers),
    ("X08-headers", more_headers_than_anyone_reads),
]


@pytest.mark.parametrize("act", [case[1] for case in CASES], ids=[case[0] for case in CASES])
def test_an_odd_answer_is_no_answer_and_there_is_one_ticket(world: World, act: Act) -> None:
    world.backend = world.connect(world.desk.url, total=4.0)
    world.desk.plan(POST, act)
    assert world.send().state is UNKNOWN
    world.backend = world.connect(world.desk.url)
    world.finish()
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 1, 1)
    assert world.ticket().backend_id == "1"


@pytest.mark.parametrize("made", [True, False], ids=["made", "not-made"])
def test_x01_the_number_of_another_message_is_not_taken_for_this_ones(world: World, made: bool) -> None:
    world.send("DS-1")
    world.desk.plan(POST, faults.says(201, {"id": "1", "type": "ticket", "_url": "/"}, made=made))
    assert world.send("DS-2").state is UNKNOWN
    world.finish()
    assert [ticket.reference for ticket in world.desk.tickets] == ["DS-1", "DS-2"]
    assert (world.ticket("DS-1").backend_id, world.ticket("DS-2").backend_id) == ("1", "2")


def test_x02_an_answer_nobody_asked_for_is_not_taken_for_the_next_one(world: World) -> None:
    """It lies on the connection that is kept after a question, where the next request may find it."""

    def and_one_more(asked: Asked, commit: Commit) -> None:
        asked.give(*commit())
        asked.give(201, {"id": "77", "type": "ticket", "_url": "/"})

    world.desk.plan("GET /queue", and_one_more)
    assert world.send().state is SENT
    assert (world.ticket().backend_id, len(world.desk.tickets)) == ("1", 1)


def test_x02_nor_for_what_a_search_finds(world: World) -> None:
    def and_one_more(asked: Asked, commit: Commit) -> None:
        asked.give(*commit())
        asked.give(200, {"items": [{"id": "77"}], "count": 1})

    world.desk.plan(POST, faults.lost)
    assert world.send().state is UNKNOWN
    world.backend = world.connect(world.desk.url)
    world.desk.plan("GET /queue", and_one_more)
    world.finish()
    assert (world.row().state, world.ticket().backend_id, len(world.desk.tickets)) == (SENT, "1", 1)


@pytest.mark.parametrize("status", [400, 403, 422, 500, 503])
def test_x09_a_help_desk_that_repeats_our_sign_in_leaves_it_in_no_file(
    world: World, status: int, deskside_home: Path
) -> None:
    world.desk.plan(POST, faults.says(status, {"message": f"not for token {TOKEN}, Authorization: token {TOKEN}"}))
    world.send(files=(enclose("a.txt", b"one"),))
    places = [file for folder in (world.folder, deskside_home) for file in folder.rglob("*") if file.is_file()]
    assert places
    assert [file for file in places if TOKEN.encode() in file.read_bytes()] == []
    assert TOKEN not in world.row().says + world.row().why


def test_x10_a_clock_set_forward_a_year_sends_nothing_twice(world: World) -> None:
    world.desk.plan(POST, faults.made_but_no_answer)
    world.desk.plan("GET /tickets", faults.says(500), 2)
    world.send()
    world.now += YEAR
    world.drain()
    world.now += YEAR
    world.finish()
    assert (world.row().state, world.posts, len(world.desk.tickets)) == (SENT, 1, 1)


def test_x11_a_folder_put_back_from_a_backup_sends_nothing_that_was_sent_since(world: World) -> None:
    world.desk.plan(ANY, faults.says(503))
    world.send()
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "It is urgent.", world.now)
    world.db.close()
    backup = {file: file.read_bytes() for file in world.folder.rglob("*") if file.is_file()}
    world.now += 3 * 3600
    world.finish()
    assert (world.row().state, len(world.desk.tickets)) == (SENT, 1)
    world.db.close()
    for file in world.folder.rglob("*"):
        if file.is_file():
            file.unlink()
    for file, content in backup.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    world.now += 3600
    world.finish()
    (ticket,) = world.desk.tickets
    assert world.outbox.rows.waiting() == ()
    assert [said.parts[0][2] for said in ticket.messages[1:]] == [b"It is urgent.\n"]


def test_x11_where_nobody_can_look_for_sure_what_was_never_tried_is_sent_and_nobody_is_asked(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot_say(reference: str) -> str | None:
        raise errors.Unclear(f"{reference} is not in what can be seen")

    monkeypatch.setattr(world.backend, "_find", cannot_say)
    with ports.closed() as port:
        far = world.backend
        world.backend = world.connect(f"http://127.0.0.1:{port}")
        assert world.send().tries == 0
    world.backend = far
    world.now += 48 * 3600
    world.drain()
    assert (world.row().state, world.posts) == (SENT, 1)


def test_x06_an_answer_to_a_ticket_that_is_gone_is_kept_and_other_messages_go_on(world: World) -> None:
    world.send("DS-1")
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "Is there any news?", world.now)
    world.desk.plan("POST /ticket/1/correspond", faults.says(404))
    world.drain()
    world.send("DS-2")
    world.finish()
    (answer,) = world.outbox.rows.waiting()
    assert (answer.state, answer.text) == (SendState.HELD, "Is there any news?")
    assert world.row("DS-2").state is SENT


NASTY = (
    "<script>alert(1)</script><a href='javascript:x'>click</a> file:///etc/passwd \x1b[31m \u202etxt.exe "
    "https://rt.example.org/ok http://evil.example.org/"
)


def test_h16_a_hostile_answer_is_read_as_plain_words(world: World) -> None:
    world.send()
    world.desk.say(1, "agent", NASTY)
    fetch(world.tickets, world.backend, world.now)
    said = world.ticket().messages[-1].text
    assert said.startswith("<script>alert(1)</script><a href='javascript:x'>click</a> file:///etc/passwd")
    assert not set("\x1b\u202e") & set(said)
    assert [link.url for link in links(pieces(said, ("rt.example.org",), ()))] == ["https://rt.example.org/ok"]
