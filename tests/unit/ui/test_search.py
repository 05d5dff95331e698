"""The process that knows what fits one's words: it answers, the newest words count, and it never hangs or stays."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from deskside.errors import DesksideError
from deskside.model.report import Found
from deskside.ui import search as search_module
from deskside.ui.search import Search

SAYS = """
import json, sys
for line in sys.stdin:
    print(json.dumps({"schema": 1, "query": line.strip(), "results": [], "sure": True}), flush=True)
"""
OURS = (sys.executable, "-m", "deskside")


class Person(QObject):
    """Somebody who types, and what they are told."""

    def __init__(self, search: Search) -> None:
        super().__init__()
        self.search = search
        self.found: list[Found] = []
        self.problems: list[DesksideError] = []

    def types(self, words: str) -> None:
        self.search.ask(self, words, self.found.append, self.problems.append)


@pytest.fixture
def person_of(qapp: QApplication) -> Iterator[Callable[..., Person]]:
    """Somebody whose search is this program."""
    made: list[Person] = []

    def make(*command: str) -> Person:
        made.append(Person(Search(command, qapp)))
        return made[-1]

    yield make
    for person in made:
        person.search.end()


def test_words_find_their_problem(
    person_of: Callable[..., Person], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKSIDE_HOME", str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(Path(search_module.__file__).parents[2]))
    person = person_of(*OURS)
    person.types("mein Drucker  druckt nicht, äöü")
    qtbot.waitUntil(lambda: bool(person.found), timeout=20_000)
    assert person.found[0].query == "mein Drucker  druckt nicht, äöü"
    assert person.found[0].results[0].id == "printer"
    assert person.found[0].sure


def test_of_what_is_typed_meanwhile_only_the_last_words_are_looked_for(
    person_of: Callable[..., Person], qtbot: QtBot
) -> None:
    person = person_of(sys.executable, "-c", SAYS)
    for words in ("pri", "prin", "print", "printer"):
        person.types(words)
    qtbot.waitUntil(lambda: len(person.found) == 2, timeout=20_000)
    assert [one.query for one in person.found] == ["pri", "printer"]


def test_a_search_that_broke_is_started_anew(person_of: Callable[..., Person], qtbot: QtBot, tmp_path: Path) -> None:
    mark = tmp_path / "broke"
    breaks = f"import os, sys\nif not os.path.exists({str(mark)!r}):\n    open({str(mark)!r}, 'w'); sys.exit(1)\n"
    person = person_of(sys.executable, "-c", breaks + SAYS)
    person.types("printer")
    qtbot.waitUntil(lambda: bool(person.found), timeout=20_000)
    assert not person.problems


@pytest.mark.parametrize("program", ["import sys; sys.exit(1)", "input(); print('nonsense'); input()"])
def test_a_search_that_stays_broken_is_told(person_of: Callable[..., Person], qtbot: QtBot, program: str) -> None:
    person = person_of(sys.executable, "-c", program)
    person.types("printer")
    qtbot.waitUntil(lambda: bool(person.problems), timeout=20_000)
    assert not person.found


def test_a_search_that_hangs_is_ended(
    person_of: Callable[..., Person], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "LIMIT_MS", 200)
    person = person_of(sys.executable, "-c", "import time; time.sleep(600)")
    person.types("printer")
    qtbot.waitUntil(lambda: bool(person.problems), timeout=20_000)


def test_a_program_that_is_not_there_is_told(person_of: Callable[..., Person], qtbot: QtBot, tmp_path: Path) -> None:
    person = person_of(str(tmp_path / "nothing"))
    person.types("printer")
    qtbot.waitUntil(lambda: bool(person.problems), timeout=20_000)


def test_after_the_window_was_closed_its_process_ends_and_comes_again_when_it_is_wanted(
    person_of: Callable[..., Person], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_module, "END_MS", 60_000)  # it ends by itself, however busy the machine is
    note = tmp_path / "ended"
    person = person_of(sys.executable, "-c", SAYS + f"open({str(note)!r}, 'w')")
    person.types("printer")
    qtbot.waitUntil(lambda: bool(person.found), timeout=20_000)
    person.search.rest()
    assert not person.search.running
    qtbot.waitUntil(note.exists, timeout=20_000)
    person.types("internet")
    qtbot.waitUntil(lambda: len(person.found) == 2, timeout=20_000)


def test_nothing_is_asked_for_no_words(person_of: Callable[..., Person]) -> None:
    person = person_of(sys.executable, "-c", SAYS)
    person.types("  ")
    assert not person.found[0].results
    assert not person.search.running


def test_nothing_is_started_any_more_when_the_app_ends(person_of: Callable[..., Person]) -> None:
    person = person_of(sys.executable, "-c", SAYS)
    person.search.end()
    person.types("printer")
    person.search.warm()
    assert not person.search.running
