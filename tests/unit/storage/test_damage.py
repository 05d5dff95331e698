"""A damaged file: kept, said once, and nothing readable is lost."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from deskside import errors
from deskside.model.ticket import Draft, SendState, Ticket
from deskside.storage import Database, OutboxRows, Tickets, Unmatched

NOON = 1_800_000_000.0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed database with a few tickets that wait."""
    path = tmp_path / "deskside.sqlite3"
    with Database(path) as db:
        for number in range(40):
            reference = f"DS-{number}"
            OutboxRows(db).queue(Draft(reference, "t", "story " * 50), Ticket(reference, "desk", "t", NOON), NOON)
        Unmatched(db).add("words", NOON)
    return path


def kept_aside(path: Path) -> list[Path]:
    return sorted(file for file in path.parent.glob("*-damaged-*") if file.suffix == ".sqlite3")


def then_it_works(path: Path, db: Database) -> int:
    """Damage is said once, the old file is there, the new one works; how many tickets were carried over."""
    with pytest.raises(errors.Damaged) as told:
        Unmatched(db).add("more words", NOON)
    (kept,) = kept_aside(path)
    assert str(kept) in told.value.words()
    Unmatched(db).add("more words", NOON)
    assert "more words" in Unmatched(db).all()
    assert db.read("PRAGMA integrity_check")[0][0] == "ok"
    return len(Tickets(db).all())


@pytest.mark.parametrize(
    "content", [b"this is no database " * 500, b"\x00" * 8192, b"SQLite format 3\x00" + b"\xff" * 5000]
)
def test_something_else_in_its_place_is_kept_and_a_new_one_made(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with Database(path) as db:
        then_it_works(path, db)
    assert kept_aside(path)[0].read_bytes() == content


def test_a_page_that_was_overwritten_costs_no_more_than_what_was_on_it(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        page = plain.execute("SELECT pageno FROM dbstat WHERE name = 'drafts' AND pagetype = 'leaf'").fetchall()[3][0]
    plain.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\xaa" * 4096
    path.write_bytes(content)
    with Database(path) as db:
        assert then_it_works(path, db) == 40
        drafts = [OutboxRows(db).draft(f"DS-{number}") for number in range(40)]
        assert 20 < sum(draft is not None for draft in drafts) < 40


def test_what_waited_in_a_damaged_file_is_looked_for_before_it_is_sent(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:-4096] + b"\xaa" * 4096)
    with Database(path) as db:
        then_it_works(path, db)
        states = {row.state for row in OutboxRows(db).waiting()}
        assert states == {SendState.UNKNOWN}


def test_a_table_that_is_missing_is_damage(path: Path) -> None:
    with sqlite3.connect(path) as plain:
        plain.execute("DROP TABLE tickets")
    plain.close()
    with Database(path) as db:
        assert then_it_works(path, db) == 0
        assert len(OutboxRows(db).waiting()) == 40


def test_damage_while_it_is_open_is_noticed_and_survived(path: Path) -> None:
    with Database(path) as db:
        for number in range(40):  # more than SQLite keeps in memory
            OutboxRows(db).queue(Draft(f"DS-{number}-b", "t", "x" * 100_000), Ticket("DS", "desk", "t", NOON), NOON)
        db.read("PRAGMA wal_checkpoint(TRUNCATE)")
        content = path.read_bytes()
        path.write_bytes(content[:4096] + b"\xaa" * (len(content) - 4096))
        with pytest.raises(errors.Damaged):
            db.read("SELECT * FROM drafts")
        Unmatched(db).add("more words", NOON)
        assert Unmatched(db).all() == ("more words",)


def test_a_file_that_another_process_put_aside_is_not_written_any_more(path: Path) -> None:
    with Database(path) as first, Database(path) as second:
        first.open()
        second.open()
        path.rename(path.with_name("aside.sqlite3"))
        Unmatched(second).add("new file", NOON)
        Unmatched(first).add("same new file", NOON)
        assert Unmatched(second).all() == ("same new file", "new file")


@pytest.mark.parametrize("seed", range(12))
def test_damage_anywhere_never_stops_deskside(path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 5, 200])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content[: chance.randrange(1, len(content))] if seed % 3 == 0 else content)
    with Database(path) as db:
        for _ in range(3):
            try:
                Unmatched(db).add("more words", NOON)
                break
            except errors.Damaged:
                continue
        assert "more words" in Unmatched(db).all()
        Tickets(db).all()
        OutboxRows(db).waiting()
