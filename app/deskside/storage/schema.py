"""The tables of the person's own database, as steps forward: each version is the one before it and a step."""

from __future__ import annotations

from msgspec import Struct


class Schema(Struct, frozen=True):
    """``steps[n]`` leads from version n to n + 1; ``tables`` are those of the newest version."""

    steps: tuple[str, ...]
    tables: tuple[str, ...]


DESKSIDE = Schema(
    steps=(
        """
        CREATE TABLE cases (id TEXT PRIMARY KEY, touched REAL NOT NULL, ending TEXT, data TEXT NOT NULL);
        CREATE TABLE outcomes (cause TEXT PRIMARY KEY, helped INTEGER NOT NULL, tried INTEGER NOT NULL);
        CREATE TABLE tickets (reference TEXT PRIMARY KEY, opened REAL NOT NULL, data TEXT NOT NULL);
        CREATE TABLE drafts (reference TEXT PRIMARY KEY, data TEXT NOT NULL);
        CREATE TABLE outbox (
            id INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, deed TEXT NOT NULL, backend TEXT NOT NULL,
            state TEXT NOT NULL, text TEXT NOT NULL, token TEXT NOT NULL UNIQUE, why TEXT NOT NULL, says TEXT NOT NULL,
            tries INTEGER NOT NULL, next_try REAL NOT NULL, changed REAL NOT NULL
        );
        CREATE UNIQUE INDEX one_ticket_each ON outbox (reference) WHERE deed = 'create';
        CREATE INDEX outbox_order ON outbox (backend, reference, id);
        CREATE TABLE pauses (backend TEXT PRIMARY KEY, until REAL NOT NULL, tries INTEGER NOT NULL, why TEXT NOT NULL);
        CREATE TABLE unmatched (id INTEGER PRIMARY KEY, at REAL NOT NULL, words TEXT NOT NULL);
        CREATE TABLE leases (name TEXT PRIMARY KEY, data TEXT NOT NULL);
        CREATE TABLE news (id INTEGER PRIMARY KEY AUTOINCREMENT, data TEXT NOT NULL);
        """,
        "CREATE TABLE upkeep (name TEXT PRIMARY KEY, at REAL NOT NULL, doubted INTEGER NOT NULL)",
        "ALTER TABLE outbox ADD COLUMN files TEXT NOT NULL DEFAULT '{}'",
        "ALTER TABLE outbox ADD COLUMN asks INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE outbox ADD COLUMN doubt INTEGER NOT NULL DEFAULT 0",
    ),
    tables=("cases", "outcomes", "tickets", "drafts", "outbox", "pauses", "unmatched", "leases", "news", "upkeep"),
)
