"""What a person and IT notice of settings: who set what, what is locked, and what is said when one is wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from deskside.config.keys import known_keys
from deskside.errors import SettingProblem

from .conftest import Desk
from .wrong_settings import WRONG


def test_nothing_set_gives_defaults_and_no_complaint(desk: Desk) -> None:
    settings = desk.load()
    assert settings.problems == ()
    assert settings.text("tickets.backend") == "desk"
    assert settings.flag("interface.start_with_computer")
    assert {row.origin for row in settings.rows()} == {"default"}
    assert not any(row.locked for row in settings.rows())


def test_every_default_is_a_value_its_own_setting_takes() -> None:
    assert [key.name for key in known_keys().values() if not key.takes(key.default)] == []


def test_it_wins_over_the_person_and_locks(desk: Desk) -> None:
    desk.user('[organisation]\nname = "Mine"\nphone = "1"\n')
    desk.it('[organisation]\nname = "Contoso"\n')
    rows = {row.key: row for row in desk.load().rows()}
    assert (rows["organisation.name"].value, rows["organisation.name"].origin) == ("Contoso", "IT")
    assert rows["organisation.name"].locked
    assert (rows["organisation.phone"].value, rows["organisation.phone"].origin) == ("1", "user")
    assert not rows["organisation.phone"].locked


def test_a_later_policy_file_wins_over_an_earlier_one(desk: Desk) -> None:
    desk.it('[catalogue]\nring = "early"\nurl = "https://a.example.org"\n')
    desk.it('[catalogue]\nring = "pilot"\n', "policy.d/20.toml")
    desk.it('[catalogue]\nring = "all"\n', "policy.d/10.toml")
    settings = desk.load()
    assert settings.text("catalogue.ring") == "pilot"
    assert settings.text("catalogue.url") == "https://a.example.org"


def test_a_wrong_value_from_it_is_still_locked_and_the_persons_does_not_slip_in(desk: Desk) -> None:
    desk.user('[catalogue]\nring = "pilot"\n')
    desk.it('[catalogue]\nring = "sometimes"\n')
    settings = desk.load()
    assert settings.text("catalogue.ring") == "all"
    assert settings.locked("catalogue.ring")
    assert [problem.key for problem in settings.problems] == ["catalogue.ring"]


def test_a_wrong_line_from_it_does_not_unlock_the_lines_around_it(desk: Desk) -> None:
    desk.user('[catalogue]\nring = "pilot"\n[person]\nemail = "x@y.org"\n')
    desk.it('[catalogue]\nring = "early"\nurl = https://oops\n[person]\nemail = "{user}@example.org"\n')
    settings = desk.load()
    assert (settings.text("catalogue.ring"), settings.locked("catalogue.ring")) == ("early", True)
    assert (settings.text("person.email"), settings.locked("person.email")) == ("{user}@example.org", True)
    assert settings.problems[0].line == 3


def test_the_settings_of_a_table_whose_header_is_wrong_do_not_slip_into_the_table_before(desk: Desk) -> None:
    desk.user('[tickets.rt]\nqueue = "Staff"\n[catalogue\nurl = "https://c.example.org"\n')
    settings = desk.load()
    assert settings.text("tickets.rt.queue") == "Staff"
    assert settings.text("tickets.rt.url") == ""


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_setting_is_named_with_its_line_and_the_rest_counts(desk: Desk, what: str) -> None:
    text, line, says = WRONG[what]
    desk.user(text)
    desk.it('[organisation]\nphone = "0123"\n')
    settings = desk.load()
    first = settings.problems[0]
    assert (first.line, first.file) == (line, str(desk.home / "settings.toml"))
    assert says in first.words()
    assert f"line {line}" in first.words()
    assert settings.text("organisation.phone") == "0123"


@pytest.mark.parametrize("what", WRONG)
def test_words_about_wrong_settings_are_kind_and_do_not_repeat_the_value(desk: Desk, what: str) -> None:
    desk.user(WRONG[what][0])
    for problem in desk.load().problems:
        said = problem.says.lower()
        assert not [word for word in ("invalid", "error", "illegal", "fail", "1-23-abc", "ana:pw") if word in said]


def test_the_good_settings_of_a_file_with_a_wrong_line_still_count(desk: Desk) -> None:
    desk.user('[organisation]\nname = "Contoso"\nphone = oops\nchat = "https://chat.example.org"\n')
    settings = desk.load()
    assert settings.text("organisation.name") == "Contoso"
    assert settings.text("organisation.chat") == "https://chat.example.org"
    assert len(settings.problems) == 1


def test_a_folder_a_pipe_or_odd_bytes_in_place_of_the_file_are_said_and_harm_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    place = desk.paths.settings
    seen = []

    def look() -> None:
        settings = desk.load()
        assert settings.text("tickets.backend") == "desk"
        (problem,) = settings.problems
        seen.append(problem.says)

    place.mkdir()
    look()
    place.rmdir()
    os.mkfifo(place)
    look()
    place.unlink()
    place.write_bytes(b'[organisation]\nname = "Caf\xe9"\n')
    look()
    place.write_bytes(b"# " + b"x" * 70_000)
    look()
    place.unlink()
    place.symlink_to("/dev/zero")
    look()
    place.unlink()
    place.symlink_to(place)
    look()
    assert seen[0] == seen[1] == seen[4]
    assert "not a file" in seen[0]
    assert "UTF-8" in seen[2]
    assert "too large" in seen[3]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything; Windows knows no modes")
def test_a_file_that_may_not_be_read_is_said(desk: Desk) -> None:
    desk.user("[organisation]\n")
    desk.paths.settings.chmod(0)
    assert "may not read" in desk.load().problems[0].says


def test_a_file_from_a_windows_editor_is_read(desk: Desk) -> None:
    desk.paths.settings.write_bytes('﻿[organisation]\r\nname = "Büro"\r\n'.encode())
    settings = desk.load()
    assert (settings.text("organisation.name"), settings.problems) == ("Büro", ())


def test_a_backends_settings_are_known_once_it_declared_them(desk: Desk) -> None:
    desk.user('[tickets]\nbackend = "rt"\n[tickets.rt]\nurl = "https://rt.example.org"\n')
    settings = desk.load()
    assert (settings.text("tickets.backend"), settings.text("tickets.rt.url")) == ("rt", "https://rt.example.org")
    assert [key.name for key in settings.secrets()] == ["tickets.rt.token"]
    assert "tickets.rt.token" not in {row.key for row in settings.rows()}


def test_dates_become_text_that_json_can_carry(desk: Desk) -> None:
    desk.user('[organisation.hours]\ndays = "Mon-Fri"\nfrom = "08:00"\nto = "17:00"\nholidays = [2025-12-25]\n')
    assert desk.load().table("organisation.hours")["holidays"] == ["2025-12-25"]


def test_hundreds_of_wrong_lines_are_summed_up(desk: Desk) -> None:
    desk.user("".join(f"wrong{number} = 1\n" for number in range(400)))
    problems = desk.load().problems
    assert len(problems) == 51
    assert "350" in problems[-1].says


def test_asking_for_a_setting_there_is_not_says_which_was_meant(desk: Desk) -> None:
    with pytest.raises(SettingProblem, match=r"person\.email"):
        desk.load().value("person.emial")
