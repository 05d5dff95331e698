"""A window on a recorded computer for every test that wants one; it leaves no thread and no process behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from deskside import language
from deskside.ui.icons import Icons
from deskside.ui.look import Look

from .walk import Walk

NOT_OURS = ("This plugin does not support raise", "This plugin does not support propagateSizeHints")
"""What Qt's offscreen platform says of itself."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Any other warning of Qt's fails the test in which it comes."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(*NOT_OURS))


RESOURCES = Path(__file__).parents[3] / "resources"


@pytest.fixture
def walk_on(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[..., Walk]]:
    """Makes a walk: ``walk_on(kind="off")``."""
    language.use("en", RESOURCES / "locale")
    walks: list[Walk] = []

    def make(**how: str) -> Walk:
        walks.append(Walk(qapp, tmp_path / f"home{len(walks)}", **how))
        return walks[-1]

    yield make
    for walk in walks:
        walk.end()


@pytest.fixture
def walk(walk_on: Callable[..., Walk]) -> Walk:
    """On a computer whose printer is paused."""
    return walk_on(kind="paused")


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp, Icons(RESOURCES / "icons"))
