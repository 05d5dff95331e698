"""A tray that runs all day while IT changes what it sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from deskside.ui.policy_files import PolicyFiles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "policy.d").mkdir()
    (tmp_path / "policy.toml").write_text("# one\n", "utf-8")
    return tmp_path


@pytest.fixture
def files(folder: Path, qtbot: QtBot) -> Iterator[PolicyFiles]:
    parent = QObject()
    yield PolicyFiles((folder, folder / "policy.d", folder / "not there"), parent, settle_ms=1)
    parent.deleteLater()


def test_a_file_that_is_written_into_is_noticed(files: PolicyFiles, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(files.changed, timeout=20_000):
        (folder / "policy.toml").write_text("# another\n", "utf-8")


def test_a_file_that_comes_is_noticed_and_so_is_its_next_change(files: PolicyFiles, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(files.changed, timeout=20_000):
        (folder / "policy.d" / "20.toml").write_text("# new\n", "utf-8")
    with qtbot.waitSignal(files.changed, timeout=20_000):
        (folder / "policy.d" / "20.toml").write_text("# newer\n", "utf-8")


def test_a_file_that_is_put_in_its_place_is_noticed_each_time(files: PolicyFiles, folder: Path, qtbot: QtBot) -> None:
    for word in ("first", "second"):
        with qtbot.waitSignal(files.changed, timeout=20_000):
            new = folder / "policy.toml.new"
            new.write_text(f"# {word}\n", "utf-8")
            new.replace(folder / "policy.toml")


def test_a_file_that_is_taken_away_is_noticed(files: PolicyFiles, folder: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(files.changed, timeout=20_000):
        (folder / "policy.toml").unlink()


def test_a_folder_that_was_not_there_at_the_start_is_watched_once_it_was_looked_for(
    files: PolicyFiles, folder: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(files.changed, timeout=20_000):
        (folder / "not there").mkdir()
    with qtbot.waitSignal(files.changed, timeout=20_000):
        (folder / "not there" / "org.plist").write_text("", "utf-8")
