"""The network services of macOS as it keeps them itself: a property list, the same in every language.

A service is what System Settings lists: "Wi-Fi", "USB 10/100/1000 LAN". What has
no service here nobody goes online with. Sources: SystemConfiguration's
SCSchemaDefinitions.h and what macOS writes.
"""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any, NamedTuple

from deskside.errors import NotPermitted, Unavailable

KEPT = "/Library/Preferences/SystemConfiguration/preferences.plist"
MANAGED = "/Library/Managed Preferences"
_RADIOS = ("Wi-Fi", "AirPort")
_AUTOMATIC = ("DHCP", "BOOTP")


class Service(NamedTuple):
    name: str
    device: str
    hardware: str
    """ "AirPort", "Ethernet", "Modem" and the like."""
    kind: str
    """ "Ethernet", "PPP", "IPSec", "VPN", "Bridge"."""
    port: str
    """What macOS calls the adapter, such as "iPhone USB"."""
    active: bool
    method: str
    name_servers: tuple[str, ...]

    @property
    def automatic(self) -> bool | None:
        return self.method in _AUTOMATIC if self.method else None


def services(kept: str = KEPT) -> list[Service]:
    """Those of the location in use, in the order macOS prefers them."""
    told = _read(kept)
    every = _part(told, "NetworkServices")
    location = _part(told, "Sets", str(told.get("CurrentSet", "")).rpartition("/")[2])
    here = _part(location, "Network", "Service")
    order = _part(location, "Network", "Global", "IPv4").get("ServiceOrder", [])
    ids = [*(id_ for id_ in order if id_ in here), *(id_ for id_ in here if id_ not in order)]
    return [_service(every[id_]) for id_ in ids if isinstance(every.get(id_), dict)]


def listed(printed: str) -> list[Service]:
    """What networksetup's list of hardware ports tells, for a Mac on which the property list may not be read."""
    found = []
    for block in printed.split("\n\n"):
        told = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        port, device = told.get("Hardware Port", ""), told.get("Device", "")
        if port and device:
            hardware = "AirPort" if port in _RADIOS else "Ethernet"
            found.append(Service(port, device, hardware, "Ethernet", port, True, "", ()))
    return found


def managed_proxies(folder: str = MANAGED) -> bool:
    """Whether a profile of the organisation sets the proxies, for all or for a person."""
    found = Path(folder).glob("**/com.apple.*.plist") if Path(folder).is_dir() else ()
    for path in found:
        if path.name == "com.apple.proxy.http.global.plist":
            return True
        if path.name == "com.apple.SystemConfiguration.plist":
            try:
                if "Proxies" in _read(str(path)):
                    return True
            except (NotPermitted, Unavailable):
                continue
    return False


def _service(told: dict[str, Any]) -> Service:
    interface = _part(told, "Interface")
    return Service(
        name=str(told.get("UserDefinedName") or interface.get("UserDefinedName") or ""),
        device=str(interface.get("DeviceName") or ""),
        hardware=str(interface.get("Hardware") or ""),
        kind=str(interface.get("Type") or ""),
        port=str(interface.get("UserDefinedName") or ""),
        active=not told.get("__INACTIVE__"),
        method=str(_part(told, "IPv4").get("ConfigMethod") or ""),
        name_servers=tuple(map(str, _part(told, "DNS").get("ServerAddresses") or ())),
    )


def _part(told: dict[str, Any], *path: str) -> dict[str, Any]:
    """A dictionary inside; an empty one where there is something else or nothing."""
    for name in path:
        inner = told.get(name)
        told = inner if isinstance(inner, dict) else {}
    return told


def _read(path: str) -> dict[str, Any]:
    try:
        with Path(path).open("rb") as file:
            told = plistlib.load(file)
    except PermissionError as problem:
        raise NotPermitted("network", str(problem)) from problem
    except (OSError, ValueError, plistlib.InvalidFileException) as problem:
        raise Unavailable("network", f"{path}: {problem}") from problem
    return told if isinstance(told, dict) else {}
