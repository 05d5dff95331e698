"""The terminal's side of what may have arrived where nobody can look: only the person's word sends it once more."""

from __future__ import annotations

from pathlib import Path

from deskside.storage import Database

from .test_contract import deskside, shown


def asked(home: Path) -> dict[str, str]:
    """A message that went out without an answer, to a help desk that cannot be searched."""
    (home / "settings.toml").write_text('[tickets]\nbackend = "rt"\nrt = { url = "http://127.0.0.1:9", queue = "G" }\n')
    environ = {"DESKSIDE_HOME": str(home)}
    deskside("ticket", "send", "--title", "Printer", "--story", "Stripes.", **environ)
    with Database(home / "data" / "deskside.sqlite3") as db:
        db.change(lambda connection: connection.execute("UPDATE outbox SET state = 'unknown', asks = 1, tries = 1"))
    return environ


def test_a_message_that_may_have_arrived_is_sent_once_more_when_the_person_says_so(tmp_path: Path) -> None:
    environ = asked(tmp_path)
    (row,) = shown("outbox", **environ)["outbox"]  # type: ignore[misc]
    assert (row["state"], row["asks"]) == ("unknown", True)
    (row,) = shown("outbox", "--once-more", **environ)["outbox"]  # type: ignore[misc]
    assert (row["state"], row["asks"]) != ("unknown", True)


def test_a_message_that_the_person_knows_has_arrived_waits_no_more(tmp_path: Path) -> None:
    environ = asked(tmp_path)
    (row,) = shown("outbox", **environ)["outbox"]  # type: ignore[misc]
    assert shown("outbox", "--arrived", str(row["reference"]), **environ)["outbox"] == []
    again = deskside("outbox", "--arrived", str(row["reference"]), **environ)
    assert again.returncode != 0
    assert "Please name one message that is asked about" in again.stderr
