"""The rows of the outbox, the drafts they send and the pauses of backends: kept here, judged by ``outbox.rules``."""

from __future__ import annotations

import sqlite3
import uuid
from typing import Any

import msgspec
from msgspec import Struct

from deskside.model.shapes import convert
from deskside.model.ticket import Attachment, Deed, Draft, OutboxRow, SendState, Ticket
from deskside.storage.columns import pack, unpack
from deskside.storage.database import Database
from deskside.storage.tickets import put_ticket

_WAITING = "WHERE state NOT IN ('sent', 'draft') ORDER BY id"
_COLUMNS = "id, reference, deed, backend, state, text, token, why, says, tries, next_try, changed, files, asks, doubt"


class _Files(Struct, frozen=True):
    """How the files of a row lie in its column."""

    files: tuple[Attachment, ...] = ()


class Pause(Struct, frozen=True):
    """Nothing is sent to a backend until then. ``tries`` counts how often in a row it could not be reached."""

    until: float = 0.0
    tries: int = 0
    why: str = ""


class OutboxRows:
    def __init__(self, db: Database) -> None:
        self._db = db

    def keep_draft(self, draft: Draft, backend: str, now: float) -> OutboxRow:
        """Saves a story that is being written. A ticket that is on its way keeps its words."""

        def work(connection: sqlite3.Connection) -> OutboxRow:
            row = ticket_row(connection, draft.reference)
            if row is not None and row.state not in (SendState.DRAFT, SendState.NEEDS_EDIT):
                return row
            refused = row is not None and row.state is SendState.NEEDS_EDIT
            put_draft(connection, _mended(connection, draft) if refused else draft)
            if row is None:
                return add_row(connection, draft.reference, Deed.CREATE, backend, SendState.DRAFT, now)
            if row.state is SendState.DRAFT:
                row = msgspec.structs.replace(row, changed=now)
                put_row(connection, row)
            return row

        return self._db.change(work)

    def draft(self, reference: str) -> Draft | None:
        """The words and files of a ticket that was not sent yet."""
        rows = self._db.read("SELECT data FROM drafts WHERE reference = ?", reference)
        return unpack(rows[0]["data"], Draft) if rows else None

    def queue(self, draft: Draft, ticket: Ticket, now: float) -> OutboxRow:
        """Consent: the draft becomes a row that waits to be sent, and a ticket to look at. Once per reference."""

        def work(connection: sqlite3.Connection) -> OutboxRow:
            row = ticket_row(connection, draft.reference)
            if row is not None and row.state not in (SendState.DRAFT, SendState.NEEDS_EDIT):
                return row
            put_draft(connection, draft)
            put_ticket(connection, ticket)
            sql = "DELETE FROM outbox WHERE reference = ? AND deed = 'attach' AND state != 'sent'"
            connection.execute(sql, (draft.reference,))  # of a message that was refused: its files are others now
            if row is None:
                row = add_row(connection, draft.reference, Deed.CREATE, ticket.backend, SendState.QUEUED, now)
            fresh = msgspec.structs.replace(
                row,
                backend=ticket.backend,
                state=SendState.QUEUED,
                why="",
                says="",
                tries=0,
                next_try=0.0,
                changed=now,
                asks=False,
                doubt=False,
            )
            put_row(connection, fresh)
            return fresh

        row = self._db.change(work)
        self._db.drop_overwritten()  # words that were hidden in the end
        return row

    def drop_draft(self, reference: str) -> None:
        """Words that were said in another way in the end; of a ticket that is on its way nothing is dropped."""

        def work(connection: sqlite3.Connection) -> bool:
            sql = "DELETE FROM outbox WHERE reference = ? AND deed = 'create' AND state = 'draft'"
            dropped = bool(connection.execute(sql, (reference,)).rowcount)
            if dropped:
                forget_draft(connection, reference)
            return dropped

        if self._db.change(work):
            self._db.drop_overwritten()

    def load(self, row_id: int) -> OutboxRow | None:
        return next(iter(self._some("WHERE id = ?", row_id)), None)

    def of_ticket(self, reference: str) -> tuple[OutboxRow, ...]:
        """Everything that was or is to be done for one ticket, in order."""
        return self._some("WHERE reference = ? ORDER BY id", reference)

    def waiting(self) -> tuple[OutboxRow, ...]:
        """Everything that is not sent, in order; drafts are not meant to be sent yet."""
        return self._some(_WAITING)

    def drafts(self) -> tuple[OutboxRow, ...]:
        return self._some("WHERE state = 'draft' ORDER BY id")

    def forget_sent(self, before: float) -> int:
        """Rows that were sent before then are of no more use."""
        sql = "DELETE FROM outbox WHERE state = 'sent' AND changed < ?"
        return self._db.change(lambda connection: connection.execute(sql, (before,)).rowcount)

    def pause(self, backend: str) -> Pause:
        rows = self._db.read("SELECT until, tries, why FROM pauses WHERE backend = ?", backend)
        return Pause(**dict(rows[0])) if rows else Pause()

    def keep_pause(self, backend: str, pause: Pause) -> None:
        self._db.change(lambda connection: put_pause(connection, backend, pause))

    def _some(self, clause: str, *values: object) -> tuple[OutboxRow, ...]:
        found = self._db.read(f"SELECT {_COLUMNS} FROM outbox {clause}", *values)  # noqa: S608
        return tuple(row for row in map(_row, found) if row is not None)


def _row(found: sqlite3.Row) -> OutboxRow | None:
    """The row, or None where damage left something that is none; it stays in the file."""
    values, kept = dict(found), unpack(found["files"], _Files)
    try:
        flags = {name: values[name] == 1 for name in ("asks", "doubt")}
        row = convert({**values, "files": (), **flags}, OutboxRow)
    except msgspec.ValidationError:
        return None
    return msgspec.structs.replace(row, files=kept.files if kept is not None else ())


def _values(row: OutboxRow) -> dict[str, Any]:
    """The row as its columns have it."""
    values: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(row, files=()))
    return {**values, "files": pack(_Files(row.files))}


def _mended(connection: sqlite3.Connection, draft: Draft) -> Draft:
    """A message that was refused, with other words: its files are still there while the person writes."""
    found = connection.execute("SELECT data FROM drafts WHERE reference = ?", (draft.reference,)).fetchone()
    before = unpack(found["data"], Draft) if found else None
    if before is None:
        return draft
    return msgspec.structs.replace(
        before, words=draft.words, stops=draft.stops, impact=draft.impact, urgency=draft.urgency, since=draft.since
    )


def ticket_row(connection: sqlite3.Connection, reference: str) -> OutboxRow | None:
    """Inside a change: the row that makes the ticket."""
    sql = f"SELECT {_COLUMNS} FROM outbox WHERE reference = ? AND deed = 'create'"  # noqa: S608
    found = connection.execute(sql, (reference,)).fetchone()
    return _row(found) if found else None


def row_inside(connection: sqlite3.Connection, row_id: int) -> OutboxRow | None:
    """Inside a change: one row as it is now."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM outbox WHERE id = ?", (row_id,)).fetchone()  # noqa: S608
    return _row(found) if found else None


def waiting_inside(connection: sqlite3.Connection) -> tuple[OutboxRow, ...]:
    """Inside a change: everything that is not sent, as it is now, in order."""
    found = connection.execute(f"SELECT {_COLUMNS} FROM outbox {_WAITING}").fetchall()  # noqa: S608
    return tuple(row for row in map(_row, found) if row is not None)


def put_row_of(connection: sqlite3.Connection, before: OutboxRow, after: OutboxRow) -> bool:
    """Inside a change: what became of a row; False, and nothing, where somebody has changed it since ``before``."""
    there = row_inside(connection, before.id)
    if there is None or (there.state, there.asks) != (before.state, before.asks):
        return False
    put_row(connection, after)
    return True


def new_token() -> str:
    """By which a deed is known at the help desk."""
    return uuid.uuid4().hex[:12]


def add_row(
    connection: sqlite3.Connection,
    reference: str,
    deed: Deed,
    backend: str,
    state: SendState,
    now: float,
    *,
    text: str = "",
    token: str = "",
    files: tuple[Attachment, ...] = (),
) -> OutboxRow:
    """Inside a change: one more deed, after all that are there."""
    token = token or new_token()
    row = OutboxRow(0, reference, deed, backend, state, text=text, token=token, changed=now, files=files)
    values = {**_values(row), "id": None}
    marks = ", ".join(f":{name}" for name in values)
    done = connection.execute(f"INSERT INTO outbox ({', '.join(values)}) VALUES ({marks})", values)  # noqa: S608
    return msgspec.structs.replace(row, id=done.lastrowid or 0)


def put_row(connection: sqlite3.Connection, row: OutboxRow) -> None:
    """Inside a change: what became of a row."""
    values = _values(row)
    changes = ", ".join(f"{name} = :{name}" for name in values if name != "id")
    connection.execute(f"UPDATE outbox SET {changes} WHERE id = :id", values)  # noqa: S608


def put_draft(connection: sqlite3.Connection, draft: Draft) -> None:
    sql = "INSERT OR REPLACE INTO drafts (reference, data) VALUES (?, ?)"
    connection.execute(sql, (draft.reference, pack(draft)))


def forget_draft(connection: sqlite3.Connection, reference: str) -> None:
    """Inside a change: the words are at the help desk."""
    connection.execute("DELETE FROM drafts WHERE reference = ?", (reference,))


def forget_what_left(connection: sqlite3.Connection, reference: str) -> bool:
    """Inside a change: forgets words and files of a ticket that has left whole. False while some of it waits."""
    sql = "SELECT 1 FROM outbox WHERE reference = ? AND deed IN ('create', 'attach') AND state != 'sent'"
    if connection.execute(sql, (reference,)).fetchone():
        return False
    forget_draft(connection, reference)
    return True


def put_pause(connection: sqlite3.Connection, backend: str, pause: Pause) -> None:
    sql = "INSERT OR REPLACE INTO pauses (backend, until, tries, why) VALUES (?, ?, ?, ?)"
    connection.execute(sql, (backend, pause.until, pause.tries, pause.why))
