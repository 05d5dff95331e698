"""The network of a Mac: the kernel's interfaces and routes, the services macOS keeps, and what configd made of both."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem, NotPermitted, Unavailable, WrongCall
from deskside.system.commands import Ran, Run
from deskside.system.hosts_file import HostsFile
from deskside.system.macos import network_neighbour
from deskside.system.macos.network_listings import TUNNELS, Held, Interface, Way, interfaces, ways
from deskside.system.macos.network_scutil import dictionary, resolvers
from deskside.system.macos.network_services import KEPT, MANAGED, Service, listed, managed_proxies, services
from deskside.system.macos.network_setup import Setup
from deskside.system.network import Network
from deskside.system.printing import Record

_CHECK_PAGE = ("http://captive.apple.com/hotspot-detect.html", "Success")
_HOSTS = "/etc/hosts"
_SCOPED = 1000
"""Added to the cost of a way that is only for what is bound to its link. macOS itself knows no cost."""
_PHONES = ("iPhone", "iPad")
_LEAST_MTU, _MOST_MTU = 576, 65535
_PLACES: Mapping[str, str] = {"kept": KEPT, "managed": MANAGED, "hosts": _HOSTS}


class MacNetwork(Network):
    def __init__(self, run: Run, places: Mapping[str, str] = _PLACES) -> None:
        self._run, self._places, self._setup = run, places, Setup(run)

    def links(self) -> list[Record]:
        known = self._by_device()
        told = [_link(one, known.get(one.name)) for one in self._interfaces() if "LOOPBACK" not in one.flags]
        order = list(known)
        return sorted(told, key=lambda row: order.index(str(row["name"])) if row["name"] in order else len(order))

    def routes(self) -> list[Record]:
        found = [
            way for family in ("inet", "inet6") for way in ways(self._printed("/usr/sbin/netstat", "-rnf", family))
        ]
        return [_route(way) for way in sorted(found, key=lambda way: (way.family, way.to != "default", way.scoped))]

    def name_servers(self) -> Record:
        by_hand = {server for service in self._services() for server in service.name_servers}
        servers: dict[str, Record] = {}
        search: list[str] = []
        for resolver in resolvers(self._printed("/usr/sbin/scutil", "--dns")):
            search += resolver.search
            for address in resolver.servers if not resolver.domain else []:
                origin = "hand" if address in by_hand else "dhcp"
                servers.setdefault(address, {"address": address, "link": resolver.link, "origin": origin})
        return {"servers": list(servers.values()), "search": list(dict.fromkeys(search)), "by": "macos"}

    def neighbour(self, link: str, address: str) -> Record:
        if link.startswith(TUNNELS):
            return {"answers": None, "why": "this link leads to one other end only"}
        return network_neighbour.ask(self._run, link, address)

    def hosts(self, name: str) -> Record:
        return {"addresses": self._hosts().addresses(name)}

    def proxy(self) -> Record:
        told = dictionary(self._printed("/usr/sbin/scutil", "--proxy"))
        script = str(told.get("ProxyAutoConfigURLString") or "") if told.get("ProxyAutoConfigEnable") == "1" else ""
        address = next((found for found in (_address(told, "HTTPS"), _address(told, "HTTP")) if found), "")
        return {
            "kind": "script" if script else "manual" if address else "none",
            "address": "" if script else address,
            "script": script,
            "managed": managed_proxies(self._places["managed"]),
            "where": "system",
            "except": told.get("ExceptionsList", []) if address and not script else [],
        }

    def check_page(self) -> tuple[str, str]:
        return _CHECK_PAGE

    def enable(self, link: str) -> None:
        """Switches on the service, the radio of a Wi-Fi, or both: whatever of it is off."""
        service, interface = self._service(link), self._interface(link)
        if not service.active:
            self._setup.switch(service, on=True)
        if service.hardware == "AirPort" and "UP" not in interface.flags:
            self._setup.radio(link, on=True)

    def disable(self, link: str) -> None:
        self._setup.switch(self._service(link), on=False)

    def renew(self, link: str) -> None:
        service = self._service(link)
        if not service.automatic:
            raise Unavailable("network", f"{link} does not ask the network for its address")
        self._setup.renew(service)

    def set_proxy(self, kind: str, address: str, script: str) -> None:
        """Of the service that is used: the one of the way out, else the first that is on."""
        if kind not in ("none", "manual", "script") or not {"manual": address, "script": script}.get(kind, "none"):
            raise WrongCall("network", f"no proxy of the kind {kind!r}, or what belongs to it is missing")
        if managed_proxies(self._places["managed"]):
            raise NotPermitted("network", "the proxy is set by a profile")
        self._setup.proxy(self._used(), kind, address, script)

    def set_mtu(self, link: str, mtu: int) -> None:
        if not _LEAST_MTU <= mtu <= _MOST_MTU:
            raise Unavailable("network", f"no adapter takes {mtu}")
        self._setup.mtu(self._service(link).device, mtu)

    def hide_host(self, name: str) -> None:
        self._hosts().hide(name)

    def show_host(self, name: str) -> None:
        self._hosts().show(name)

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        if action in ("hide_host", "show_host"):
            return self._hosts().may_write()
        if action == "set_proxy" and managed_proxies(self._places["managed"]):
            return False
        return self._setup.may()

    def _services(self) -> list[Service]:
        try:
            return services(self._places["kept"])
        except (NotPermitted, Unavailable):
            return listed(self._printed("/usr/sbin/networksetup", "-listallhardwareports"))

    def _by_device(self) -> dict[str, Service]:
        """The first service of each device, in the order macOS prefers them."""
        found: dict[str, Service] = {}
        for service in self._services():
            if service.device:
                found.setdefault(service.device, service)
        return found

    def _interfaces(self) -> list[Interface]:
        return interfaces(self._printed("/sbin/ifconfig", "-a"))

    def _interface(self, link: str) -> Interface:
        for one in self._interfaces():
            if one.name == link:
                return one
        raise Unavailable("network", f"no interface {link}")

    def _service(self, link: str) -> Service:
        service = self._by_device().get(link)
        if service is None:
            raise Unavailable("network", f"{link} is no service of this Mac")
        return service

    def _used(self) -> Service:
        known = self._by_device()
        out = [str(route["link"]) for route in self.routes() if route["to"] == "default"]
        found = [known[link] for link in out if link in known] or [one for one in self._services() if one.active]
        if not found:
            raise Unavailable("network", "no service is on")
        return found[0]

    def _hosts(self) -> HostsFile:
        return HostsFile(Path(self._places["hosts"]))

    def _printed(self, *argv: str) -> str:
        ran: Ran = self._run(argv, 3.0)
        if ran.code != 0:
            raise CallProblem("network", f"{argv[0]} ended with {ran.code}: {ran.err.strip()[:200]}")
        return ran.out


def _link(one: Interface, service: Service | None) -> Record:
    up = "UP" in one.flags
    return {
        "name": one.name,
        "kind": _kind(one, service),
        "label": service.name if service else one.name,
        "enabled": up and (service is None or service.active),
        "carrier": one.status == "active" if one.status and up else None,
        "automatic": service.automatic if service else None,
        "managed": None,
        "mtu": one.mtu,
        "addresses": [_told(held, service) for held in one.addresses],
    }


def _kind(one: Interface, service: Service | None) -> str:
    """What has no service is macOS' own, but a tunnel with an address that is good elsewhere is somebody's VPN."""
    if one.name.startswith(TUNNELS):
        return "vpn" if any(not ip_address(held.address).is_link_local for held in one.addresses) else "virtual"
    if service is None or one.name.startswith(("bridge", "vmnet")):
        return "virtual"
    if service.hardware == "AirPort":
        return "wifi"
    if service.port.startswith(_PHONES) or service.hardware in ("Modem", "WWAN"):
        return "mobile"
    if service.port.startswith(("Bluetooth", "FireWire", "Thunderbolt")):
        return "other" if not service.port.startswith("Thunderbolt Ethernet") else "wired"
    return "wired" if service.kind == "Ethernet" else "other"


def _told(held: Held, service: Service | None) -> Record:
    told = ip_address(held.address)
    origin = ""
    if told.is_link_local or held.words & {"autoconf", "temporary"}:
        origin = "auto"
    elif "dynamic" in held.words or (told.version == 4 and service and service.automatic):
        origin = "dhcp"
    elif service and (told.version == 6 or service.method):
        origin = "hand"
    return {
        "address": held.address,
        "prefix": held.prefix,
        "family": told.version,
        "scope": "link" if told.is_link_local else "global",
        "origin": origin,
    }


def _route(way: Way) -> Record:
    cost = _SCOPED if way.scoped else 0
    return {"to": way.to, "family": way.family, "gateway": way.gateway, "link": way.link, "metric": cost}


def _address(told: dict[str, Any], scheme: str) -> str:
    host, port = told.get(f"{scheme}Proxy"), told.get(f"{scheme}Port")
    return f"{host}:{port or 80}" if told.get(f"{scheme}Enable") == "1" and host else ""


def of(run: Run) -> Network:
    return MacNetwork(run)
