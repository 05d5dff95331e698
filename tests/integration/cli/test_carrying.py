"""The terminal's side of answers and of messages that are carried: what leads where, and a file from desk to desk."""

from __future__ import annotations

from pathlib import Path

from .test_contract import deskside, shown


def test_a_link_in_an_answer_is_listed_with_its_host_and_a_strange_one_is_not(tmp_path: Path) -> None:
    settings = tmp_path / "settings.toml"
    settings.write_text('[tickets]\nlink_hosts = ["help.example.org"]\n', "utf-8")
    home = {"DESKSIDE_HOME": str(tmp_path)}
    deskside("ticket", "send", "--title", "Printer", "--story", "Stripes.", **home)
    says = (
        "See https://help.example.org/x or https://evil.example/y, or run deskside://open/printer or deskside://open/z"
    )
    deskside("desk", "reply", "1", says, **home)
    deskside("post", **home)
    reference = str(shown("ticket", "list", **home)["tickets"][0]["reference"])  # type: ignore[index]
    said = deskside("ticket", "show", reference, **home).stdout.splitlines()
    assert said[-2:] == [
        "A page on help.example.org: https://help.example.org/x",
        "To check this: deskside open printer",
    ]


def test_a_message_that_waits_is_carried_to_the_desk_as_a_file(tmp_path: Path) -> None:
    here, there, file = tmp_path / "here", tmp_path / "there", tmp_path / "message.zip"
    here.mkdir()
    (here / "settings.toml").write_text(
        '[tickets]\nbackend = "rt"\nrt = { url = "http://127.0.0.1:9", queue = "General" }\n', "utf-8"
    )
    computer, desk = {"DESKSIDE_HOME": str(here)}, {"DESKSIDE_HOME": str(there)}
    sent = deskside("ticket", "send", "--title", "Printer", "--story", "Stripes.", **computer)
    assert sent.returncode == 4
    assert shown("outbox", "--save", str(file), **computer)["bytes"] == file.stat().st_size
    taken = shown("desk", "take", str(file), **desk)
    assert (taken["title"], taken["files"]) == ("Printer", ["deskside.zip"])
    assert str(taken["reference"]) in sent.stdout
    assert deskside("desk", "take", str(file), **desk).returncode == 0
    assert len(shown("desk", "list", **desk)["tickets"]) == 1  # type: ignore[arg-type]


def test_with_nothing_waiting_there_is_nothing_to_carry(tmp_path: Path) -> None:
    said = deskside("outbox", "--save", str(tmp_path / "m.zip"), DESKSIDE_HOME=str(tmp_path))
    assert said.returncode != 0
    assert "Everything was sent." in said.stderr
    assert not (tmp_path / "m.zip").exists()


def test_a_code_that_was_said_on_the_phone_names_its_cause(tmp_path: Path) -> None:
    said = deskside("desk", "code", "1751", DESKSIDE_HOME=str(tmp_path)).stdout
    assert said.startswith("printer.paused  ")


def test_a_pass_says_when_the_next_one_is_worth_it(tmp_path: Path) -> None:
    home = {"DESKSIDE_HOME": str(tmp_path)}
    assert shown("post", "--due", **home)["next"] is None
    deskside("ticket", "send", "--title", "Printer", "--story", "Stripes.", **home)
    told = shown("post", "--due", **home)["next"]
    assert isinstance(told, float)
    assert 60 <= told <= 600
