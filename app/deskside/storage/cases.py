"""Cases, saved at every step, so that one survives a crash, a sign-out and a restart."""

from __future__ import annotations

from deskside.model.case import Case
from deskside.storage.columns import pack, unpack
from deskside.storage.database import Database


class Cases:
    def __init__(self, db: Database) -> None:
        self._db = db

    def save(self, case: Case) -> None:
        values = (case.id, case.touched, case.ending, pack(case))
        sql = "INSERT OR REPLACE INTO cases (id, touched, ending, data) VALUES (?, ?, ?, ?)"
        self._db.change(lambda connection: connection.execute(sql, values))

    def load(self, case_id: str) -> Case | None:
        return next(iter(self._some("WHERE id = ?", case_id)), None)

    def unfinished(self) -> tuple[Case, ...]:
        """Cases without an ending, newest first."""
        return self._some("WHERE ending IS NULL ORDER BY touched DESC, rowid DESC")

    def all(self, limit: int = 200) -> tuple[Case, ...]:
        """Newest first."""
        return self._some("ORDER BY touched DESC, rowid DESC LIMIT ?", limit)

    def _some(self, clause: str, *values: object) -> tuple[Case, ...]:
        rows = self._db.read(f"SELECT data FROM cases {clause}", *values)  # noqa: S608
        return tuple(case for row in rows if (case := unpack(row["data"], Case)) is not None)
