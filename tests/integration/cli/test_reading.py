"""Articles and known problems on the command line: listed, read, found."""

from __future__ import annotations

import os
from pathlib import Path

from .test_contract import deskside, shown

NOTICE = """\
title = "The printers on the second floor are off"
says = "A cable is being changed there. Please print on the first floor. We write here when it is done."
since = 2026-11-22T09:30:00+01:00
troubleshooter = "printer"
keywords = ["second floor"]
"""


def tell(text: str = NOTICE, name: str = "second-floor") -> None:
    folder = Path(os.environ["DESKSIDE_HOME"], "data", "catalogue", "notices")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.toml").write_text(text, "utf-8")


def test_everything_to_read_is_listed_with_known_problems_first() -> None:
    tell()
    said = deskside("read").stdout.splitlines()
    assert said[0] == "second-floor: Known problem: The printers on the second floor are off"
    assert "how-long: How long things take, and why" in said
    shape = shown("read")
    assert [one["id"] for one in shape["notices"]] == ["second-floor"]  # type: ignore[attr-defined]
    assert len(shape["articles"]) >= 12  # type: ignore[arg-type]


def test_an_article_is_read_in_the_terminal_in_lines_that_fit() -> None:
    said = deskside("read", "printing-well").stdout
    assert said.startswith("Printing without trouble\n")
    assert "- Look at the preview." in said
    assert "→ Printing does not work (deskside open printer)" in said
    assert max(map(len, said.splitlines())) <= 80


def test_an_article_is_read_in_the_persons_language() -> None:
    home = Path(os.environ["DESKSIDE_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    (home / "settings.toml").write_text('[interface]\nlanguage = "de"\n', "utf-8")
    assert deskside("read", "passwords").stdout.startswith("Gute Passwörter, gut verwahrt\n")
    assert deskside("read", "--json", "passwords").stdout.count("Gute Passwörter") == 1


def test_a_known_problem_is_read_in_full() -> None:
    tell()
    assert "Please print on the first floor." in deskside("read", "second-floor").stdout
    assert shown("read", "second-floor")["troubleshooter"] == "printer"


def test_what_is_not_there_is_told_with_what_is() -> None:
    said = deskside("read", "no-such-thing")
    assert said.returncode == 2
    assert "how-long" in said.stderr


def test_articles_and_known_problems_are_found_beside_troubleshooters() -> None:
    tell()
    results = shown("find", "how long does it take until somebody answers")["results"]
    assert (results[0]["id"], results[0]["kind"]) == ("how-long", "article")  # type: ignore[index]
    results = shown("find", "my printer does not print")["results"]
    kinds = [(one["id"], one["kind"]) for one in results]  # type: ignore[attr-defined]
    assert kinds[:2] == [("second-floor", "notice"), ("printer", "troubleshooter")]


def test_somebody_with_a_problem_is_led_to_its_troubleshooter_before_an_article() -> None:
    for words, wanted in (("my computer is slow", "slow-computer"), ("my password is not accepted", "sign-in")):
        results = shown("find", words)["results"]
        assert results[0]["id"] == wanted, words  # type: ignore[index]


def test_a_notice_that_cant_be_read_is_named_by_check() -> None:
    tell('title = "x"\n', "broken")
    rows = shown("check")["checks"]
    (row,) = [row for row in rows if row["name"] == "articles"]  # type: ignore[attr-defined]
    assert not row["ok"]
    assert "broken" in row["says"]
    assert 'needs "says"' in row["says"]
