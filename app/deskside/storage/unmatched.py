"""Words that led to no troubleshooter. They stay on this computer; IT sees them only when the person sends them."""

from __future__ import annotations

import sqlite3

from deskside.storage.database import Database

MOST = 500


class Unmatched:
    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, words: str, now: float) -> None:
        """Keeps the newest few hundred."""

        def work(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT INTO unmatched (at, words) VALUES (?, ?)", (now, words[:500]))
            newest = "SELECT id FROM unmatched ORDER BY id DESC LIMIT ?"
            connection.execute(f"DELETE FROM unmatched WHERE id NOT IN ({newest})", (MOST,))  # noqa: S608

        self._db.change(work)

    def all(self) -> tuple[str, ...]:
        """Newest first."""
        return tuple(row["words"] for row in self._db.read("SELECT words FROM unmatched ORDER BY id DESC"))

    def forget(self) -> None:
        self._db.change(lambda connection: connection.execute("DELETE FROM unmatched"))
