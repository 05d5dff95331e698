"""What Windows is asked to open: web pages, the person's own folders, and pages of the Settings window."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.errors import CallProblem, Unavailable, WrongCall
from deskside.system.windows.opening import WindowsOpening


class PlayedFolders:
    def __init__(self, home: Path) -> None:
        self._home = home

    def home(self) -> str:
        return str(self._home)

    def downloads(self) -> str:
        return r"D:\Heruntergeladenes"

    def local(self) -> str:
        return str(self._home / "AppData" / "Local")

    def roaming(self) -> str:
        return str(self._home / "AppData" / "Roaming")


class Started:
    def __init__(self, problem: OSError | None = None) -> None:
        self.what: list[tuple[str, str]] = []
        self._problem = problem

    def __call__(self, what: str, verb: str) -> None:
        self.what.append((what, verb))
        if self._problem:
            raise self._problem


@pytest.fixture
def started() -> Started:
    return Started()


@pytest.fixture
def opening(started: Started, tmp_path: Path) -> WindowsOpening:
    return WindowsOpening(started, PlayedFolders(tmp_path))


def test_a_page_goes_to_the_persons_own_browser(opening: WindowsOpening, started: Started) -> None:
    opening.link("https://intranet.example/")
    assert started.what == [("https://intranet.example/", "open")]


@pytest.mark.parametrize("what", [r"C:\Windows\System32\calc.exe", "ms-settings:network", "file:///c:/x.exe"])
def test_nothing_that_runs_is_ever_opened(opening: WindowsOpening, started: Started, what: str) -> None:
    with pytest.raises(WrongCall):
        opening.link(what)
    with pytest.raises((WrongCall, Unavailable)):
        opening.folder(what)
    with pytest.raises(Unavailable):
        opening.settings(what)
    assert started.what == []


def test_folders_are_shown_by_explorer(opening: WindowsOpening, started: Started, tmp_path: Path) -> None:
    (tmp_path / "Filme").mkdir()
    for folder in ("home", "downloads", "Filme", "trash"):
        opening.folder(folder)
    assert started.what == [
        (str(tmp_path), "explore"),
        (r"D:\Heruntergeladenes", "explore"),
        (str(tmp_path / "Filme"), "explore"),
        ("shell:RecycleBinFolder", "open"),
    ]


@pytest.mark.parametrize("page", ["network", "printers", "storage", "proxy"])
def test_every_page_of_the_settings_is_one_of_windows(opening: WindowsOpening, started: Started, page: str) -> None:
    opening.settings(page)
    ((what, verb),) = started.what
    assert (what.startswith("ms-settings:"), verb) == (True, "open")


def test_a_windows_that_opens_nothing_is_a_problem(tmp_path: Path) -> None:
    refuses = Started(OSError(1155, "No application is associated with the specified file for this operation"))
    with pytest.raises(CallProblem, match="No application"):
        WindowsOpening(refuses, PlayedFolders(tmp_path)).settings("network")
