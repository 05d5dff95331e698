"""The command line as scripts see it: exit codes, one JSON object, messages beside it. The real program, started."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from deskside.paths import find_paths
from deskside.storage import Cases, Database


def deskside(*arguments: str, told: str = "", **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs ``python -m deskside ARGUMENTS`` to its end."""
    return subprocess.run(
        [sys.executable, "-m", "deskside", *arguments],
        input=told,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "app"), **environ},
    )


def shown(*arguments: str, told: str = "", **environ: str) -> dict[str, object]:
    """What a command prints with ``--json``: exactly one object."""
    said = deskside(*arguments, "--json", told=told, **environ)
    shape = json.loads(said.stdout)
    assert isinstance(shape, dict)
    assert shape["schema"] == 1
    return shape


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("find",),
        ("find", "x", "--limit", "many"),
        ("run",),
        ("run", "no-such-thing", "--json"),
        ("run", "printer", "--json", "--answer", "which"),
        ("run", "printer", "--json", "--irreversible"),
        ("run", "printer", "--json", "--answer", "whihc=Office"),
        ("undo", "DS-AAAAA-AAAAA"),
        ("ticket", "show", "DS-AAAAA-AAAAA"),
        ("redact", "/no/such/file"),
        ("desk",),
    ],
)
def test_wrong_usage_is_told_in_words_and_is_exit_code_2(arguments: tuple[str, ...]) -> None:
    said = deskside(*arguments)
    assert said.returncode == 2
    assert said.stdout == ""
    assert said.stderr.strip().endswith((".", "--help"))
    assert "Traceback" not in said.stderr


def test_run_gives_the_shape_that_scripts_rely_on() -> None:
    report = shown("run", "printer")
    assert set(report) >= {"case", "troubleshooter", "version", "outcome", "checks", "findings", "unnamed", "seconds"}
    assert report["troubleshooter"] == "printer"
    checks = report["checks"]
    assert isinstance(checks, list)
    assert checks
    assert {check["result"] for check in checks} <= {"clear", "found", "masked", "could-not-check"}
    assert all(check["cause"].startswith("printer.") for check in checks)


def test_find_from_standard_input_answers_each_line_with_one_object() -> None:
    said = deskside("find", "-", told="my printer wont print\n\nwhat is for lunch\n")
    first, second = (json.loads(line) for line in said.stdout.splitlines())
    assert first["results"][0]["id"] == "printer"
    assert first["sure"] is True
    assert second["sure"] is False


@pytest.mark.parametrize("words", ["mein Drucker druckt nicht", "my printer wont print"])
def test_in_german_both_german_and_english_words_are_understood(words: str) -> None:
    hit = shown("find", words, "--lang", "de")["results"][0]  # type: ignore[index]
    assert (hit["id"], hit["title"]) == ("printer", "Das Drucken geht nicht")


def test_german_words_are_understood_on_an_english_computer() -> None:
    found = shown("find", "es druckt nicht")
    assert (found["sure"], found["results"][0]["title"]) == (True, "Printing does not work")  # type: ignore[index]


def test_unmatched_words_are_counted_without_private_things() -> None:
    deskside("find", "order me a new chair please, mail ann@example.org")
    unmatched = shown("history", "--counts")["unmatched"]
    assert len(unmatched) == 1  # type: ignore[arg-type]
    assert "ann@example.org" not in str(unmatched)


def test_what_people_said_of_the_help_is_told_and_counted() -> None:
    shown("run", "printer")
    case = shown("history")["cases"][0]  # type: ignore[index]
    assert (case["helped"], case["remark"]) == (None, "")
    assert shown("history", "--counts")["told"] == []
    with Database(find_paths().database) as db:
        kept = Cases(db).all()[0]
        Cases(db).save(replace(kept, helped=False, remark="A picture of it."))
        Cases(db).save(replace(kept, id="DS-00000-00001", helped=True))
    told = {"troubleshooter": "printer", "helped": 1, "no_help": 1, "remarks": ["A picture of it."]}
    assert shown("history", "--counts")["told"] == [told]
    assert "it helped 1 of 2 times" in deskside("history", "--counts").stdout


def test_redact_keeps_the_text_and_hides_what_is_private() -> None:
    said = deskside("redact", "--known", "host=zugspitze", told="password=hunter22 on zugspitze\n")
    assert "hunter22" not in said.stdout
    assert "zugspitze" not in said.stdout
    assert said.stdout.endswith("\n")


def test_a_setting_says_who_set_it_and_where(deskside_home: Path) -> None:
    changed = shown("settings", "set", "organisation.phone", "4711")
    assert (changed["value"], changed["origin"]) == ("4711", "user")
    rows = shown("settings", "show")["settings"]
    source = str(deskside_home / "settings.toml")
    row = {"key": "organisation.phone", "value": "4711", "origin": "user", "locked": False, "source": source}
    assert row in rows  # type: ignore[operator]


def test_a_wrong_setting_is_named_with_file_and_line_and_the_rest_works(deskside_home: Path) -> None:
    (deskside_home / "settings.toml").write_text('[organisation]\nphone = 4711\nname = "Acme"\n', encoding="utf-8")
    said = deskside("settings", "show")
    assert said.returncode == 0
    assert 'organisation.name = "Acme"' in said.stdout
    assert "line 2" in said.stderr
    assert "settings.toml" in said.stderr
    assert deskside("check").returncode == 1


def test_a_ticket_for_a_desk_that_cannot_be_reached_is_kept(deskside_home: Path) -> None:
    (deskside_home / "settings.toml").write_text(
        '[tickets]\nbackend = "rt"\n[tickets.rt]\nurl = "http://127.0.0.1:9"\nqueue = "Support"\n', encoding="utf-8"
    )
    said = deskside("ticket", "send", "--title", "Help", "--story", "It hums", "--json")
    assert said.returncode == 4
    waiting = shown("outbox")["outbox"]
    assert len(waiting) == 1  # type: ignore[arg-type]
    assert said.stderr.strip()


def test_a_ticket_goes_to_the_built_in_desk_and_its_answer_is_read() -> None:
    sent = shown("ticket", "send", "--title", "Help", "--story", "It hums <b>loud</b>")
    reference = str(sent["reference"])
    assert sent["stage"] == "sent"
    assert "<b>loud</b>" in str(shown("desk", "show", reference)["body"])
    shown("desk", "note", reference, "an old one")
    shown("desk", "reply", reference, "We look at it.")
    assert [news["reference"] for news in shown("post")["news"]] == [reference]  # type: ignore[union-attr,index]
    texts = [message["text"] for message in shown("ticket", "show", reference)["messages"]]  # type: ignore[union-attr,index]
    assert texts[1:] == ["We look at it."]
    assert shown("ticket", "solved", reference)["stage"] == "solved"
    assert shown("ticket", "reopen", reference)["stage"] != "solved"


def test_how_much_and_whom_it_stops_is_told_to_people_and_agents() -> None:
    sent = shown("ticket", "send", "--title", "Help", "--story", "It hums", "--stops", "All of it.", "--impact", "few")
    assert sent["impact"] == "few"
    body = str(shown("desk", "show", str(sent["reference"]))["body"])
    assert "What it stops: All of it.\nWho is stopped: A few of us" in body
    assert "Impact: a few people (few)" in body
    assert deskside("ticket", "send", "--title", "Help", "--story", "x", "--impact", "all").returncode == 2


def test_an_attachment_that_could_run_is_refused_and_nothing_is_lost(tmp_path: Path) -> None:
    script = tmp_path / "fix.sh"
    script.write_text("#!/bin/sh\n", encoding="utf-8")
    said = deskside("ticket", "send", "--title", "Help", "--story", "It hums", "--attach", str(script))
    assert said.returncode != 0
    assert "fix.sh" in said.stderr


def test_more_files_than_the_window_takes_are_refused_and_nothing_is_sent(tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("It hums.", encoding="utf-8")
    six = [word for _number in range(6) for word in ("--attach", str(note))]
    said = deskside("ticket", "send", "--title", "Help", "--story", "It hums", *six)
    assert (said.returncode, said.stdout) == (2, "")
    assert "5 files" in said.stderr
    assert shown("ticket", "list")["tickets"] == []


def test_damaged_data_is_kept_aside_and_said_once(deskside_home: Path) -> None:
    shown("ticket", "send", "--title", "Help", "--story", "It hums")
    database = deskside_home / "data" / "deskside.sqlite3"
    for extra in ("-wal", "-shm"):
        database.with_name(database.name + extra).unlink(missing_ok=True)
    database.write_bytes(b"this is no database" * 100)
    said = deskside("ticket", "list")
    assert "kept" in said.stderr
    assert deskside("ticket", "list").returncode == 0
    files = [path for path in database.parent.iterdir() if path.is_file()]
    kept = [path for path in files if path.read_bytes().startswith(b"this is no database")]
    assert kept


def test_data_of_a_newer_version_is_left_alone(deskside_home: Path) -> None:
    shown("ticket", "list")
    database = deskside_home / "data" / "deskside.sqlite3"
    shown("ticket", "send", "--title", "Help", "--story", "It hums")
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version=99")
    said = deskside("ticket", "list")
    assert said.returncode == 1
    with sqlite3.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM tickets").fetchone() == (1,)


def test_the_bundle_is_readable_by_this_person_only(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle.zip"
    assert deskside("facts", "--bundle", str(bundle)).returncode == 0
    assert bundle.stat().st_mode & 0o077 == 0


def test_everything_deskside_wrote_is_for_this_person_only(deskside_home: Path) -> None:
    shown("ticket", "send", "--title", "Help", "--story", "It hums")
    files = [path for path in deskside_home.rglob("*") if path.is_file()]
    assert files
    assert [path for path in files if path.stat().st_mode & 0o077] == []


def test_without_a_screen_the_tray_says_what_to_do_instead() -> None:
    environ = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"), "")
    said = deskside(**environ)
    assert said.returncode == 1
    assert "deskside run printer" in said.stderr


def test_a_script_adds_to_what_it_told_and_insists_where_it_wants_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", f"NOON{datetime.now(UTC).hour - 12:+d}")  # where it is about noon, today is not over soon
    send = ("ticket", "send", "--title", "Disk", "--story", "The disk is full.", "--urgency", "stopped")
    first = shown(*send)
    assert (first["added_to"], first["priority"]) == ("", "high")
    again = deskside(*send, "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["added_to"] == first["reference"]
    assert "You told us about this today. It was added to that request." in again.stderr
    assert shown(*send, "--new")["added_to"] == ""
    tickets = shown("ticket", "list")["tickets"]
    assert isinstance(tickets, list)
    assert len(tickets) == 2


def test_what_a_run_found_goes_with_a_scripts_ticket() -> None:
    report = shown("run", "printer")
    case = str(report["case"])
    sent = shown("ticket", "send", "--title", "Printing", "--story", "It hums.", "--case", case)
    assert sent["reference"] == case
    body = deskside("desk", "show", case).stdout
    assert "troubleshooter printer" in body
    assert deskside("ticket", "send", "--title", "x", "--story", "y", "--case", "DS-AAAAA-AAAAA").returncode == 2
