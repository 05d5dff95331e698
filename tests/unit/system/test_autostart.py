"""The switch "Start Deskside when I sign in" does what it says."""

from __future__ import annotations

import configparser
import plistlib
from pathlib import Path

import pytest

from deskside.errors import NotWritable
from deskside.paths import AT_SIGN_IN
from deskside.system import autostart, platform

COMMAND = ["/opt/desk side/deskside"]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


def entry(home: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(home / ".config/autostart/deskside.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_switched_on_it_starts_with_the_session(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "current", lambda: "linux")
    autostart.set_autostart(True, COMMAND)
    assert entry(home)["Exec"] == "'/opt/desk side/deskside' --at-sign-in"
    assert "Hidden" not in entry(home)


def test_switched_off_an_installed_entry_counts_no_more(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "current", lambda: "linux")
    autostart.set_autostart(True, COMMAND)
    autostart.set_autostart(False, COMMAND)
    assert entry(home)["Hidden"] == "true"


def test_on_a_mac_it_is_a_launch_agent_that_goes_away_again(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "current", lambda: "macos")
    path = home / "Library/LaunchAgents/org.deskside.tray.plist"
    autostart.set_autostart(True, COMMAND)
    assert plistlib.loads(path.read_bytes())["ProgramArguments"] == [*COMMAND, AT_SIGN_IN]
    autostart.set_autostart(False, COMMAND)
    assert not path.exists()
    autostart.set_autostart(False, COMMAND)


def test_a_folder_that_cannot_be_written_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "current", lambda: "linux")
    (home / ".config").write_text("a file where a folder should be", encoding="utf-8")
    with pytest.raises(NotWritable):
        autostart.set_autostart(True, COMMAND)
