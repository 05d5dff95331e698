"""A publisher with a fresh catalogue, and a computer that trusts it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.published import Computer, Publisher


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    return Publisher(tmp_path / "publisher")


@pytest.fixture
def computer(publisher: Publisher, tmp_path: Path) -> Computer:
    return Computer(publisher, tmp_path / "computer")
