"""What is known here of each ticket: the desk's word for it, its messages, and how many of them are unread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import msgspec

from deskside.model.ticket import Message, Ticket
from deskside.storage.columns import pack, unpack
from deskside.storage.database import Database


class Tickets:
    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, ticket: Ticket) -> None:
        self._db.change(lambda connection: put_ticket(connection, ticket))

    def load(self, reference: str) -> Ticket | None:
        rows = self._db.read("SELECT data FROM tickets WHERE reference = ?", reference)
        return unpack(rows[0]["data"], Ticket) if rows else None

    def all(self) -> tuple[Ticket, ...]:
        """Newest first."""
        rows = self._db.read("SELECT data FROM tickets ORDER BY opened DESC, rowid DESC")
        return tuple(ticket for row in rows if (ticket := unpack(row["data"], Ticket)) is not None)

    def messages(self, reference: str) -> tuple[Message, ...]:
        ticket = self.load(reference)
        return ticket.messages if ticket else ()

    def change(self, reference: str, step: Callable[[Ticket], Ticket]) -> Ticket | None:
        """Changes a ticket by ``step`` in one go, so that two processes lose nothing of each other's."""
        return self._db.change(lambda connection: change_ticket(connection, reference, step))

    def mark_read(self, reference: str) -> None:
        self.change(reference, lambda ticket: msgspec.structs.replace(ticket, unread=0))


def put_ticket(connection: sqlite3.Connection, ticket: Ticket) -> None:
    """Inside a change: saves ``ticket``."""
    sql = "INSERT OR REPLACE INTO tickets (reference, opened, data) VALUES (?, ?, ?)"
    connection.execute(sql, (ticket.reference, ticket.opened, pack(ticket)))


def change_ticket(connection: sqlite3.Connection, reference: str, step: Callable[[Ticket], Ticket]) -> Ticket | None:
    """Inside a change: changes the ticket by ``step``; None when there is none."""
    row = connection.execute("SELECT data FROM tickets WHERE reference = ?", (reference,)).fetchone()
    before = unpack(row["data"], Ticket) if row else None
    if before is None:
        return None
    after = step(before)
    if after != before:
        put_ticket(connection, after)
    return after
