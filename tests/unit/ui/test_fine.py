"""Is my computer fine, about this computer, and the welcome: what they say is so, and nothing is changed or kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from PySide6.QtGui import QGuiApplication

from deskside.casework import CaseRun
from deskside.errors import ChildProblem
from deskside.model.case import Stand
from deskside.model.page import RowState
from deskside.ui.pages.about import About
from deskside.ui.pages.fine import Fine
from deskside.ui.pages.home import Home
from deskside.ui.pages.story import Story
from deskside.ui.pages.welcome import Welcome
from deskside.ui.pages.wizard import Wizard

from .walk import Walk


def looked_over(walk: Walk) -> Fine:
    walk.press("Is my computer fine?")
    page = walk.at(Fine)
    walk.until(lambda: page.main is not None)
    return page


def test_a_computer_that_is_fine_is_said_to_be_fine(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="fine")
    page = looked_over(walk)
    assert {one.id: one.state for one in page.looked} == dict.fromkeys(
        ("disk-full", "internet", "printer"), RowState.CLEAR
    )
    assert "Your computer looks fine." in walk.words()


def test_what_is_found_leads_to_its_help_and_nothing_is_changed_or_kept(walk: Walk) -> None:
    looked_over(walk)
    assert "I found something." in walk.words()
    assert "The printer Office is paused." in [one.accessibleDescription() for one in walk.seen()]
    assert "I could not look at these:" in walk.words()  # this recording knows nothing of disks
    assert not walk.prepared.casework.history()
    assert not walk.prepared.casework.unfinished()
    walk.press("Printing does not work")
    walk.at(Wizard)


def test_a_computer_that_could_not_be_looked_at_is_not_called_fine(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="lonely")
    looked_over(walk)
    assert "I could not look at your computer." in walk.words()
    assert "fine" not in walk.sheet.heading.text()


def test_who_has_no_printer_is_fine_without_one(walk_on: Callable[..., Walk]) -> None:
    page = looked_over(walk_on(kind="printerless"))
    assert RowState.FOUND not in {one.state for one in page.looked}


def test_what_was_looked_at_counts_when_the_rest_cannot_be_read(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ChildProblem("no-start")

    monkeypatch.setattr(walk.prepared.casework.privacy, "about", broken)
    looked_over(walk)
    assert "I found something." in walk.words()


def test_a_look_that_is_cancelled_leads_home_and_shows_nothing_later(walk: Walk) -> None:
    walk.press("Is my computer fine?")
    walk.at(Fine)
    walk.press("Cancel")
    walk.at(Home)
    walk.until(lambda: not walk.board.working)
    done: list[None] = []
    walk.guide.slow.ask(walk.window, lambda: None, done.append)  # after the look is over
    walk.until(lambda: bool(done))
    walk.at(Home)


def test_a_look_that_is_cancelled_while_a_problem_is_opened_looks_at_nothing(
    walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    casework, opened = walk.prepared.casework, list[CaseRun]()
    looking, real = casework.look_over(), casework.open

    def open_slowly(name: str, *, answers: Mapping[str, str], kept: bool) -> CaseRun:
        looking.cancel()
        opened.append(real(name, answers=answers, kept=kept))
        return opened[-1]

    monkeypatch.setattr(casework, "open", open_slowly)
    assert {one.state for one in looking.go()} == {RowState.WAITING}
    assert [run.case.stand for run in opened] == [Stand.INTRO]


def test_copy_puts_what_is_shown_on_the_clipboard(walk: Walk) -> None:
    walk.press("About this computer")
    page = walk.at(About)
    walk.until(lambda: bool(page.rows))
    walk.press("Copy")
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied == [f"{label}: {value}" for label, value in page.rows]
    assert all(label in walk.words() and value in walk.words() for label, value in page.rows)
    assert copied[0].startswith("Name of this computer: ")
    assert "Copied. You can paste it into a message." in walk.words()


def test_the_first_time_there_is_a_welcome_and_never_again(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="paused", first=True)
    walk.at(Welcome)
    walk.press("Start")
    walk.at(Home)
    walk.window.close()
    walk.guide.show()
    walk.at(Home)


def test_whoever_asks_for_a_person_at_once_was_welcomed(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="paused", first=True)
    walk.press("Talk to a person")
    walk.at(Story)
    walk.press("Back")
    walk.at(Home)


def test_a_window_that_was_closed_on_the_welcome_shows_it_again(walk_on: Callable[..., Walk]) -> None:
    walk = walk_on(kind="paused", first=True)
    walk.at(Welcome)
    walk.guide.open_troubleshooter("printer")
    walk.at(Wizard)
    walk.guide.home()
    walk.window.close()
    walk.guide.show(led=True)
    walk.at(Home)
    walk.window.close()
    walk.guide.show()
    walk.at(Welcome)
