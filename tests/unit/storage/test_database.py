"""The one file that holds everything: private, durable, forward-moving, and honest about trouble."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from deskside import errors
from deskside.storage.database import Database
from deskside.storage.schema import DESKSIDE, Schema
from deskside.storage.unmatched import Unmatched


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Ünï data" / "deskside.sqlite3"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_may_read_what_is_kept(path: Path) -> None:
    before = os.umask(0)
    try:
        db = Database(path)
        Unmatched(db).add("my words", 1.0)
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    assert {file.name: oct(mode(file)) for file in path.parent.iterdir() if mode(file) & 0o077} == {}
    assert {file.name for file in path.parent.iterdir()} >= {path.name, f"{path.name}-wal"}
    db.close()


def test_nothing_is_made_before_something_is_kept(path: Path) -> None:
    Database(path)
    assert not path.parent.exists()


def test_what_is_kept_survives_power_loss_by_sqlites_own_promise(path: Path) -> None:
    with Database(path) as db:
        assert [db.read(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")] == ["wal", 2]


def test_a_change_is_whole_or_nothing(path: Path) -> None:
    def half(connection: sqlite3.Connection) -> None:
        connection.execute("INSERT INTO unmatched (at, words) VALUES (1, 'half')")
        raise RuntimeError("in the middle")

    with Database(path) as db:
        with pytest.raises(RuntimeError):
            db.change(half)
        assert Unmatched(db).all() == ()
        Unmatched(db).add("whole", 1.0)
        assert Unmatched(db).all() == ("whole",)


def test_what_was_deleted_is_not_left_in_the_file(path: Path) -> None:
    with Database(path) as db:
        Unmatched(db).add("a very private story", 1.0)
        Unmatched(db).forget()
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"very private" not in kept


def test_an_older_file_moves_forward_and_keeps_its_rows(path: Path) -> None:
    old = Schema(steps=("CREATE TABLE notes (text TEXT)",), tables=("notes",))
    new = Schema(steps=(*old.steps, "ALTER TABLE notes ADD at REAL; CREATE TABLE more (x)"), tables=("notes", "more"))
    with Database(path, old) as db:
        db.change(lambda connection: connection.execute("INSERT INTO notes VALUES ('kept')"))
    with Database(path, new) as db:
        assert [tuple(row) for row in db.read("SELECT text, at FROM notes")] == [("kept", None)]
        assert db.read("PRAGMA user_version")[0][0] == 2


def test_a_file_of_a_newer_deskside_is_left_alone(path: Path) -> None:
    newer = Schema(steps=(*DESKSIDE.steps, "CREATE TABLE future (x)"), tables=(*DESKSIDE.tables, "future"))
    with Database(path, newer) as db:
        Unmatched(db).add("words", 1.0)
    before = path.read_bytes()
    with Database(path) as db, pytest.raises(errors.StorageProblem, match="newer Deskside"):
        db.open()
    assert path.read_bytes() == before


def _open_many(path: Path, number: int) -> None:
    with Database(path) as db:
        Unmatched(db).add(f"words {number}", float(number))


def test_processes_that_start_at_once_make_one_file(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=_open_many, args=(path, number)) for number in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0] * 4
    with Database(path) as db:
        assert sorted(Unmatched(db).all()) == [f"words {number}" for number in range(4)]


def test_d04_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    for path in (tmp_path / "file" / "data" / "a.sqlite3", Path("/proc/deskside/a.sqlite3")):
        with Database(path) as db, pytest.raises(errors.NotWritable) as told:
            Unmatched(db).add("words", 1.0)
        assert str(path) in told.value.words()


def fill_up(db: Database) -> None:
    """From now on SQLite says that the disk is full, as soon as the file would have to grow."""
    pages = db.read("PRAGMA page_count")[0][0]
    db.read(f"PRAGMA max_page_count={pages}")


def test_d01_a_full_disk_is_said_and_what_is_there_can_be_read(path: Path) -> None:
    with Database(path) as db:
        Unmatched(db).add("before", 1.0)
        fill_up(db)
        with pytest.raises(errors.DiskFull) as told:
            db.change(lambda connection: connection.execute("INSERT INTO drafts VALUES ('a', ?)", ("x" * 100_000,)))
        assert "no space left" in told.value.words()
        assert Unmatched(db).all() == ("before",)


def test_d01_the_reserve_is_given_back_when_the_disk_is_full_and_taken_again_later(path: Path) -> None:
    reserve = path.with_name(f"{path.name}.reserve")
    with Database(path) as db:
        Unmatched(db).add("before", 1.0)
        assert reserve.stat().st_size == 1 << 20
        fill_up(db)
        with pytest.raises(errors.DiskFull):
            db.change(lambda connection: connection.execute("INSERT INTO drafts VALUES ('a', ?)", ("x" * 100_000,)))
        assert not reserve.exists()
        db.read("PRAGMA max_page_count=100000")
        Unmatched(db).add("there is space again", 1.0)
        assert reserve.exists()


def test_words_that_matched_nothing_are_few_and_short(path: Path) -> None:
    with Database(path) as db:
        unmatched = Unmatched(db)
        db.change(
            lambda connection: connection.executemany(
                "INSERT INTO unmatched (at, words) VALUES (0, ?)", [(str(number),) for number in range(600)]
            )
        )
        unmatched.add("x" * 9000, 1.0)
        assert len(unmatched.all()) == 500
        assert unmatched.all()[:2] == ("x" * 500, "599")


def test_what_was_replaced_is_in_no_byte_of_the_files_once_it_was_dropped(tmp_path: Path) -> None:
    sql = "INSERT OR REPLACE INTO drafts (reference, data) VALUES ('DS-1', ?)"
    with Database(tmp_path / "deskside.sqlite3") as db:
        for words in ("quince jelly" * 2000, "apple pie"):
            db.change(lambda connection, words=words: connection.execute(sql, (words,)))
        db.drop_overwritten()
        kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"quince jelly" not in kept
    assert b"apple pie" in kept
