"""Cases, outcomes, tickets and attachments: what goes in comes out, in the order that was promised."""

from __future__ import annotations

import hashlib
import json
import stat
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from deskside import errors
from deskside.model.case import Case, Counted, Ending, Finding
from deskside.model.ticket import Message, Sender, Ticket
from deskside.model.troubleshooter import Cause, Fix, FixKind
from deskside.storage import Cases, Database, Keepsake, Outcomes, Tickets, keep_attachments
from deskside.storage.attachments import read_attachment

NOON = 1_800_000_000.0


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with Database(tmp_path / "data" / "a.sqlite3") as db:
        yield db


def case(number: int, **changes: object) -> Case:
    made = Case(f"DS-{number}", "printer", "1.0.0", "Printing", NOON, touched=NOON + number)
    return msgspec.structs.replace(made, **changes)


def test_a_case_comes_back_as_it_was(db: Database) -> None:
    cause = Cause("printer.paused", Fix(FixKind.AUTOMATIC, consent="May I?"), questions=("which",))
    finding = Finding(
        "printer.paused", "It is paused.", {"queue": "Büro", "n": [1, None]}, FixKind.AUTOMATIC, undo=True
    )
    whole = case(
        1, causes=(cause,), findings=(finding,), words="äöü 🖨", answers={"which": "Büro"}, helped=False, remark="More"
    )
    Cases(db).save(whole)
    assert Cases(db).load("DS-1") == whole
    assert Cases(db).load("DS-2") is None


def test_a_case_of_an_older_deskside_is_read_as_one_nobody_has_judged(db: Database) -> None:
    old = msgspec.to_builtins(case(1, ending=Ending.FIXED))
    del old["helped"], old["remark"]
    text = json.dumps({**old, "rating": None})
    db.change(lambda connection: connection.execute("INSERT INTO cases VALUES ('DS-1', 1.0, 'fixed', ?)", (text,)))
    loaded = Cases(db).load("DS-1")
    assert loaded is not None
    assert loaded == case(1, ending=Ending.FIXED)
    assert (loaded.helped, loaded.remark) == (None, None)


def test_unfinished_cases_come_newest_first_and_finished_ones_do_not(db: Database) -> None:
    cases = Cases(db)
    for number in (1, 3, 2, 4):
        cases.save(case(number))
    cases.save(case(4, ending=Ending.FIXED))
    assert [found.id for found in cases.unfinished()] == ["DS-3", "DS-2", "DS-1"]
    assert [found.id for found in cases.all(2)] == ["DS-4", "DS-3"]


def test_a_case_that_no_longer_fits_is_skipped_and_stays_in_the_file(db: Database) -> None:
    Cases(db).save(case(1))
    db.change(lambda connection: connection.execute("INSERT INTO cases VALUES ('DS-X', 9e9, NULL, '{\"id\": 5}')"))
    assert [found.id for found in Cases(db).all()] == ["DS-1"]
    assert Cases(db).load("DS-X") is None
    assert db.read("SELECT count(*) FROM cases")[0][0] == 2


def test_outcomes_are_counted_per_cause(db: Database) -> None:
    outcomes = Outcomes(db)
    for cause, helped in (
        ("printer.paused", True),
        ("printer.paused", False),
        ("printer_x.a", True),
        ("printer.off", False),
    ):
        outcomes.count(cause, helped)
    assert outcomes.counted("printer.") == (Counted("printer.off", 0, 1), Counted("printer.paused", 1, 2))
    assert len(outcomes.counted()) == 3


def test_tickets_come_newest_first_and_are_read_once(db: Database) -> None:
    tickets = Tickets(db)
    said = Message(Sender.AGENT, NOON, "Hello", "1")
    for number in (1, 3, 2):
        tickets.save(Ticket(f"DS-{number}", "desk", "t", NOON + number, messages=(said,), unread=1))
    assert [ticket.reference for ticket in tickets.all()] == ["DS-3", "DS-2", "DS-1"]
    tickets.mark_read("DS-1")
    tickets.mark_read("DS-NONE")
    assert [ticket.unread for ticket in tickets.all()] == [1, 1, 0]
    assert tickets.messages("DS-1") == (said,)
    assert tickets.messages("DS-NONE") == ()


def test_two_processes_that_change_one_ticket_lose_nothing(db: Database) -> None:
    with Database(db.path) as other:
        Tickets(db).save(Ticket("DS-1", "desk", "t", NOON))
        for store in (Tickets(db), Tickets(other)) * 5:
            store.change("DS-1", lambda ticket: msgspec.structs.replace(ticket, unread=ticket.unread + 1))
        ticket = Tickets(db).load("DS-1")
        assert ticket is not None
        assert ticket.unread == 10


def test_attachments_are_private_copies_with_their_hash(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "attachments" / "DS-1"
    (kept,) = keep_attachments(db, folder, (Keepsake("../evil.txt", "text/plain", b"facts"),))
    assert kept.path.parent == folder
    assert (kept.size, kept.sha256) == (5, hashlib.sha256(b"facts").hexdigest())
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert read_attachment(kept) == b"facts"
    kept.path.write_bytes(b"other")
    assert read_attachment(kept) is None
    kept.path.unlink()
    assert read_attachment(kept) is None


def test_attachments_kept_again_replace_those_of_a_try_that_was_interrupted(db: Database, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "attachments" / "DS-1"
    old = tuple(Keepsake(f"{n}.txt", "text/plain", b"old") for n in range(3))
    keep_attachments(db, folder, old)
    (kept,) = keep_attachments(db, folder, (Keepsake("new.txt", "text/plain", b"new"),))
    assert [file.read_bytes() for file in folder.iterdir()] == [b"new"]
    assert keep_attachments(db, folder, ()) == ()
    assert read_attachment(kept) is None


def test_d04_attachments_that_cannot_be_kept_are_said(db: Database, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with pytest.raises(errors.NotWritable):
        keep_attachments(db, tmp_path / "file" / "DS-1", (Keepsake("a.txt", "text/plain", b"a"),))
