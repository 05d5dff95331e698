"""Deskside stands among the person's programs unless a package has put it there."""

from __future__ import annotations

import configparser
from pathlib import Path

import pytest

from deskside.errors import NotWritable
from deskside.system import launcher, platform

RESOURCES = Path(__file__).parents[3] / "resources"
COMMAND = ["/opt/desk side/50%/deskside"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "everyone"))
    for name in ("XDG_DATA_HOME", "DESKSIDE_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platform, "current", lambda: "linux")
    return tmp_path


def entry(home: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(home / ".local/share" / launcher.ENTRY, encoding="utf-8")
    return parser["Desktop Entry"]


def test_it_stands_among_the_programs_and_opens_the_window(home: Path) -> None:
    launcher.show_in_menu(COMMAND, RESOURCES)
    assert Path(entry(home)["Icon"]).is_file()
    assert entry(home)["Exec"] == '"/opt/desk side/50%%/deskside" open'
    assert entry(home)["TryExec"] == COMMAND[0]
    assert entry(home)["Name"] == "Deskside"


def test_after_it_was_moved_the_entry_leads_to_where_it_is_now(home: Path) -> None:
    launcher.show_in_menu(["/old/deskside"], home)
    launcher.show_in_menu(["/new/deskside"], home)
    assert entry(home)["Exec"] == "/new/deskside open"


def test_a_package_that_has_put_it_there_is_enough(home: Path) -> None:
    theirs = home / "everyone" / launcher.ENTRY
    theirs.parent.mkdir(parents=True)
    theirs.write_text("[Desktop Entry]\n", "utf-8")
    launcher.show_in_menu(COMMAND, home)
    assert not (home / ".local/share" / launcher.ENTRY).exists()


def test_a_trial_with_a_home_of_its_own_leaves_the_programs_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKSIDE_HOME", str(home / "trial"))
    launcher.show_in_menu(COMMAND, home)
    assert not (home / ".local/share" / launcher.ENTRY).exists()


def test_a_folder_that_cannot_be_written_is_said(home: Path) -> None:
    (home / ".local").write_text("a file where a folder should be", "utf-8")
    with pytest.raises(NotWritable):
        launcher.show_in_menu(COMMAND, home)


@pytest.mark.parametrize(
    ("word", "told"), [("a$b", r'"a\\$b"'), ('say "x"', r'"say \\"x\\""'), ("back\\slash", r'"back\\\\slash"')]
)
def test_a_strange_folder_name_starts_no_other_program(word: str, told: str) -> None:
    assert launcher.quoted(word) == told
