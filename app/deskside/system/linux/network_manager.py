"""NetworkManager, where it is there: does it look after a link, and what it is asked to do with it.

The program that looks after a link is the one to ask: what is done behind its
back it may undo, and a person may often ask it for what the kernel does only
for root.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem, TookTooLong, Unavailable
from deskside.system.linux.network_bus import Bus

_NAME = "org.freedesktop.NetworkManager"
_PATH = "/org/freedesktop/NetworkManager"
_DEVICE, _ACTIVE, _LEASE = f"{_NAME}.Device", f"{_NAME}.Connection.Active", f"{_NAME}.DHCP4Config"
_CONNECTION, _PROPERTIES = f"{_NAME}.Settings.Connection", "org.freedesktop.DBus.Properties"
_UNAVAILABLE, _MADE, _OVER = 20, 2, 4
_NONE = "/"
_USUAL = "NetworkManager is online"
CONFIGURATION = tuple(
    Path(folder)
    for folder in ("/usr/lib/NetworkManager/conf.d", "/run/NetworkManager/conf.d", "/etc/NetworkManager/conf.d")
)


class Device:
    """One link as NetworkManager sees it."""

    def __init__(self, path: str, told: dict[str, Any]) -> None:
        self.path = path
        self.name: str = told.get("Interface") or ""
        self.state: int = told.get("State") or 0
        self.managed = bool(told.get("Managed")) and self.state >= _UNAVAILABLE
        self.active: str = _path_or_none(told.get("ActiveConnection"))
        self.lease: str = _path_or_none(told.get("Dhcp4Config"))
        self.connections: list[str] = told.get("AvailableConnections") or []


class NetworkManager:
    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def settings(self) -> dict[str, Any] | None:
        """Its own properties; None when it does not run."""
        try:
            return self._bus.properties(_NAME, _PATH, _NAME) if self._bus.here() else None
        except CallProblem:
            return None

    def device(self, link: str) -> Device | None:
        """The link, when NetworkManager looks after it."""
        if not self._bus.here():
            return None
        try:
            path = self._bus.call(_NAME, _PATH, _NAME, "GetDeviceByIpIface", "s", link)[0]
            device = Device(path, self._bus.properties(_NAME, path, _DEVICE))
        except (CallProblem, IndexError):
            return None
        return device if device.managed else None

    def switch_on(self, link: str, *, wifi: bool) -> None:
        """Ends what keeps every link, or every Wi-Fi one, off; then this link is waited for a little."""
        told = self.settings()
        if told is None:
            return
        if not told.get("NetworkingEnabled", True):
            self._bus.call(_NAME, _PATH, _NAME, "Enable", "b", "true", limit=5.0)
        elif wifi and not told.get("WirelessEnabled", True):
            words = (_NAME, "WirelessEnabled", "b", "true")
            self._bus.call(_NAME, _PATH, _PROPERTIES, "Set", "ssv", *words)
        else:
            return
        deadline = time.monotonic() + 4.0
        while self.device(link) is None and time.monotonic() < deadline:
            time.sleep(0.2)

    def connect(self, device: Device, patience: float) -> None:
        """By whatever connection NetworkManager finds best for it."""
        self._connect(device, _NONE, patience)

    def disable(self, device: Device) -> None:
        self._bus.call(_NAME, device.path, _DEVICE, "Disconnect", limit=10.0)

    def renew(self, device: Device, patience: float) -> None:
        """As a cable out and in again: the same connection is made anew."""
        connection = _NONE
        if device.active:
            told = self._bus.properties(_NAME, device.active, _ACTIVE)
            connection = _path_or_none(told.get("Connection")) or _NONE
        self._connect(device, connection, patience)

    def lent(self, link: str) -> list[str]:
        """The name servers that the network gave this link by DHCP."""
        device = self.device(link)
        if device is None or not device.lease:
            return []
        try:
            options = self._bus.properties(_NAME, device.lease, _LEASE).get("Options", {})
        except CallProblem:
            return []
        return str(options.get("domain_name_servers", "")).split()

    def called(self, device: Device) -> str:
        """What its settings call the connection on this link, such as "Office Wi-Fi"."""
        try:
            told = self._bus.properties(_NAME, device.active, _ACTIVE) if device.active else {}
        except CallProblem:
            return ""
        return str(told.get("Id", ""))

    def automatic(self, device: Device) -> bool | None:
        """Whether the link is set up to ask the network for its address; None when nothing says so."""
        if device.lease:
            return True
        for path in device.connections[:1]:
            try:
                told = self._bus.call(_NAME, path, _CONNECTION, "GetSettings")[0]
            except (CallProblem, IndexError):
                return None
            methods = [_method(told, family) for family in ("ipv4", "ipv6")]
            return "auto" in methods or "dhcp" in methods
        return None

    def page(self) -> tuple[str, str]:
        """The page it asks whether the internet is there, and what that answers."""
        told = self.settings() or {}
        if not told.get("ConnectivityCheckEnabled") or not told.get("ConnectivityCheckUri"):
            return "", ""
        return str(told["ConnectivityCheckUri"]), _said_by(CONFIGURATION)

    def permits(self) -> bool | None:
        """Whether this person may switch links; None when it would ask for a password first."""
        try:
            told = self._bus.call(_NAME, _PATH, _NAME, "GetPermissions")[0]
        except (CallProblem, IndexError):
            return None
        said = told.get(f"{_NAME}.network-control", "auth") if isinstance(told, dict) else "auth"
        return {"yes": True, "no": False}.get(said)

    def _connect(self, device: Device, connection: str, patience: float) -> None:
        deadline = time.monotonic() + patience
        words = (connection, device.path, _NONE)
        made = self._bus.call(_NAME, _PATH, _NAME, "ActivateConnection", "ooo", *words, limit=10.0)[0]
        while time.monotonic() < deadline:
            try:
                state = self._bus.properties(_NAME, made, _ACTIVE).get("State")
            except Unavailable:
                state = _OVER  # it is gone: it did not come about
            if state == _MADE:
                return
            if state == _OVER:
                break
            time.sleep(0.2)
        raise TookTooLong("network", f"{device.name}: NetworkManager could not connect it")


def _method(settings: object, family: str) -> str:
    """How a connection gets its addresses; busctl wraps each value in its type."""
    part = settings.get(family, {}) if isinstance(settings, dict) else {}
    method = part.get("method", "") if isinstance(part, dict) else ""
    return str(method.get("data", "") if isinstance(method, dict) else method)


def _said_by(folders: Sequence[Path]) -> str:
    """The answer its configuration expects of that page."""
    said = _USUAL
    for folder in folders:
        for path in sorted(folder.glob("*.conf")):
            with contextlib.suppress(OSError):
                for line in path.read_text("utf-8", "replace").splitlines():
                    key, sign, value = line.partition("=")
                    if sign and key.strip() == "response":
                        said = value.strip()
    return said


def _path_or_none(path: object) -> str:
    return path if isinstance(path, str) and path != _NONE else ""
