"""A Mac as far as Deskside's rooms look at it: what its programs print, and the property lists it keeps."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any

from deskside.system.commands import Ran
from deskside.system.macos.network import MacNetwork

from .commands import PlayedPrograms
from .servers import ANSWERS

NETWORKSETUP = "/usr/sbin/networksetup"
DONE = Ran(0, "", "")


def printed(name: str) -> Ran:
    return Ran(0, (ANSWERS / f"macos-{name}.txt").read_text(encoding="utf-8"), "")


def programs(**other: Ran) -> PlayedPrograms:
    """``other`` by the name of the answer: ``proxy=Ran(0, "<dictionary> {\\n}", "")``."""
    told = {name: other.get(name, printed(name)) for name in ("ifconfig", "routes4", "routes6", "dns", "proxy")}
    return PlayedPrograms(
        {
            ("/sbin/ifconfig", "-a"): told["ifconfig"],
            ("/usr/sbin/netstat", "-rnf", "inet"): told["routes4"],
            ("/usr/sbin/netstat", "-rnf", "inet6"): told["routes6"],
            ("/usr/sbin/scutil", "--dns"): told["dns"],
            ("/usr/sbin/scutil", "--proxy"): told["proxy"],
        }
    )


def service(name: str, device: str, hardware: str = "Ethernet", **other: Any) -> dict[str, Any]:
    port = other.pop("port", name)
    interface = {"DeviceName": device, "Hardware": hardware, "Type": "Ethernet", "UserDefinedName": port}
    return {"UserDefinedName": name, "Interface": interface, "IPv4": {"ConfigMethod": "DHCP"}} | other


SERVICES = {
    "A": service("Wi-Fi", "en0", "AirPort"),
    "B": service("USB 10/100/1000 LAN", "en7", IPv4={"ConfigMethod": "Manual"}, DNS={"ServerAddresses": ["192.0.2.1"]}),
    "C": service("Thunderbolt-Bridge", "bridge0"),
    "D": service("iPhone USB", "en9"),
    "E": service("Werkstatt", "en8", __INACTIVE__=1),
    "F": service("Elsewhere", "en0"),
}


class Mac:
    """``folder`` takes what would be kept under /Library and /etc."""

    def __init__(self, folder: Path, ran: PlayedPrograms | None = None, **changed: dict[str, Any]) -> None:
        self.programs = ran or programs()
        self.places = {name: str(folder / name) for name in ("kept", "managed", "hosts")}
        every = SERVICES | changed
        here = {"Service": {id_: {} for id_ in every if id_ != "F"}, "Global": {"IPv4": {"ServiceOrder": ["B", "A"]}}}
        kept = {"CurrentSet": "/Sets/1", "NetworkServices": every, "Sets": {"1": {"Network": here}}}
        Path(self.places["kept"]).write_bytes(plistlib.dumps(kept))
        Path(self.places["hosts"]).write_text("127.0.0.1\tlocalhost\n10.0.0.5\tintranet.example\n", encoding="utf-8")
        self.network = MacNetwork(self.programs, self.places)

    def manage(self, name: str, told: dict[str, Any]) -> None:
        """A profile of the organisation."""
        path = Path(self.places["managed"], "ann", f"{name}.plist")
        path.parent.mkdir(parents=True)
        path.write_bytes(plistlib.dumps(told))

    def allow(self, *words: str) -> tuple[str, ...]:
        """Lets an order to networksetup pass."""
        self.programs.answers[NETWORKSETUP, *words] = DONE
        return (NETWORKSETUP, *words)
