"""Chrome and its kin: the profile in use, its own proxy, its lock.

Sources: Local State, Preferences, and Chromium's process_singleton_posix.cc.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from pathlib import Path

from deskside.errors import Unavailable
from deskside.system import platform
from deskside.system.browsers_store import aside, back, replace_text
from deskside.system.printing import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_KINDS = {"fixed_servers": "manual", "pac_script": "script"}
_LOCK = re.compile(r"(.+)-(\d+)")
"""Where SingletonLock points: the computer's name and the browser's number."""


class Chromium:
    """One of them by its "User Data" folder. ``is_browser``: whether a process of this number is one."""

    def __init__(self, browser: str, root: Path, is_browser: Callable[[int], bool], *, far: bool = False) -> None:
        self.browser, self._root, self._is_browser = browser, root, is_browser
        self._far = far
        """The folder lies on another computer, so one that runs elsewhere may really hold it."""

    def records(self) -> list[Record]:
        profile = self._used()
        if not profile:
            return []
        lock = self._lock_state()
        return [
            {
                "browser": self.browser,
                "profile": profile,
                "proxy": _proxy(self._preferences(profile)) or None,
                "lock": lock,
                "running": lock == "held",
            }
        ]

    def set_proxy(self, profile: str, kind: str, address: str) -> None:
        """In Preferences, which a browser that runs would write over."""
        told = self._preferences(self._known(profile))
        if not told:
            raise Unavailable("browsers.set_proxy", f"the settings of {self.browser} cannot be read")
        told["proxy"] = _with_proxy(told.get("proxy"), kind, address)
        replace_text(self._root / profile / "Preferences", json.dumps(told, separators=(",", ":"), ensure_ascii=False))

    def unlock(self, profile: str) -> None:
        self._known(profile)
        aside(self._root / "SingletonLock")

    def lock(self, profile: str) -> None:
        self._known(profile)
        back(self._root / "SingletonLock")

    def cookies(self, profile: str) -> Path:
        folder = self._root / self._known(profile)
        return next((file for file in (folder / "Network" / "Cookies",) if file.is_file()), folder / "Cookies")

    def is_running(self, profile: str) -> bool:
        self._known(profile)
        return self._lock_state() == "held"

    def _known(self, profile: str) -> str:
        if profile != self._used():
            raise Unavailable("browsers", f"{self.browser} has no profile {profile!r} in use")
        return profile

    def _used(self) -> str:
        """The profile that was used last; only a plain folder name of this folder counts."""
        if not self._root.is_dir():
            return ""
        state = _json(self._root / "Local State").get("profile", {})
        last = state.get("last_used") if isinstance(state, dict) else None
        name = last if isinstance(last, str) and last and Path(last).name == last else "Default"
        return name if (self._root / name / "Preferences").is_file() else ""

    def _preferences(self, profile: str) -> dict[str, Any]:
        return _json(self._root / profile / "Preferences")

    def _lock_state(self) -> str:
        if platform.current() == "windows":
            return "held" if _is_open(self._root / "lockfile") else ""
        try:
            points = _LOCK.fullmatch((self._root / "SingletonLock").readlink().as_posix())
        except OSError:
            return ""
        if points is None:
            return ""
        if points[1] == socket.gethostname():
            return "held" if self._is_browser(int(points[2])) else ""  # a dead one's lock it takes away by itself
        return "held" if self._far else "left-over"


def _proxy(preferences: dict[str, Any]) -> Record:
    """Its own proxy; {} when it goes by the system's, finds one by itself, or uses none."""
    told = preferences.get("proxy")
    if not isinstance(told, dict) or told.get("mode") not in _KINDS:
        return {}
    kind = _KINDS[told["mode"]]
    address, script = _server(str(told.get("server", ""))), str(told.get("pac_url", ""))
    return {"kind": kind, "address": address, "script": script} if (address if kind == "manual" else script) else {}


def _with_proxy(before: object, kind: str, address: str) -> dict[str, Any]:
    """Out of use it keeps what else belongs to it, such as what goes without; so it comes back as it was."""
    old = before if isinstance(before, dict) else {}
    if kind == "none":
        return {**old, "mode": "system"}
    if kind == "script":
        same = old.get("pac_url") == address
        return {**(old if same else {}), "mode": "pac_script", "pac_url": address}
    same = _server(str(old.get("server", ""))) == address
    return {**old, "mode": "fixed_servers"} if same else {"mode": "fixed_servers", "server": address}


def _server(said: str) -> str:
    """ "http=proxy:80;https=proxy:8080" and "https://proxy:8080" as "proxy:8080": the one for secure pages counts."""
    pairs = [part.rpartition("=") for part in said.split(";") if part]
    parts = {scheme: server for scheme, _, server in pairs}
    chosen = parts.get("https") or parts.get("") or parts.get("http") or ""
    address = chosen.rpartition("//")[2].rstrip("/")
    return address if ":" in address else f"{address}:80" if address else ""


def _json(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _is_open(file: Path) -> bool:
    """Windows: a file opened by one who shares it with nobody."""
    try:
        with file.open("r+b"):
            return False
    except FileNotFoundError:
        return False
    except PermissionError:
        return True
