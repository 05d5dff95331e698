"""After each test here, nothing that a child started may still run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .bench import still_running


@pytest.fixture(autouse=True)
def nothing_is_left_running() -> Iterator[None]:
    yield
    assert still_running() == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a test's troubleshooter lies."""
    return tmp_path / "printer"
