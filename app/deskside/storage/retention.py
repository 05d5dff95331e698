"""What was done with leaves this computer after some days: cases, drafts, tickets, news, words, files.

What is still open stays, however old: a message that was not sent yet, a
ticket that is not solved, and the case of either. What was forgotten leaves
the bytes of the database's file too, not only its tables.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from msgspec import Struct

from deskside.model.ticket import News, Stage, Ticket
from deskside.storage.attachments import drop_attachments
from deskside.storage.columns import unpack
from deskside.storage.database import Database

DAY = 24 * 3600.0
_AWAY = 45 * DAY
"""When the clock says that so much has passed since the last look, a wrong clock is as likely as a long leave."""


class Forgotten(Struct, frozen=True):
    """How many of each left."""

    cases: int = 0
    tickets: int = 0
    drafts: int = 0
    news: int = 0
    words: int = 0
    files: int = 0


class Retention:
    """``folder`` holds the files that wait with their tickets, one folder for each reference."""

    def __init__(self, db: Database, folder: Path) -> None:
        self._db, self._folder = db, folder

    def is_time(self, now: float) -> bool:
        """Whether a day has passed since this was last true. One process only hears it.

        A clock that has leapt ahead is believed on the second day. Data that nobody has opened stays closed.
        """
        return self._db.is_open and self._db.change(lambda connection: _is_time(connection, now))

    def forget(self, before: float) -> Forgotten:
        """Forgets what was done with before that time."""
        references, counts = self._db.change(lambda connection: _forget(connection, before))
        for reference in references:
            drop_attachments(self._folder / reference)
        files = self._drop_damaged(before)
        self._db.wipe()
        return Forgotten(*counts, files=files)

    def _drop_damaged(self, before: float) -> int:
        """Copies that were kept of damaged files: what could be read of them was carried over long ago."""
        dropped = 0
        for path in self._db.path.parent.glob("*-damaged-*"):
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    dropped += 1
        return dropped


def _is_time(connection: sqlite3.Connection, now: float) -> bool:
    row = connection.execute("SELECT at, doubted FROM upkeep WHERE name = 'retention'").fetchone()
    passed = now - row["at"] if row else DAY
    if 0 <= passed < DAY:
        return False
    leapt = bool(row) and not 0 <= passed < _AWAY
    doubted = leapt and not (row["doubted"] and passed > 0)
    sql = "INSERT OR REPLACE INTO upkeep (name, at, doubted) VALUES ('retention', ?, ?)"
    connection.execute(sql, (now, int(doubted)))
    return not doubted


def _forget(connection: sqlite3.Connection, before: float) -> tuple[set[str], tuple[int, int, int, int, int]]:
    """The references that are gone, and how many cases, tickets, drafts, news and words."""
    tickets = _done_tickets(connection, before)
    _delete(connection, "tickets", tickets)
    connection.executemany("DELETE FROM outbox WHERE reference = ? AND state = 'sent'", [(one,) for one in tickets])
    drafts = _old_drafts(connection, before)
    connection.executemany("DELETE FROM outbox WHERE reference = ? AND state = 'draft'", [(one,) for one in drafts])
    orphans = {row[0] for row in connection.execute("SELECT reference FROM drafts")} - _column(connection, "outbox")
    gone = tickets | drafts | orphans
    _delete(connection, "drafts", gone)
    cases = connection.execute(
        "DELETE FROM cases WHERE touched < ? AND id NOT IN (SELECT reference FROM tickets"
        " UNION SELECT reference FROM outbox WHERE state != 'sent')",
        (before,),
    ).rowcount
    news = _forget_news(connection)
    words = connection.execute("DELETE FROM unmatched WHERE at < ?", (before,)).rowcount
    return gone, (cases, len(tickets), len(drafts | orphans), news, words)


def _done_tickets(connection: sqlite3.Connection, before: float) -> set[str]:
    """Solved, quiet since then, and with nothing left to send."""
    waiting = {row[0] for row in connection.execute("SELECT reference FROM outbox WHERE state != 'sent'")}
    rows = connection.execute("SELECT reference, data FROM tickets WHERE opened < ?", (before,)).fetchall()
    return {row["reference"] for row in rows if row["reference"] not in waiting and _is_done(row["data"], before)}


def _is_done(data: str, before: float) -> bool:
    ticket = unpack(data, Ticket)
    if ticket is None:
        return True  # damaged: nobody can read it any more
    last = max([ticket.updated, *(message.at for message in ticket.messages)])
    return ticket.stage is Stage.SOLVED and last < before


def _old_drafts(connection: sqlite3.Connection, before: float) -> set[str]:
    """Stories that were begun, never sent, and not gone on with."""
    sql = "SELECT reference FROM outbox WHERE state = 'draft' AND changed < ?"
    return {row[0] for row in connection.execute(sql, (before,))}


def _forget_news(connection: sqlite3.Connection) -> int:
    """News of tickets that are gone."""
    left = _column(connection, "tickets")
    rows = connection.execute("SELECT id, data FROM news").fetchall()
    old = [(row["id"],) for row in rows if (news := unpack(row["data"], News)) is None or news.reference not in left]
    connection.executemany("DELETE FROM news WHERE id = ?", old)
    return len(old)


def _column(connection: sqlite3.Connection, table: str) -> set[str]:
    return {row[0] for row in connection.execute(f"SELECT reference FROM {table}")}  # noqa: S608


def _delete(connection: sqlite3.Connection, table: str, references: set[str]) -> None:
    rows = [(reference,) for reference in references]
    connection.executemany(f"DELETE FROM {table} WHERE reference = ?", rows)  # noqa: S608
