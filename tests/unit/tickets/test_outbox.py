"""The outbox as a person uses it: drafts, consent, files, what waits and when."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.model.ticket import Deed, Draft, OutboxRow, SendState
from deskside.storage import Database, Tickets
from deskside.storage.attachments import read_attachment
from deskside.storage.outbox import put_row
from deskside.tickets.backends.desk import EmbeddedDesk
from deskside.tickets.composing.files import enclose
from deskside.tickets.desk import Desk
from deskside.tickets.outbox.sending import Outbox
from servers import faults

from .conftest import World

NOON = 1_800_000_000.0
DRAFT = Draft("DS-1", "Printer", "Nothing comes out.")


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(Database(tmp_path / "deskside.sqlite3"), tmp_path / "attachments")


@pytest.fixture
def desk(tmp_path: Path) -> EmbeddedDesk:
    return EmbeddedDesk(tmp_path / "desk.sqlite3")


def test_a_story_is_kept_while_it_is_written_and_not_sent(outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path) -> None:
    for story in ("N", "Noth", "Nothing comes"):
        outbox.keep_draft(Draft("DS-1", "", story), "desk", NOON)
    assert outbox.drain(desk) == ()
    later = Outbox(Database(tmp_path / "deskside.sqlite3"), tmp_path / "attachments")
    draft = later.rows.draft("DS-1")
    assert draft is not None
    assert draft.story == "Nothing comes"
    assert [row.state for row in later.rows.drafts()] == [SendState.DRAFT]
    assert later.rows.waiting() == ()


def test_consent_twice_sends_once(outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path) -> None:
    outbox.keep_draft(DRAFT, "desk", NOON)
    first = outbox.enqueue(DRAFT, "desk", NOON)
    assert outbox.enqueue(DRAFT, "desk", NOON + 1).id == first.id
    assert [sent.state for sent in outbox.drain(desk)] == [SendState.SENT]
    outbox.enqueue(DRAFT, "desk", NOON + 2)
    outbox.keep_draft(DRAFT, "desk", NOON + 3)
    assert outbox.drain(desk) == ()
    assert len(Desk(tmp_path / "desk.sqlite3").list()) == 1


def test_what_was_sent_is_kept_nowhere_but_in_the_ticket(outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path) -> None:
    outbox.enqueue(DRAFT, "desk", NOON, (enclose("facts.txt", b"secret facts"),))
    outbox.drain(desk)
    assert outbox.rows.draft("DS-1") is None
    assert list((tmp_path / "attachments").rglob("*")) == []


def test_a_reply_that_was_sent_leaves_no_text_in_the_outbox(outbox: Outbox, desk: EmbeddedDesk) -> None:
    outbox.enqueue(DRAFT, "desk", NOON)
    outbox.enqueue_deed("DS-1", Deed.REPLY, "my words", NOON)
    outbox.drain(desk)
    assert [(row.deed, row.text) for row in outbox.rows.of_ticket("DS-1")] == [(Deed.CREATE, ""), (Deed.REPLY, "")]


@pytest.mark.parametrize("name", ["run.exe", "page.html", "sheet.csv", "noname", "a.txt.sh", "picture.svg"])
def test_files_that_could_run_do_not_go(name: str) -> None:
    with pytest.raises(errors.NeedsEdit) as told:
        enclose(name, b"content")
    assert name in told.value.words()


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", b"MZ\x90"), ("a.zip", b"#!/bin/sh"), ("a.txt", b"\xff\xfe\x00"), ("a.json", b"\x00"), ("a.txt", b"")],
)
def test_a_file_that_is_not_what_its_name_says_does_not_go(name: str, content: bytes) -> None:
    with pytest.raises(errors.NeedsEdit):
        enclose(name, content)


@pytest.mark.parametrize("text", ["", "  \n", "\x1b[31m"])
def test_an_empty_reply_is_not_queued(outbox: Outbox, text: str) -> None:
    outbox.enqueue(DRAFT, "desk", NOON)
    with pytest.raises(errors.NeedsEdit):
        outbox.enqueue_deed("DS-1", Deed.REPLY, text, NOON)
    assert len(outbox.rows.waiting()) == 1


def test_nothing_can_be_done_about_a_ticket_that_is_not_there(outbox: Outbox) -> None:
    with pytest.raises(errors.WrongUsage):
        outbox.enqueue_deed("DS-9", Deed.SOLVED, "", NOON)


def test_nobody_is_woken_when_nothing_waits(outbox: Outbox, desk: EmbeddedDesk) -> None:
    assert outbox.next_wake("desk", NOON) is None
    outbox.keep_draft(DRAFT, "desk", NOON)
    assert outbox.next_wake("desk", NOON) is None
    outbox.enqueue(DRAFT, "desk", NOON)
    assert outbox.next_wake("desk", NOON) == NOON
    outbox.drain(desk)
    assert outbox.next_wake("desk", NOON) is None


def test_old_rows_and_forgotten_files_are_cleared_and_what_waits_is_not(
    outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path
) -> None:
    outbox.enqueue(DRAFT, "desk", NOON)
    outbox.drain(desk, lambda: NOON)
    outbox.enqueue(Draft("DS-2", "Mail", "None comes."), "desk", NOON, (enclose("a.txt", b"a"),))
    (tmp_path / "attachments" / "DS-LOST").mkdir()
    far = 4_000_000_000.0
    outbox.forget_old(far)
    assert outbox.rows.of_ticket("DS-1") == ()
    assert [row.reference for row in outbox.rows.waiting()] == ["DS-2"]
    assert [folder.name for folder in (tmp_path / "attachments").iterdir()] == ["DS-2"]


def test_a_rating_and_solved_and_reopened_are_kept_on_the_ticket(world: World) -> None:
    world.send()
    for deed, text in ((Deed.SOLVED, ""), (Deed.REOPEN, "")):
        world.outbox.enqueue_deed("DS-1", deed, text, world.now)
        world.drain()
        assert world.desk.tickets[0].status == {Deed.SOLVED: "resolved", Deed.REOPEN: "open"}[deed]
    world.outbox.enqueue_deed("DS-1", Deed.RATE, "5", world.now)
    (sent,) = world.drain()
    assert sent.state is SendState.HELD  # Request Tracker takes no ratings


@pytest.mark.parametrize("act", [faults.lost, faults.made_but_no_answer, faults.says(500), faults.says(500, made=True)])
def test_a_reply_that_may_have_arrived_is_looked_for_before_it_is_said_again(world: World, act: object) -> None:
    world.send()
    world.desk.plan("POST /ticket/1/correspond", act)  # type: ignore[arg-type]
    world.outbox.enqueue_deed("DS-1", Deed.REPLY, "once only", world.now)
    world.finish()
    assert [said.parts[0][2] for said in world.desk.tickets[0].messages[1:]] == [b"once only\n"]
    assert world.outbox.rows.waiting() == ()


def test_solved_that_may_have_arrived_is_looked_at_first(world: World) -> None:
    world.send()
    world.desk.plan("PUT /ticket/1", faults.made_but_no_answer)
    world.outbox.enqueue_deed("DS-1", Deed.SOLVED, "", world.now)
    world.finish()
    assert world.desk.tickets[0].status == "resolved"
    assert world.asked("PUT") == 1
    assert world.outbox.rows.waiting() == ()


def test_a_sign_in_that_cannot_search_never_sends_twice(world: World) -> None:
    world.backend = world.connect(world.desk.url, sign_in="create-only")
    world.desk.plan("POST /ticket$", faults.made_but_no_answer)
    world.send()
    world.finish()
    world.drain(urgent=True)
    row = world.row()
    assert (row.state, world.posts) == (SendState.UNKNOWN, 1)
    assert "call the help desk" in row.says


def answered(outbox: Outbox, desk: EmbeddedDesk) -> OutboxRow:
    """An answer with a picture, on its way."""
    outbox.enqueue(DRAFT, "desk", NOON)
    outbox.drain(desk)
    return outbox.enqueue_deed("DS-1", Deed.REPLY, "Like this.", NOON, (enclose("a.txt", b"seen"),))


def refuse(tmp_path: Path, row: OutboxRow) -> OutboxRow:
    """The help desk could not take it."""
    refused = msgspec.structs.replace(row, state=SendState.NEEDS_EDIT)
    Database(tmp_path / "deskside.sqlite3").change(lambda connection: put_row(connection, refused))
    return refused


def test_a_picture_waits_with_its_answer_and_is_kept_nowhere_once_it_left(
    outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path
) -> None:
    row = answered(outbox, desk)
    later = Outbox(Database(tmp_path / "deskside.sqlite3"), tmp_path / "attachments")
    (kept,) = later.rows.waiting()
    assert kept == row
    assert [read_attachment(one) for one in kept.files] == [b"seen"]
    os.utime(kept.files[0].path.parent, (0, 0))
    later.forget_old(NOON)
    assert [sent.state for sent in later.drain(desk)] == [SendState.SENT]
    assert Desk(tmp_path / "desk.sqlite3").show("DS-1").files == ("a.txt",)
    assert list((tmp_path / "attachments").iterdir()) == []
    assert later.rows.of_ticket("DS-1")[-1].files == ()


def test_an_answer_in_the_place_of_a_refused_one_is_sent_once_and_only_once(
    outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path
) -> None:
    refused = refuse(tmp_path, answered(outbox, desk))
    outbox.enqueue_deed("DS-1", Deed.REPLY, "Shorter.", NOON, instead=refused)
    with pytest.raises(errors.NeedsEdit, match="dealt with"):
        outbox.enqueue_deed("DS-1", Deed.REPLY, "Shorter.", NOON, instead=refused)
    outbox.drain(desk)
    assert [note.text for note in Desk(tmp_path / "desk.sqlite3").show("DS-1").notes] == ["Shorter."]
    (ticket,) = Tickets(Database(tmp_path / "deskside.sqlite3")).all()
    assert [said.text for said in ticket.messages] == ["Nothing comes out.", "Shorter."]
    assert list((tmp_path / "attachments").iterdir()) == []


def test_words_for_a_refused_message_are_kept_with_its_files_while_they_are_written(
    outbox: Outbox, tmp_path: Path
) -> None:
    refuse(tmp_path, outbox.enqueue(DRAFT, "desk", NOON, (enclose("a.txt", b"seen"),)))
    outbox.keep_draft(Draft("DS-1", "", "Less", words="Less", stops="A lot.", impact="me"), "desk", NOON)
    draft = outbox.rows.draft("DS-1")
    assert draft is not None
    assert (draft.title, draft.words, draft.stops, draft.impact) == ("Printer", "Less", "A lot.", "me")
    assert [one.name for one in draft.attachments] == ["a.txt"]


def test_what_waited_before_answers_could_have_files_still_leaves(
    outbox: Outbox, desk: EmbeddedDesk, tmp_path: Path
) -> None:
    answered(outbox, desk)
    Database(tmp_path / "deskside.sqlite3").change(
        lambda connection: connection.execute("UPDATE outbox SET files = ''")
    )
    assert [sent.state for sent in outbox.drain(desk)] == [SendState.SENT]
