"""The real servers of this tier, started once for all its tests. Without one they fail; none is skipped."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from .redmine.server import RedmineServer
from .roundup.server import RoundupServer
from .rt.server import NoRequestTracker, RequestTrackerServer
from .running import NoServer


@pytest.fixture(scope="session")
def rt_server() -> Iterator[RequestTrackerServer]:
    with tempfile.TemporaryDirectory(prefix="rt") as folder:  # short: sockets have short names
        server = RequestTrackerServer(Path(folder))
        try:
            server.start()
        except NoRequestTracker as problem:
            pytest.fail(f"Request Tracker does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def roundup_server() -> Iterator[RoundupServer]:
    with tempfile.TemporaryDirectory(prefix="roundup") as folder:
        server = RoundupServer(Path(folder))
        try:
            server.start()
        except NoServer as problem:
            pytest.fail(f"Roundup does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(scope="session")
def redmine_server() -> Iterator[RedmineServer]:
    with tempfile.TemporaryDirectory(prefix="redmine") as folder:
        server = RedmineServer(Path(folder))
        try:
            server.start()
        except NoServer as problem:
            pytest.fail(f"Redmine does not start: {problem}")
        try:
            yield server
        finally:
            server.stop()
