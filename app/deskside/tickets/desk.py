"""The agent's side of the embedded help desk, which is a file: what ``deskside desk …`` shows and does.

The requester's side is ``backends.desk``; it never sees a private note.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from deskside import errors
from deskside.language import _
from deskside.model.ticket import Draft, Sender, Stage
from deskside.storage.database import Database
from deskside.storage.schema import Schema
from deskside.tickets.words.plain import one_line, plain

SCHEMA = Schema(
    steps=(
        """
        CREATE TABLE tickets (
            id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE, title TEXT NOT NULL,
            body TEXT NOT NULL, requester TEXT NOT NULL, category TEXT NOT NULL, contact TEXT NOT NULL,
            status TEXT NOT NULL, opened REAL NOT NULL, rating INTEGER
        );
        CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT, ticket INTEGER NOT NULL REFERENCES tickets (id), at REAL NOT NULL,
            sender TEXT NOT NULL, private INTEGER NOT NULL, text TEXT NOT NULL, token TEXT UNIQUE
        );
        CREATE TABLE files (
            ticket INTEGER NOT NULL REFERENCES tickets (id), name TEXT NOT NULL, media_type TEXT NOT NULL,
            content BLOB NOT NULL, token TEXT UNIQUE
        );
        """,
    ),
    tables=("tickets", "messages", "files"),
)

STATUSES = {
    "new": Stage.SENT,
    "seen": Stage.SEEN,
    "open": Stage.WORKING,
    "waiting": Stage.WAITING,
    "resolved": Stage.SOLVED,
}


class Note(Struct, frozen=True):
    """A message as an agent sees it."""

    sender: str
    at: float
    text: str
    private: bool


class DeskTicket(Struct, frozen=True):
    """A ticket as an agent sees it: what the requester sent, the notes, the files' names."""

    id: int
    reference: str
    title: str
    status: str
    requester: str
    category: str
    contact: str
    opened: float
    body: str
    rating: int | None = None
    notes: tuple[Note, ...] = ()
    files: tuple[str, ...] = ()


class File(Protocol):
    """A file as it is put into the desk."""

    @property
    def name(self) -> str: ...
    @property
    def media_type(self) -> str: ...
    @property
    def content(self) -> bytes: ...


class Desk:
    """The agent's side. Tickets are named by their number or their reference."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.db = Database(path, SCHEMA)
        self._clock = clock

    def list(self) -> tuple[DeskTicket, ...]:
        """Newest first, without their messages."""
        return tuple(_ticket(row) for row in self.db.read("SELECT * FROM tickets ORDER BY id DESC"))

    def show(self, name: str) -> DeskTicket:
        """One whole ticket. The requester hears that it was seen."""
        number = self._number(name)
        sql = "UPDATE tickets SET status = 'seen' WHERE id = ? AND status = 'new'"
        self.db.change(lambda connection: connection.execute(sql, (number,)))
        rows = self.db.read("SELECT * FROM tickets WHERE id = ?", number)
        notes = self.db.read("SELECT sender, at, text, private FROM messages WHERE ticket = ? ORDER BY id", number)
        files = self.db.read("SELECT name FROM files WHERE ticket = ? ORDER BY rowid", number)
        found = tuple(Note(row["sender"], row["at"], row["text"], bool(row["private"])) for row in notes)
        return _ticket(rows[0], found, tuple(row["name"] for row in files))

    def reply(self, name: str, text: str) -> None:
        """A public answer of an agent."""
        self._say(name, text, private=False)

    def note(self, name: str, text: str) -> None:
        """A note that only agents see."""
        self._say(name, text, private=True)

    def status(self, name: str, status: str) -> None:
        if status not in STATUSES:
            says = _("A ticket can be: {states}.").format(states=", ".join(STATUSES))
            raise errors.WrongUsage(says)
        number = self._number(name)
        sql = "UPDATE tickets SET status = ? WHERE id = ?"
        self.db.change(lambda connection: connection.execute(sql, (status, number)))

    def resolve(self, name: str) -> None:
        self.status(name, "resolved")

    def take(self, draft: Draft, files: Iterable[File]) -> DeskTicket:
        """A message that was carried here as a file. One that is here already stays as it is."""
        number = self.db.change(lambda connection: put_in(connection, draft, files, self._clock()))
        return self.show(str(number))

    def forget_resolved(self, before: float) -> int:
        """Forgets tickets that were resolved and have been quiet since then; how many. They hold people's bundles."""
        if not self.db.path.exists():
            return 0
        quiet = (
            "SELECT id FROM tickets WHERE status = 'resolved' AND opened < ?1"
            " AND NOT EXISTS (SELECT 1 FROM messages WHERE ticket = tickets.id AND at >= ?1)"
        )

        def work(connection: sqlite3.Connection) -> int:
            gone = [(row["id"],) for row in connection.execute(quiet, (before,))]
            for table, column in (("files", "ticket"), ("messages", "ticket"), ("tickets", "id")):
                connection.executemany(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608
            return len(gone)

        forgotten = self.db.change(work)
        self.db.wipe()
        return forgotten

    def close(self) -> None:
        self.db.close()

    def _number(self, name: str) -> int:
        rows = self.db.read("SELECT id FROM tickets WHERE reference = ? OR CAST(id AS TEXT) = ?", name, name)
        if not rows:
            raise errors.WrongUsage(_("There is no ticket {name}.").format(name=one_line(name, 40)))
        return int(rows[0]["id"])

    def _say(self, name: str, text: str, *, private: bool) -> None:
        number, words = self._number(name), plain(text)
        if not words:
            raise errors.WrongUsage(_("There is nothing written yet."))

        def work(connection: sqlite3.Connection) -> None:
            add_message(connection, number, self._clock(), Sender.AGENT, words, private=private)
            if not private:
                connection.execute(
                    "UPDATE tickets SET status = 'open' WHERE id = ? AND status IN ('new', 'seen')", (number,)
                )

        self.db.change(work)


def _ticket(row: sqlite3.Row, notes: tuple[Note, ...] = (), files: tuple[str, ...] = ()) -> DeskTicket:
    return DeskTicket(**dict(row), notes=notes, files=files)


def put_in(connection: sqlite3.Connection, draft: Draft, files: Iterable[File], now: float) -> int:
    """Inside a change: the ticket's number; that of the one with this reference, where there is one already."""
    known = connection.execute("SELECT id FROM tickets WHERE reference = ?", (draft.reference,)).fetchone()
    if known:
        return int(known["id"])
    sql = """INSERT INTO tickets (reference, title, body, requester, category, contact, status, opened)
             VALUES (?, ?, ?, ?, ?, ?, 'new', ?)"""
    asks = (draft.reference, draft.title, draft.body, draft.requester, draft.category, draft.contact)
    number = connection.execute(sql, (*asks, now)).lastrowid or 0
    for file in files:
        put_file(connection, number, file, None)
    return number


def put_file(connection: sqlite3.Connection, number: int, file: File, token: str | None) -> None:
    sql = "INSERT INTO files (ticket, name, media_type, content, token) VALUES (?, ?, ?, ?, ?)"
    connection.execute(sql, (number, file.name, file.media_type, file.content, token))


def add_message(
    connection: sqlite3.Connection,
    number: int,
    at: float,
    sender: Sender,
    text: str,
    *,
    private: bool,
    token: str | None = None,
) -> None:
    """Inside a change."""
    sql = "INSERT INTO messages (ticket, at, sender, private, text, token) VALUES (?, ?, ?, ?, ?, ?)"
    connection.execute(sql, (number, at, sender, private, text, token))
