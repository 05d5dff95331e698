"""What a Mac is asked to open: web pages, the person's own folders, and pages of its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.errors import CallProblem, Unavailable, WrongCall
from deskside.system.commands import Ran
from deskside.system.macos.opening import MacOpening

from .commands import PlayedPrograms

OPEN = "/usr/bin/open"


@pytest.fixture
def programs() -> PlayedPrograms:
    return PlayedPrograms({}, otherwise=Ran(0, "", ""))


def opening(programs: PlayedPrograms, home: Path, version: str = "14.5") -> MacOpening:
    return MacOpening(programs, {"HOME": str(home)}, version)


def test_a_page_goes_to_the_persons_own_browser(programs: PlayedPrograms, tmp_path: Path) -> None:
    opening(programs, tmp_path).link("https://intranet.example/")
    assert programs.ran == [(OPEN, "https://intranet.example/")]


@pytest.mark.parametrize("what", ["/System/Applications/Calculator.app", "file:///etc/passwd", "-a", "vnc://host"])
def test_nothing_that_runs_is_ever_opened(programs: PlayedPrograms, tmp_path: Path, what: str) -> None:
    here = opening(programs, tmp_path)
    with pytest.raises(WrongCall):
        here.link(what)
    with pytest.raises((WrongCall, Unavailable)):
        here.folder(what)
    with pytest.raises(Unavailable):
        here.settings(what)
    assert programs.ran == []


def test_a_program_among_the_folders_is_shown_and_not_started(programs: PlayedPrograms, tmp_path: Path) -> None:
    (tmp_path / "Downloads" / "Evil.app").mkdir(parents=True)
    opening(programs, tmp_path).folder("Downloads/Evil.app")
    assert programs.ran == [(OPEN, "-R", str(tmp_path / "Downloads" / "Evil.app"))]


@pytest.mark.parametrize(("folder", "below"), [("home", ""), ("downloads", "Downloads"), ("trash", ".Trash")])
def test_the_persons_own_folders_are_opened(programs: PlayedPrograms, tmp_path: Path, folder: str, below: str) -> None:
    opening(programs, tmp_path).folder(folder)
    assert programs.ran == [(OPEN, str(tmp_path / below))]


@pytest.mark.parametrize("version", ["12.7.1", "13.0", "26.1", ""])
@pytest.mark.parametrize("page", ["network", "printers", "proxy"])
def test_every_page_is_one_of_that_macos(programs: PlayedPrograms, tmp_path: Path, version: str, page: str) -> None:
    opening(programs, tmp_path, version).settings(page)
    ((_, what),) = programs.ran
    assert what.startswith("x-apple.systempreferences:com.apple.")
    assert (".preference." in what) is (version == "12.7.1")


def test_what_the_mac_does_not_open_is_a_problem(tmp_path: Path) -> None:
    refuses = PlayedPrograms({}, otherwise=Ran(1, "", "LSOpenURLsWithRole() failed with error -10814"))
    with pytest.raises(CallProblem, match="10814"):
        opening(refuses, tmp_path).settings("storage")
