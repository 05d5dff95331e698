"""What was done with long ago leaves this computer, to the last byte; what is still open never does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from deskside.model.case import Case, Ending
from deskside.model.ticket import Deed, Draft, Message, News, Sender, SendState, Stage, Ticket
from deskside.storage import Cases, Database, Forgotten, FreshNews, Keepsake, OutboxRows, Retention, Tickets, Unmatched
from deskside.storage.attachments import keep_attachments
from deskside.storage.outbox import add_row
from deskside.storage.retention import DAY
from deskside.storage.schema import DESKSIDE, Schema

NOW = 1_800_000_000.0
OLD, NEW, BEFORE = NOW - 91 * DAY, NOW - 89 * DAY, NOW - 90 * DAY
PLANTED = "Quittenkompott"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "data" / "a.sqlite3") as db:
        yield db


@pytest.fixture
def retention(db: Database) -> Retention:
    return Retention(db, db.path.parent / "attachments")


def case(name: str, touched: float, ending: Ending | None = Ending.FIXED) -> Case:
    return Case(name, "printer", "1.0.0", "Printing", touched, touched=touched, ending=ending, words=PLANTED)


def ticket(name: str, at: float, stage: Stage = Stage.SOLVED) -> Ticket:
    said = Message(Sender.PERSON, at, PLANTED * 50)
    return Ticket(name, "desk", PLANTED, at, backend_id="1", stage=stage, messages=(said,), updated=at)


def draft(db: Database, name: str, at: float) -> None:
    folder = db.path.parent / "attachments" / name
    files = keep_attachments(db, folder, (Keepsake("deskside.zip", "application/zip", PLANTED.encode()),))
    OutboxRows(db).keep_draft(Draft(name, "", PLANTED, attachments=files), "desk", at)


def row(db: Database, name: str, state: SendState, at: float, deed: Deed = Deed.CREATE) -> None:
    db.change(lambda connection: add_row(connection, name, deed, "desk", state, at, text=PLANTED))


def bytes_on_disk(db: Database) -> bytes:
    """All that lies in the folder of the data, whatever it is called."""
    return b"".join(path.read_bytes() for path in sorted(db.path.parent.rglob("*")) if path.is_file())


def test_what_was_done_with_three_months_ago_is_gone_and_what_is_newer_is_there(
    db: Database, retention: Retention
) -> None:
    for name, at in (("DS-old", OLD), ("DS-new", NEW)):
        Cases(db).save(case(name, at))
        Tickets(db).save(ticket(name, at))
        row(db, name, SendState.SENT, at)
        FreshNews(db).add([News(name, PLANTED, PLANTED, Stage.SOLVED)])
        Unmatched(db).add(f"{PLANTED} {name}", at)
        draft(db, f"{name}-draft", at)
    Cases(db).save(case("DS-left", OLD, ending=None))
    Cases(db).save(case("DS-begun", NEW, ending=None))
    assert retention.forget(BEFORE) == Forgotten(cases=2, tickets=1, drafts=1, news=1, words=1)
    assert {found.id for found in Cases(db).all()} == {"DS-new", "DS-begun"}
    assert [found.reference for found in Tickets(db).all()] == ["DS-new"]
    assert [found.reference for found in OutboxRows(db).drafts()] == ["DS-new-draft"]
    assert OutboxRows(db).draft("DS-old-draft") is None
    assert not OutboxRows(db).of_ticket("DS-old")
    assert [found.reference for found in FreshNews(db).take()] == ["DS-new"]
    assert Unmatched(db).all() == (f"{PLANTED} DS-new",)
    assert [path.name for path in (db.path.parent / "attachments").iterdir()] == ["DS-new-draft"]
    assert retention.forget(BEFORE) == Forgotten()


@pytest.mark.parametrize("state", [state for state in SendState if state not in (SendState.SENT, SendState.DRAFT)])
def test_a_message_that_was_not_sent_stays_however_old(db: Database, retention: Retention, state: SendState) -> None:
    draft(db, "DS-1", OLD)
    OutboxRows(db).queue(Draft("DS-1", "t", PLANTED), ticket("DS-1", OLD, Stage.SENT), OLD)
    db.change(lambda connection: connection.execute("UPDATE outbox SET state = ?", (state.value,)))
    Cases(db).save(case("DS-1", OLD, ending=Ending.SENT))
    assert retention.forget(BEFORE) == Forgotten()
    assert Cases(db).load("DS-1")
    assert Tickets(db).load("DS-1")
    assert OutboxRows(db).draft("DS-1") is not None
    assert (db.path.parent / "attachments" / "DS-1").is_dir()


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.SOLVED])
def test_a_request_that_is_not_solved_stays_with_its_case(db: Database, retention: Retention, stage: Stage) -> None:
    Tickets(db).save(ticket("DS-1", OLD, stage))
    Cases(db).save(case("DS-1", OLD, ending=Ending.SENT))
    FreshNews(db).add([News("DS-1", "t", "s", stage)])
    assert retention.forget(BEFORE) == Forgotten()
    assert Cases(db).load("DS-1")
    assert FreshNews(db).take()


def test_a_solved_request_stays_while_a_reply_waits_or_was_written_lately(db: Database, retention: Retention) -> None:
    for name in ("DS-waiting", "DS-lively"):
        Tickets(db).save(ticket(name, OLD))
        row(db, name, SendState.SENT, OLD)
    row(db, "DS-waiting", SendState.QUEUED, OLD, Deed.REPLY)
    lately = Message(Sender.AGENT, NEW, "And now?")
    Tickets(db).change("DS-lively", lambda old: replace(old, messages=(*old.messages, lately)))
    assert retention.forget(BEFORE) == Forgotten()


def test_a_story_that_is_gone_on_with_counts_from_the_last_word(db: Database, retention: Retention) -> None:
    draft(db, "DS-1", OLD)
    Cases(db).save(case("DS-1", OLD, ending=None))
    OutboxRows(db).keep_draft(Draft("DS-1", "", "one more word"), "desk", NEW)
    assert retention.forget(BEFORE) == Forgotten()
    assert Cases(db).load("DS-1")


def test_no_byte_of_what_was_forgotten_is_left_in_any_file(db: Database, retention: Retention) -> None:
    for number in range(200):
        Cases(db).save(case(f"DS-{number}", OLD))
        Tickets(db).save(ticket(f"DS-{number}", OLD))
        draft(db, f"DS-{number}-draft", OLD)
    aside = db.path.with_name("a-damaged-20260101-000000.sqlite3")
    aside.write_text(PLANTED)
    os.utime(aside, (OLD, OLD))
    db.close()
    assert bytes_on_disk(db).count(PLANTED.encode()) > 1000
    assert retention.forget(BEFORE) == Forgotten(cases=200, tickets=200, drafts=200, files=1)
    assert db.path.stat().st_size < 120_000, "the space is given back"
    assert db.path.with_name(f"{db.path.name}-wal").stat().st_size == 0, "still open, and yet nothing beside it"
    assert PLANTED.encode() not in bytes_on_disk(db)
    db.close()
    assert PLANTED.encode() not in bytes_on_disk(db)


def test_while_another_window_has_it_open_the_bytes_leave_all_the_same(db: Database, retention: Retention) -> None:
    Cases(db).save(case("DS-1", OLD))
    with Database(db.path) as other:
        assert Cases(other).load("DS-1")
        retention.forget(BEFORE)
        assert PLANTED.encode() not in bytes_on_disk(db)
        assert Cases(other).load("DS-1") is None


def test_data_that_nobody_needed_is_not_opened_for_it(db: Database, retention: Retention) -> None:
    assert not retention.is_time(NOW)
    assert not db.path.exists()


def test_it_is_done_once_a_day_and_by_one_process(db: Database, retention: Retention) -> None:
    db.open()
    with Database(db.path) as second:
        second.open()
        other = Retention(second, db.path.parent)
        assert retention.is_time(NOW)
        assert not other.is_time(NOW + 5)
        assert not retention.is_time(NOW + 0.9 * DAY)
        assert other.is_time(NOW + 1.1 * DAY)
        assert not retention.is_time(NOW + 1.2 * DAY)


def test_a_clock_that_leaps_ahead_for_a_day_costs_nobody_their_cases(db: Database, retention: Retention) -> None:
    db.open()
    assert retention.is_time(NOW)
    assert not retention.is_time(NOW + 4000 * DAY), "wrong, or years have passed"
    assert not retention.is_time(NOW + 1 * DAY), "it was wrong"
    assert retention.is_time(NOW + 2.1 * DAY)


def test_after_a_long_leave_it_goes_on_the_day_after(db: Database, retention: Retention) -> None:
    db.open()
    assert retention.is_time(NOW)
    assert not retention.is_time(NOW + 100 * DAY)
    assert retention.is_time(NOW + 101 * DAY)
    assert not retention.is_time(NOW + 201 * DAY)
    assert retention.is_time(NOW + 301 * DAY), "who comes by three times a year is not put off for ever"


def test_data_from_before_there_was_an_end_to_it_is_opened_and_cleared(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    first = Schema(steps=DESKSIDE.steps[:1], tables=tuple(name for name in DESKSIDE.tables if name != "upkeep"))
    with Database(path, first) as old:
        Cases(old).save(case("DS-1", OLD))
    with Database(path) as db:
        db.open()
        retention = Retention(db, tmp_path / "attachments")
        assert retention.is_time(NOW)
        assert retention.forget(BEFORE) == Forgotten(cases=1)
