"""The desks of this tier, and which trays and ways a run goes through."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from desktop.desk import TOP, Desk
from desktop.mirrored import SPOKEN, mirrored_copy
from desktop.ways import WAYS
from servers.rt.server import RequestTrackerServer
from servers.running import kept

FULL = bool(os.environ.get("DESKSIDE_FULL"))
TRAYS = ("xfce4-panel", "tint2")
SAMPLE = (("xfce4-panel", "mouse"), ("tint2", "keyboard"), ("xfce4-panel", "accessibility bus"))
"""Both trays, all three ways."""
EVERY = tuple((tray, way) for tray in TRAYS for way in WAYS) if FULL else SAMPLE
every_way = pytest.mark.parametrize(("tray", "way"), EVERY, ids=[f"{way} on {tray}" for tray, way in EVERY])

NewDesk = Callable[..., Desk]


@pytest.fixture(scope="session")
def mirrored() -> Iterator[Path]:
    """A copy of the checkout that speaks a pseudo-Arabic too. Not in pytest's own folder, which only root may read."""
    with tempfile.TemporaryDirectory(prefix="deskside-ar.") as folder:
        yield mirrored_copy(Path(folder))


@pytest.fixture
def new_desk(request: pytest.FixtureRequest) -> Iterator[NewDesk]:
    """Makes desks (see ``Desk``) that are cleared away afterwards. A world with something broken needs root to make.

    A desk that speaks the pseudo-Arabic is given its copy by itself.
    """
    with ExitStack() as stack:

        def make(**options: Any) -> Desk:
            if os.geteuid() != 0 and options.get("fault", "none") != "none":
                pytest.skip("only root can break something for an ordinary person to find")
            top = request.getfixturevalue("mirrored") if options.get("language") == SPOKEN else TOP
            return stack.enter_context(Desk(**options, top=top))

        yield make


@pytest.fixture(scope="session")
def rt_server() -> Iterator[RequestTrackerServer]:
    """A real Request Tracker on loopback."""
    if os.geteuid() != 0:
        pytest.skip("only root can set up Request Tracker")
    with kept(RequestTrackerServer, "rt") as server:
        yield server
