"""macOS's own names: the account's, its preferred Wi-Fi networks, the serial and the identity of the Mac."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.system.commands import Run
from deskside.system.own_names import OwnNames, full_name, said

_NETWORKSETUP = "/usr/sbin/networksetup"
_IOREG = "/usr/sbin/ioreg"
_WIFI_DEVICE = re.compile(r"^Hardware Port: (?:Wi-Fi|AirPort)\nDevice: (\w+)$", re.MULTILINE)
_SERIAL = re.compile(r'"(?:IOPlatformSerialNumber|IOPlatformUUID)" = "([^"]+)"')


def of(run: Run) -> OwnNames:
    machine = said(run, _IOREG, "-rd1", "-c", "IOPlatformExpertDevice")
    return OwnNames(full_name(), tuple(_wifi(run)), tuple(_SERIAL.findall(machine)))


def _wifi(run: Run) -> Iterator[str]:
    """A heading, then a network a line, each after a tab."""
    for device in _WIFI_DEVICE.findall(said(run, _NETWORKSETUP, "-listallhardwareports")):
        listed = said(run, _NETWORKSETUP, "-listpreferredwirelessnetworks", device)
        yield from (line.strip() for line in listed.splitlines() if line.startswith("\t"))
