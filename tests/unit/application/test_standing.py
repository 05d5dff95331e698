"""What IT says of the start with the computer is done on every computer, and a person's own choice is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.application.standing import Standing
from deskside.paths import Paths, find_paths

OFF = "[interface]\nstart_with_computer = false\n"
ON = "[interface]\nstart_with_computer = true\n"


@pytest.fixture
def it(tmp_path: Path) -> Path:
    folder = tmp_path / "it"
    (folder / "policy.d").mkdir(parents=True)
    return folder


@pytest.fixture
def paths(it: Path, tmp_path: Path) -> Paths:
    return find_paths({"DESKSIDE_HOME": str(tmp_path / "home")}, it)


@pytest.fixture
def entry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own entry for the start with the computer."""
    monkeypatch.delenv("DESKSIDE_HOME", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "autostart" / "deskside.desktop"


def test_policy_that_came_while_it_ran_is_read(paths: Paths, it: Path) -> None:
    standing = Standing(paths)
    assert not standing.again()[0].locked("organisation.phone")
    (it / "policy.d" / "10.toml").write_text('[organisation]\nphone = "112"\n', "utf-8")
    settings, open_casework = standing.again()
    assert (settings.text("organisation.phone"), settings.locked("organisation.phone")) == ("112", True)
    assert open_casework().organisation.phone == "112"


def test_its_no_to_the_start_takes_away_what_an_installer_made_and_its_yes_brings_it_back(
    paths: Paths, it: Path, entry: Path
) -> None:
    standing = Standing(paths)
    (it / "policy.toml").write_text(OFF, "utf-8")
    standing.again()
    assert "Hidden=true" in entry.read_text("utf-8")
    (it / "policy.toml").write_text(ON, "utf-8")
    standing.again()
    assert "Hidden" not in entry.read_text("utf-8")


def test_its_yes_counts_against_a_no_of_earlier(paths: Paths, it: Path, entry: Path) -> None:
    entry.parent.mkdir(parents=True)
    entry.write_text("[Desktop Entry]\nHidden=true\n", "utf-8")
    (it / "policy.toml").write_text(ON, "utf-8")
    Standing(paths).again()
    assert "Hidden" not in entry.read_text("utf-8")


@pytest.mark.parametrize("policy", ["", ON])
def test_where_nothing_is_to_be_changed_nothing_is_written(paths: Paths, it: Path, entry: Path, policy: str) -> None:
    (it / "policy.toml").write_text(policy, "utf-8")
    Standing(paths).again()
    assert not entry.exists()


def test_the_persons_own_choice_against_the_organisations_default_is_left_alone(
    paths: Paths, it: Path, entry: Path
) -> None:
    (it / "defaults.toml").write_text(OFF, "utf-8")
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_text(ON, "utf-8")
    Standing(paths).again()
    assert not entry.exists()


def test_a_trial_starts_with_nobodys_computer(
    paths: Paths, it: Path, entry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESKSIDE_HOME", str(paths.settings.parent))
    (it / "policy.toml").write_text(OFF, "utf-8")
    Standing(paths).again()
    assert not entry.exists()


def test_an_entry_that_cannot_be_written_stops_nothing(paths: Paths, it: Path, entry: Path) -> None:
    entry.parent.parent.mkdir()
    entry.parent.write_text("a file where a folder should be", "utf-8")
    (it / "policy.toml").write_text(OFF, "utf-8")
    assert not Standing(paths).again()[0].flag("interface.start_with_computer")
