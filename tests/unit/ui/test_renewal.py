"""A tray that runs all day while a package manager works."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from deskside.ui.renewal import Renewal


@pytest.fixture
def program(tmp_path: Path) -> Path:
    made = tmp_path / "deskside"
    made.write_bytes(b"old")
    return made


@pytest.fixture
def renewal(program: Path, qtbot: QtBot) -> Iterator[Renewal]:
    parent = QObject()
    yield Renewal(program, parent, settle_ms=1)
    parent.deleteLater()


def test_an_upgrade_is_noticed(renewal: Renewal, program: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(renewal.renewed, timeout=20_000), qtbot.assertNotEmitted(renewal.removed):
        new = program.with_name("deskside.dpkg-new")
        new.write_bytes(b"newer")
        new.replace(program)


def test_a_removal_is_noticed(renewal: Renewal, program: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(renewal.removed, timeout=20_000), qtbot.assertNotEmitted(renewal.renewed):
        program.unlink()


def test_what_changes_beside_it_is_no_upgrade(renewal: Renewal, program: Path, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(renewal.renewed, wait=100), qtbot.assertNotEmitted(renewal.removed, wait=100):
        program.with_name("another").write_bytes(b"")
