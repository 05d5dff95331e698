"""The embedded help desk as a backend: a help desk in a file, to try everything out with no server."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from deskside import errors
from deskside.language import _
from deskside.model.report import CheckRow
from deskside.model.ticket import Draft, Message, Sender
from deskside.storage.database import Database
from deskside.tickets.backend import Backend, Can, Content, Look
from deskside.tickets.desk import SCHEMA, STATUSES, add_message, put_file, put_in
from deskside.tickets.setup import Setup


class EmbeddedDesk(Backend):
    """The requester's side of ``tickets.desk``."""

    name = "desk"
    can = Can(rate=True)
    settle_seconds = 0.0
    """A change of the file is whole or nothing, at once."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self._db = Database(path, SCHEMA)
        self._clock = clock

    @classmethod
    def made(cls, setup: Setup) -> EmbeddedDesk:
        return cls(setup.paths.desk)

    def close(self) -> None:
        self._db.close()

    def _create(self, draft: Draft, files: tuple[Content, ...]) -> str:
        return str(self._db.change(lambda connection: put_in(connection, draft, files, self._clock())))

    def _attach(self, backend_id: str, file: Content, token: str) -> None:
        self._db.change(lambda connection: put_file(connection, int(backend_id), file, token))

    def _find(self, reference: str) -> str | None:
        rows = self._db.read("SELECT id FROM tickets WHERE reference = ?", reference)
        return str(rows[0]["id"]) if rows else None

    def _look(self, backend_id: str, known: frozenset[str], mark: str) -> Look | None:  # noqa: ARG002
        rows = self._db.read("SELECT status FROM tickets WHERE id = ?", int(backend_id))
        if not rows:
            raise errors.Held(f"the desk has no ticket {backend_id}")
        sql = "SELECT id, at, sender, text FROM messages WHERE ticket = ? AND NOT private ORDER BY id"
        said = self._db.read(sql, int(backend_id))
        messages = tuple(Message(Sender(row["sender"]), row["at"], row["text"], str(row["id"])) for row in said)
        return Look(rows[0]["status"], STATUSES[rows[0]["status"]], messages)

    def _reply(self, backend_id: str, text: str, token: str, files: tuple[Content, ...]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            number = int(backend_id)
            add_message(connection, number, self._clock(), Sender.PERSON, text, private=False, token=token)
            for file in files:
                put_file(connection, number, file, None)
            sql = "UPDATE tickets SET status = 'open' WHERE id = ? AND status IN ('waiting', 'resolved')"
            connection.execute(sql, (number,))

        self._db.change(work)

    def _find_reply(self, backend_id: str, token: str, text: str) -> bool:  # noqa: ARG002
        sql = "SELECT 1 FROM {table} WHERE ticket = ? AND token = ?"
        return any(self._db.read(sql.format(table=table), int(backend_id), token) for table in ("messages", "files"))

    def _solve(self, backend_id: str) -> None:
        self._set(backend_id, "status", "resolved")

    def _reopen(self, backend_id: str) -> None:
        self._set(backend_id, "status", "open")

    def _rate(self, backend_id: str, stars: int) -> None:
        self._set(backend_id, "rating", stars)

    def _set(self, backend_id: str, column: str, value: str | int) -> None:
        sql = f"UPDATE tickets SET {column} = ? WHERE id = ?"  # noqa: S608
        self._db.change(lambda connection: connection.execute(sql, (value, int(backend_id))))

    def _try_out(self) -> tuple[CheckRow, ...]:
        self._db.change(lambda connection: connection.execute("UPDATE tickets SET status = status WHERE id = 0"))
        return (CheckRow("tickets", ok=True, says=_("Messages go to the help desk on this computer, for trying out.")),)
