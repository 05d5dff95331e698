"""What holds for every tier: reproducible property tests, a home for each test, no network in the unit tier."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

UNIT = Path(__file__).parent / "unit"
PERSONAL = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")

# No deadline: a busy machine is not a bug. No example database: a run depends on its seed alone.
_common = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("small", _common, max_examples=50)
settings.register_profile("full", _common, max_examples=1000)
settings.load_profile("full" if os.environ.get("DESKSIDE_FULL") else "small")


def pytest_configure() -> None:
    """Before any Qt application is made: tests draw nowhere unless a desktop session says otherwise."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["LC_ALL"] = "C.UTF-8"  # Qt warns of a locale that is not UTF-8, and a warning is a failure


def pytest_report_header() -> str:
    return f"seed: {os.environ.get('DESKSIDE_SEED', 'none, ./dev test sets one')}"


@pytest.fixture(autouse=True)
def deskside_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder under which everything lies that belongs to the person of this test; their language is English."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("DESKSIDE_HOME", str(home))
    for name in PERSONAL:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    return home


def _is_near(host: str) -> bool:
    """Whether a host is this computer; a name other than localhost does not count."""
    try:
        return ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def only_this_computer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the unit tier a connection or look-up that would leave this computer fails the test that tries it."""
    if UNIT not in request.path.parents:
        return

    def guarded(original: Callable[..., Any], place: int) -> Callable[..., Any]:
        def guard(*arguments: Any, **more: Any) -> Any:
            target = arguments[place]
            host = target[0] if isinstance(target, tuple) else target if place == 0 else None
            if host and not _is_near(str(host)):
                pytest.fail(f"a unit test tried to reach {target!r}")
            return original(*arguments, **more)

        return guard

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, guarded(getattr(socket.socket, name), -1))
    monkeypatch.setattr(socket, "getaddrinfo", guarded(socket.getaddrinfo, 0))
