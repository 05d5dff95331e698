"""NetworkManager, where it is there: does it look after a link, and what it is asked to do with it.

The program that looks after a link is the one to ask: what is done behind its
back it may undo, and a person may often ask it for what the kernel does only
for root.
"""

from __future__ import annotations

import time
from typing import Any

from deskside.errors import CallProblem, TookTooLong
from deskside.system.linux.network_bus import Bus

_NAME = "org.freedesktop.NetworkManager"
_PATH = "/org/freedesktop/NetworkManager"
_DEVICE, _ACTIVE, _LEASE = f"{_NAME}.Device", f"{_NAME}.Connection.Active", f"{_NAME}.DHCP4Config"
_UNAVAILABLE, _ACTIVATED, _DOWN = 20, 100, 120
_DISCONNECTED = 30
_WIFI = 2
_NONE = "/"


class Device:
    """One link as NetworkManager sees it."""

    def __init__(self, path: str, told: dict[str, Any]) -> None:
        self.path = path
        self.name: str = told.get("Interface") or ""
        self.state: int = told.get("State") or 0
        self.managed = bool(told.get("Managed")) and self.state >= _UNAVAILABLE
        self.wifi = told.get("DeviceType") == _WIFI
        self.active: str = _path_or_none(told.get("ActiveConnection"))
        self.lease: str = _path_or_none(told.get("Dhcp4Config"))


class NetworkManager:
    def __init__(self, bus: Bus) -> None:
        self._bus = bus

    def here(self) -> bool:
        """Whether it runs."""
        return self.settings() is not None

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

    def switched_off(self) -> dict[str, bool] | None:
        """Whether it keeps everything ("all"), or Wi-Fi, switched off; None when it does not run."""
        told = self.settings()
        if told is None:
            return None
        off = not told.get("NetworkingEnabled", True)
        return {"all": off, "wifi": off or not told.get("WirelessEnabled", True)}

    def enable(self, device: Device, patience: float) -> None:
        told = self.settings() or {}
        if not told.get("NetworkingEnabled", True):
            self._bus.call(_NAME, _PATH, _NAME, "Enable", "b", "true", limit=5.0)
        if device.wifi and not told.get("WirelessEnabled", True):
            words = (_NAME, "WirelessEnabled", "b", "true")
            self._bus.call(_NAME, _PATH, "org.freedesktop.DBus.Properties", "Set", "ssv", *words)
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

    def called(self, link: str) -> str:
        """What its settings call the connection on this link, such as "Office Wi-Fi"."""
        device = self.device(link)
        if device is None or not device.active:
            return ""
        try:
            return str(self._bus.properties(_NAME, device.active, _ACTIVE).get("Id", ""))
        except CallProblem:
            return ""

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
        self._bus.call(_NAME, _PATH, _NAME, "ActivateConnection", "ooo", *words, limit=10.0)
        while time.monotonic() < deadline:
            time.sleep(0.2)
            state = Device(device.path, self._bus.properties(_NAME, device.path, _DEVICE)).state
            if state == _ACTIVATED:
                return
            if state == _DOWN:
                raise TookTooLong("network", f"{device.name}: NetworkManager could not connect it")
        raise TookTooLong("network", f"{device.name} is not connected yet")


def _path_or_none(path: object) -> str:
    return path if isinstance(path, str) and path != _NONE else ""
