"""Canaries in sign-ins, proxies, stories and files: after sending they are in no file that they do not belong in."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from deskside.log import log_crash
from deskside.model.ticket import Deed, Draft, SendState
from deskside.system.web.network import Network
from deskside.tickets.composing.files import enclose
from servers import faults, ports
from servers.asked import Act, Asked, Commit
from servers.fault_desk import TOKEN

from .conftest import World

PASSWORD = "Kanari-7-vogel"
STORY, FILE, HELD_BACK = "mirobelu sings", b"tonafisi in a file", b"lupekano left out"
POST, ANY = "POST /ticket$", ".*"


@pytest.fixture(autouse=True)
def everything_said(tmp_path: Path) -> Iterator[Path]:
    """All that any library logs, at its most talkative: what a log of ours could ever hold."""
    place = tmp_path / "everything.log"
    writer, root = logging.FileHandler(place, encoding="utf-8"), logging.getLogger()
    before = root.level
    root.addHandler(writer)
    root.setLevel(logging.DEBUG)
    yield place
    root.setLevel(before)
    root.removeHandler(writer)
    writer.close()


def holding(canary: bytes, *folders: Path) -> list[str]:
    """The files that hold it."""
    places = (file for folder in folders for file in folder.rglob("*") if file.is_file())
    return [file.name for file in places if canary in file.read_bytes()]


def repeats(status: int) -> Act:
    """An answer that repeats the whole request's head, as debug pages do."""

    def act(asked: Asked, commit: Commit) -> None:
        asked.give(status, {"message": f"{asked.command} {asked.path}\n{asked.headers}"})

    return act


TOLD = [
    *(
        (f"repeated with {status}", ANY, repeats(status))
        for status in (400, 401, 403, 404, 407, 413, 422, 429, 500, 503)
    ),
    *((f"repeated with {status} at the end", POST, repeats(status)) for status in (200, 201, 400, 403, 500)),
    ("redirected with it", ANY, faults.redirect(302, f"http://elsewhere.invalid/?token={TOKEN}")),
    ("a page with it", POST, faults.says(200, f"<html>{TOKEN}</html>".encode(), Content_Type="text/html")),
    ("lost", POST, faults.lost),
]


@pytest.mark.parametrize(("wanted", "act"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_a_sign_in_is_in_no_file_and_no_log_whatever_the_help_desk_does_with_it(
    world: World, wanted: str, act: Act, tmp_path: Path, deskside_home: Path
) -> None:
    world.desk.plan(wanted, act, 3)
    world.send(files=(enclose("a.txt", FILE),))
    for row in world.outbox.rows.waiting():
        log_crash(ValueError(row.why))
    world.finish(1)
    assert holding(TOKEN.encode(), tmp_path, deskside_home) == []


@pytest.mark.parametrize("way", ["refused", "wants-a-sign-in", "deaf", "hangs-up"])
def test_the_password_of_a_proxy_is_in_no_file_and_no_log(world: World, way: str, tmp_path: Path) -> None:
    def through(port: int) -> None:
        proxy = f"http://ann:{PASSWORD}@127.0.0.1:{port}"
        world.backend = world.connect("https://desk.invalid", Network(proxy=proxy), connect=0.5, total=2.0)
        assert world.send().state in (SendState.QUEUED, SendState.HELD)

    if way == "refused":
        with ports.closed() as port:
            through(port)
    elif way == "deaf":
        with ports.deaf() as port:
            through(port)
    elif way == "hangs-up":
        with ports.resetting() as port:
            through(port)
    else:
        through(int(world.desk.url.rpartition(":")[2]))
    assert world.row().why
    assert holding(PASSWORD.encode(), tmp_path) == []


def test_words_and_files_that_have_left_are_in_no_byte_but_the_persons_own_record(world: World, tmp_path: Path) -> None:
    world.desk.plan(ANY, faults.says(503))
    world.outbox.keep_draft(draft_of("an earlier wording, zefiruka"), "rt", world.now)
    world.outbox.enqueue(draft_of(STORY), "rt", world.now, (enclose("a.txt", FILE),))
    world.drain()
    assert holding(FILE, tmp_path) == ["1"]
    world.finish()
    assert world.row().state is SendState.SENT
    assert holding(FILE, tmp_path) == []
    assert holding(b"zefiruka", tmp_path) == []
    tables = {
        table: str([tuple(row) for row in world.db.read(f"SELECT * FROM {table}")])
        for table in ("drafts", "outbox", "tickets", "news", "unmatched")
    }
    assert [table for table, told in tables.items() if STORY in told] == ["tickets"]


def test_a_file_that_the_person_leaves_out_in_the_end_is_gone(world: World, tmp_path: Path) -> None:
    world.send()
    world.desk.plan("POST /ticket/1/correspond", faults.says(400))
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "see", world.now, (enclose("b.txt", HELD_BACK),))
    world.drain()
    (row,) = world.outbox.rows.waiting()
    assert holding(HELD_BACK, tmp_path) == ["1"]
    world.outbox.drop(row.id)
    assert holding(HELD_BACK, tmp_path) == []


def draft_of(story: str) -> Draft:
    return Draft("DS-1", "Printer", story, requester="employee@helptest.invalid")
