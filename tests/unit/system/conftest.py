"""What several tests of this room need."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from deskside.system.reach import pages, tries


@pytest.fixture
def closed() -> Iterator[int]:
    """A port that nobody listens on, and that nobody else is given meanwhile."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """No site of a test's own is given up because the machine is busy."""
    for module, name in ((tries, "_RESOLVE"), (tries, "_CONNECT"), (tries, "_FETCH"), (pages, "_GENTLY")):
        monkeypatch.setattr(module, name, 60.0)
