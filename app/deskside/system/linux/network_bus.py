"""Asking the system's own daemons over D-Bus, by ``busctl``, which comes with systemd."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem, NotPermitted, TookTooLong, Unavailable
from deskside.system.commands import Run

_SOCKET = Path("/run/dbus/system_bus_socket")
_REFUSED = ("access denied", "not authorized", "permission denied", "authorization", "interactive authentication")
_ABSENT = (
    "not activatable",
    "could not be activated",
    "name has no owner",
    "not provided by any",
    "unit not found",
    "no such object",
    "does not exist",
    "unknown object",
    "no device found",
)


class Bus:
    """The system bus. Answers are plain data; nothing is started by asking."""

    def __init__(self, run: Run, door: Path = _SOCKET) -> None:
        self._run, self._door = run, door

    def here(self) -> bool:
        return bool(os.environ.get("DBUS_SYSTEM_BUS_ADDRESS")) or self._door.exists()

    def properties(self, name: str, path: str, face: str) -> dict[str, Any]:
        """All properties of one face of an object."""
        told = self.call(name, path, "org.freedesktop.DBus.Properties", "GetAll", "s", face)
        return _plain(told[0]) if told and isinstance(told[0], dict) else {}

    def call(
        self, name: str, path: str, face: str, method: str, signature: str = "", *values: str, limit: float = 2.0
    ) -> list[Any]:
        """What a method gives back."""
        words = [name, path, face, method, *([signature, *values] if signature else [])]
        ran = self._ask(["call", *words], limit)
        if not ran.strip():
            return []
        try:
            data = json.loads(ran)["data"]
        except (ValueError, KeyError, TypeError) as problem:
            raise CallProblem("busctl", "an answer that cannot be read") from problem
        return data if isinstance(data, list) else [data]

    def _ask(self, words: Sequence[str], limit: float) -> str:
        if not self.here():
            raise Unavailable("busctl", "no system bus")
        options = ["--json=short", "--auto-start=no", "--allow-interactive-authorization=no", f"--timeout={limit:g}"]
        ran = self._run(["busctl", *options, *words], limit + 1)
        if ran.code == 0:
            return ran.out
        why = ran.err.strip()[:300]
        lower = why.lower()
        if any(word in lower for word in _REFUSED):
            raise NotPermitted("busctl", why)
        if any(word in lower for word in _ABSENT):
            raise Unavailable("busctl", why)
        raise (TookTooLong if "timed out" in lower else CallProblem)("busctl", why)


def _plain(told: Any) -> Any:
    """busctl writes each variant as {"type", "data"}: only what it holds is of use."""
    if isinstance(told, dict):
        if set(told) == {"type", "data"}:
            return _plain(told["data"])
        return {key: _plain(value) for key, value in told.items()}
    return [_plain(one) for one in told] if isinstance(told, list) else told
