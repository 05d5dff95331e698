"""The tickets of the example receiver, in one SQLite file, and what its people do with them.

As a program, for the people of the help desk::

    python desk.py FOLDER list
    python desk.py FOLDER show ID              what came, as JSON
    python desk.py FOLDER reply ID TEXT        the person sees it
    python desk.py FOLDER note ID TEXT         only the help desk sees it
    python desk.py FOLDER set ID STATE         new, seen, open, waiting, solved
    python desk.py FOLDER delete ID
"""

import base64
import contextlib
import json
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path

STAGES = {"new": "sent", "seen": "seen", "open": "working", "waiting": "waiting", "solved": "solved"}
"""The words of this help desk, and which of Deskside's five each is."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS tickets (
    id INTEGER PRIMARY KEY AUTOINCREMENT, owner TEXT NOT NULL, reference TEXT NOT NULL UNIQUE,
    told TEXT NOT NULL, state TEXT NOT NULL DEFAULT 'new', stars INTEGER);
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, ticket INTEGER NOT NULL REFERENCES tickets ON DELETE CASCADE,
    by TEXT NOT NULL, at TEXT NOT NULL, text TEXT NOT NULL, private INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS files (
    ticket INTEGER NOT NULL REFERENCES tickets ON DELETE CASCADE, name TEXT NOT NULL, content BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS deeds (
    ticket INTEGER NOT NULL REFERENCES tickets ON DELETE CASCADE, token TEXT NOT NULL, PRIMARY KEY (ticket, token));
"""


class Unknown(Exception):
    """No such ticket, or not theirs: nobody is told which."""


class Desk:
    """Every method is whole or nothing. ``owner``: whose secret a request was signed with."""

    def __init__(self, folder):
        self._file = Path(folder) / "desk.sqlite3"

    @contextlib.contextmanager
    def _opened(self):
        with contextlib.closing(sqlite3.connect(self._file, timeout=30, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.executescript(SCHEMA)
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")

    def take(self, owner, ticket):
        """Makes the ticket, once for one reference."""
        files = ticket.pop("files", [])
        with self._opened() as db:
            known = db.execute("SELECT id, owner FROM tickets WHERE reference = ?", (ticket["reference"],)).fetchone()
            if known:
                if known["owner"] != owner:
                    raise Unknown
                return str(known["id"])
            sql = "INSERT INTO tickets (owner, reference, told) VALUES (?, ?, ?)"
            number = db.execute(sql, (owner, ticket["reference"], json.dumps(ticket))).lastrowid
            _keep(db, number, files)
        return str(number)

    def find(self, owner, reference):
        with self._opened() as db:
            sql = "SELECT id FROM tickets WHERE reference = ? AND owner = ?"
            found = db.execute(sql, (reference, owner)).fetchone()
        return str(found["id"]) if found else None

    def add(self, owner, number, token, text, files):
        """The person's words, or a file alone (``text`` None), once for one token. It opens what was solved."""
        with self._opened() as db:
            ticket = _theirs(db, owner, number)
            if not _first(db, number, token):
                return
            if text is not None:
                _say(db, number, "person", text)
                if ticket["state"] in ("solved", "waiting"):
                    db.execute("UPDATE tickets SET state = 'open' WHERE id = ?", (number,))
            _keep(db, number, files)

    def has(self, owner, number, token):
        with self._opened() as db:
            _theirs(db, owner, number)
            sql = "SELECT 1 FROM deeds WHERE ticket = ? AND token = ?"
            return db.execute(sql, (number, token)).fetchone() is not None

    def change(self, owner, number, token, column, value):
        """``column``: "state" or "stars"."""
        with self._opened() as db:
            _theirs(db, owner, number)
            if _first(db, number, token):
                db.execute(f"UPDATE tickets SET {column} = ? WHERE id = ?", (value, number))  # noqa: S608 - one of two

    def stand(self, owner, number):
        """How it stands, without what is private."""
        with self._opened() as db:
            state = _theirs(db, owner, number)["state"]
            sql = "SELECT id, by, at, text FROM messages WHERE ticket = ? AND NOT private ORDER BY id"
            said = db.execute(sql, (number,)).fetchall()
        messages = [{"id": str(one["id"]), "from": one["by"], "at": one["at"], "text": one["text"]} for one in said]
        return {"id": str(number), "state": state, "stage": STAGES[state], "messages": messages}

    def work(self, command, arguments):
        """What an agent does; what it says."""
        with self._opened() as db:
            if command == "list":
                rows = db.execute("SELECT id, reference, state FROM tickets ORDER BY id").fetchall()
                return "\n".join(f"{one['id']} {one['reference']} {one['state']}" for one in rows)
            number = int(arguments[0])
            if command == "show":
                return json.dumps(_whole(db, number))
            if command in ("reply", "note"):
                return _say(db, number, "agent", arguments[1], private=command == "note")
            if command == "set" and arguments[1] in STAGES:
                return db.execute("UPDATE tickets SET state = ? WHERE id = ?", (arguments[1], number)).rowcount
            if command == "delete":
                return db.execute("DELETE FROM tickets WHERE id = ?", (number,)).rowcount
            raise ValueError(command)


def _theirs(db, owner, number):
    ticket = db.execute("SELECT state FROM tickets WHERE id = ? AND owner = ?", (number, owner)).fetchone()
    if ticket is None:
        raise Unknown
    return ticket


def _first(db, number, token):
    """Whether this token is new; from now on it is not."""
    return db.execute("INSERT OR IGNORE INTO deeds (ticket, token) VALUES (?, ?)", (number, token)).rowcount == 1


def _say(db, number, by, text, *, private=False):
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    sql = "INSERT INTO messages (ticket, by, at, text, private) VALUES (?, ?, ?, ?, ?)"
    return db.execute(sql, (number, by, now, text, private)).lastrowid


def _keep(db, number, files):
    for file in files:
        content = base64.b64decode(file["content"], validate=True)
        db.execute("INSERT INTO files (ticket, name, content) VALUES (?, ?, ?)", (number, file["name"], content))


def _whole(db, number):
    ticket = db.execute("SELECT * FROM tickets WHERE id = ?", (number,)).fetchone()
    files = db.execute("SELECT name, content FROM files WHERE ticket = ?", (number,)).fetchall()
    said = db.execute("SELECT by, text, private FROM messages WHERE ticket = ? ORDER BY id", (number,)).fetchall()
    return {
        **{key: ticket[key] for key in ("id", "owner", "reference", "state", "stars")},
        "told": json.loads(ticket["told"]),
        "files": {one["name"]: base64.b64encode(one["content"]).decode() for one in files},
        "messages": [dict(one) for one in said],
    }


if __name__ == "__main__":
    sys.stdout.write(f"{Desk(sys.argv[1]).work(sys.argv[2], sys.argv[3:])}\n")
