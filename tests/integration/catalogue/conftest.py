"""A forged catalogue on a web server, and a computer that trusts it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from .computer import Computer
from .forge import Forge
from .server import Catalogue


@pytest.fixture
def forge() -> Forge:
    """With the troubleshooter "vpn" 1.0.0 and a notice, in ring "all"."""
    made = Forge()
    made.notice("mail")
    made.ring(troubleshooters={"vpn": made.archive("network", "vpn", "1.0.0")}, notices=["mail"])
    made.publish()
    return made


@pytest.fixture
def server(forge: Forge, tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue(forge.files, tmp_path) as running:
        yield running


@pytest.fixture
def computer(forge: Forge, server: Catalogue, tmp_path: Path) -> Computer:
    """It looked once and has everything."""
    made = Computer(tmp_path / "catalogue", server.url, forge.installed_root, server.authority)
    made.look()
    assert made.offered() == {"vpn": "1.0.0"}
    return made
