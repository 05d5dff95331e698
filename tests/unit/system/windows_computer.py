"""A Windows computer as far as Deskside's rooms look at it: its libraries and its registry, put together by a test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskside.errors import CallProblem
from deskside.system.windows.network_memory import Adapter, Forward, Held
from deskside.system.windows.network_proxy import Kept

NETWORK = "{4D36E972-E325-11CE-BFC1-08002BE10318}"
CARDS = rf"HKLM\SYSTEM\CurrentControlSet\Control\Class\{NETWORK}"
NAMES = rf"HKLM\SYSTEM\CurrentControlSet\Control\Network\{NETWORK}"
TCP = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"


def guid(number: int) -> str:
    return f"{{{number:08}-AAAA-4BBB-8CCC-DDDDDDDDDDDD}}"


def adapter(name: str, number: int, **other: Any) -> Adapter:
    """An Ethernet adapter that is up and has nothing; ``other`` is what is special about it."""
    plain: dict[str, Any] = {
        "guid": guid(number), "name": name, "description": name, "number": number, "number6": number, "if_type": 6,
        "oper_status": 1, "tunnel": 0, "flags": 0x1C5, "mtu": 1500, "metric4": 25, "metric6": 25, "suffix": "",
        "addresses": [], "name_servers": [], "suffixes": [],
    }  # fmt: skip
    return Adapter(**(plain | other))


def card(number: int, name: str, component: str, characteristics: int, if_type: int) -> dict[tuple[str, str], Any]:
    """What the registry keeps of one adapter."""
    here, names = rf"{CARDS}\000{number}", rf"{NAMES}\{guid(number)}\Connection"
    return {
        (here, "NetCfgInstanceId"): guid(number),
        (here, "ComponentId"): component,
        (here, "Characteristics"): characteristics,
        (here, "*IfType"): if_type,
        (names, "Name"): name,
        (names, "PnpInstanceID"): f"DEVICE\\{number}",
    }


class PlayedRegistry:
    def __init__(self, values: Mapping[tuple[str, str], Any] | None = None) -> None:
        self._values = {(key.casefold(), name.casefold()): value for (key, name), value in (values or {}).items()}

    def value(self, key: str, name: str) -> Any:
        return self._values.get((key.casefold(), name.casefold()))

    def below(self, key: str) -> list[str]:
        start = key.casefold() + "\\"
        below = (path.removeprefix(start).partition("\\")[0] for path, _ in self._values if path.startswith(start))
        return list(dict.fromkeys(below))


class PlayedLibrary:
    def __init__(self, adapters: list[Adapter], forwards: list[Forward] | None = None) -> None:
        self.there, self.ways = adapters, forwards or []
        self.disabled: set[str] = set()
        self.neighbours: dict[tuple[int, str], bool | None] = {}
        self.mtus: dict[int, int] = {}
        self.renewed: list[tuple[str, int]] = []

    def adapters(self) -> list[Adapter]:
        return list(self.there)

    def forwards(self) -> list[Forward]:
        return list(self.ways)

    def mtu(self, index: int, family: int) -> int | None:
        return self.mtus.get(index)

    def answers(self, index: int, address: str) -> bool | None:
        return self.neighbours.get((index, address))

    def renew(self, guid: str, index: int) -> None:
        self.renewed.append((guid, index))

    def is_disabled(self, device: str) -> bool:
        return device in self.disabled


AS_SOLD = Kept(9, "", "", "")


class PlayedProxies:
    """Keeps its texts when only the flags change, as wininet does."""

    def __init__(self, kept: Kept = AS_SOLD) -> None:
        self.kept = kept

    def read(self) -> Kept:
        return self.kept

    def write(self, flags: int, server: str | None, script: str | None) -> None:
        if server is not None:
            self.kept = self.kept._replace(server=server)
        if script is not None:
            self.kept = self.kept._replace(script=script)
        self.kept = self.kept._replace(flags=flags)


class BrokenLibrary(PlayedLibrary):
    def adapters(self) -> list[Adapter]:
        raise CallProblem("network", "GetAdaptersAddresses said 87")


def office() -> PlayedLibrary:
    """A notebook on its dock: cable in use, Wi-Fi on and idle, a VPN that is up, and what Windows adds by itself."""
    cable = adapter(
        "Ethernet", 12, mtu=1500, suffix="office.example", suffixes=["lab.example"],
        addresses=[Held("10.20.0.15", 24, 3, 3), Held("fe80::15", 64, 2, 4), Held("2001:db8::15", 64, 4, 5)],
        name_servers=["10.20.0.1", "10.20.0.2"],
    )  # fmt: skip
    wifi = adapter("WLAN", 7, if_type=71, oper_status=2, metric4=35, addresses=[Held("169.254.9.9", 16, 2, 4)])
    direct = adapter("LAN-Verbindung* 1", 9, if_type=71, oper_status=2, metric4=25)
    vpn = adapter(
        "Firma", 3, if_type=53, flags=0x1C1, mtu=1420, metric4=5, addresses=[Held("10.99.0.2", 32, 1, 1)],
        name_servers=["10.99.0.1", "fec0:0:0:ffff::1"],
    )  # fmt: skip
    teredo = adapter("Teredo", 6, if_type=131, tunnel=14, metric4=75, metric6=75)._replace(number=0)
    loopback = adapter("Loopback Pseudo-Interface 1", 1, if_type=24, name_servers=["fec0:0:0:ffff::1"], mtu=4294967295)
    ways = [
        Forward("0.0.0.0", 0, "10.20.0.1", 12, 0, 3, False),
        Forward("::", 0, "fe80::1", 12, 256, 3, False),
        Forward("10.20.0.0", 24, "0.0.0.0", 12, 256, 2, False),
        Forward("10.20.0.15", 32, "0.0.0.0", 12, 256, 2, False),
        Forward("10.20.0.255", 32, "0.0.0.0", 12, 256, 2, False),
        Forward("10.0.0.0", 8, "0.0.0.0", 3, 0, 3, False),
        Forward("224.0.0.0", 4, "0.0.0.0", 12, 256, 2, False),
        Forward("255.255.255.255", 32, "0.0.0.0", 12, 256, 2, False),
        Forward("127.0.0.0", 8, "0.0.0.0", 1, 256, 2, False),
        Forward("ff00::", 8, "::", 12, 256, 2, False),
    ]
    return PlayedLibrary([loopback, wifi, teredo, direct, cable, vpn], ways)


def office_registry(more: Mapping[tuple[str, str], Any] | None = None) -> PlayedRegistry:
    return PlayedRegistry(
        {
            **card(2, "Ethernet 2", "pci\\ven_8086&dev_15bb", 0x84, 6),
            **card(3, "Firma", "wireguard", 0x1, 53),
            **card(4, "vEthernet (Default Switch)", "vms_mp", 0x29, 6),
            **card(5, "Bluetooth-Netzwerkverbindung", "bth\\ms_bthpan", 0x4, 6),
            **card(7, "WLAN", "pci\\ven_8086&dev_2723", 0x84, 71),
            **card(9, "LAN-Verbindung* 1", "{5d624f94-8850-40c3-a3fa-a4fd2080baf3}\\vwifimp_wfd", 0x9, 71),
            (rf"{TCP}\Interfaces\{guid(3)}", "NameServer"): "10.99.0.1",
            (TCP, "Domain"): "corp.example",
        }
        | dict(more or {})
    )
