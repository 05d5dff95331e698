"""News of tickets that nobody has shown yet: one process fetches it, another one tells the person."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from deskside.model.ticket import News
from deskside.storage.columns import pack, unpack
from deskside.storage.database import Database

MOST = 100
"""A person who was away for weeks is not told everything one by one; it all stands in the tickets."""


class FreshNews:
    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, news: Iterable[News]) -> None:
        rows = [(pack(one),) for one in news]

        def work(connection: sqlite3.Connection) -> None:
            connection.executemany("INSERT INTO news (data) VALUES (?)", rows)
            connection.execute(
                "DELETE FROM news WHERE id NOT IN (SELECT id FROM news ORDER BY id DESC LIMIT ?)", (MOST,)
            )

        if rows:
            self._db.change(work)

    def take(self) -> tuple[News, ...]:
        """What was not shown yet, oldest first; it counts as shown from now on."""

        def work(connection: sqlite3.Connection) -> list[sqlite3.Row]:
            rows = connection.execute("SELECT data FROM news ORDER BY id").fetchall()
            connection.execute("DELETE FROM news")
            return rows

        if not self._db.read("SELECT 1 FROM news LIMIT 1"):
            return ()
        return tuple(one for row in self._db.change(work) if (one := unpack(row["data"], News)) is not None)
