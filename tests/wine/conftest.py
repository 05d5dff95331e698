"""One Windows computer for all tests of this tier; each test has a home of its own on it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .computer import NoWine, WindowsComputer
from .windows_python import NoWindowsPython, windows_python

collect_ignore = ["inside"]
"""These are run inside Wine, by test_inside.py."""


@pytest.fixture(scope="session")
def windows() -> Iterator[WindowsComputer]:
    folder = Path(tempfile.mkdtemp(prefix="wine-"))
    try:
        computer = WindowsComputer(folder, windows_python())
        try:
            computer.start()
            yield computer
        finally:
            computer.end()
    except (NoWine, NoWindowsPython) as problem:
        pytest.fail(f"There is no Windows here: {problem}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def home(windows: WindowsComputer, tmp_path: Path) -> str:
    """A folder on drive C: under which everything lies that belongs to the person of this test."""
    return rf"C:\people\{tmp_path.name}"
