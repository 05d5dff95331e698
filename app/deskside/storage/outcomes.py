"""How often each cause was the one, and whether its fix helped: what the order of causes learns from."""

from __future__ import annotations

from deskside.model.case import Counted
from deskside.storage.database import Database


class Outcomes:
    def __init__(self, db: Database) -> None:
        self._db = db

    def count(self, cause: str, helped: bool) -> None:
        """One more try of ``cause`` (its full id)."""
        sql = """INSERT INTO outcomes (cause, helped, tried) VALUES (?, ?, 1)
                 ON CONFLICT (cause) DO UPDATE SET helped = helped + excluded.helped, tried = tried + 1"""
        self._db.change(lambda connection: connection.execute(sql, (cause, int(helped))))

    def counted(self, prefix: str = "") -> tuple[Counted, ...]:
        """Those whose id begins with ``prefix``, such as "printer."."""
        sql = "SELECT cause, helped, tried FROM outcomes WHERE substr(cause, 1, length(?)) = ? ORDER BY cause"
        return tuple(Counted(**dict(row)) for row in self._db.read(sql, prefix, prefix))
