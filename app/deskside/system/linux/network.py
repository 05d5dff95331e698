"""The network of a Linux computer: the kernel's own word on links and routes, and the daemons' where they are there."""

from __future__ import annotations

from pathlib import Path

from deskside.errors import Unavailable
from deskside.system import person
from deskside.system.commands import Run
from deskside.system.hosts_file import HostsFile
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_lent, network_links, network_names, network_neighbour, network_put_back
from deskside.system.linux import network_orders as orders
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.network_desktop import Setting
from deskside.system.linux.network_manager import NetworkManager
from deskside.system.linux.network_proxy import Proxy
from deskside.system.linux.network_renewal import Renewal
from deskside.system.network import Network
from deskside.system.printing import Record

_MAY_CHANGE_LINKS = 1 << 12
"""The kernel's right CAP_NET_ADMIN."""
_LEAST_MTU, _MOST_MTU = 576, 65_535
_HOSTS = Path("/etc/hosts")


class LinuxNetwork(Network):
    def __init__(self, run: Run) -> None:
        self._run, self._bus = run, Bus(run)
        self._hosts = HostsFile(_HOSTS)
        self._manager, self._renewal = NetworkManager(self._bus), Renewal(run, self._bus)

    def links(self) -> list[Record]:
        found = kernel.links(kernel.ask(kernel.GET_LINKS))
        addresses = kernel.addresses(kernel.ask(kernel.GET_ADDRESSES))
        told = network_links.links(found, addresses, kernel.routes(kernel.ask(kernel.GET_ROUTES)))
        for link in told:
            if link["kind"] != "virtual":
                self._add_what_is_set(link)
        return told

    def _add_what_is_set(self, link: Record) -> None:
        """What the program that looks after the link calls it, and how its address is to come."""
        device = self._manager.device(str(link["name"]))
        if device is not None:
            link["label"] = self._manager.called(device) or link["name"]
            automatic = self._manager.automatic(device)
            link["automatic"] = link["automatic"] if automatic is None else automatic

    def routes(self) -> list[Record]:
        return network_links.routes(kernel.routes(kernel.ask(kernel.GET_ROUTES)), self._names())

    def name_servers(self) -> Record:
        names = self._names()
        return network_names.name_servers(self._bus, names, network_lent.name_servers(self._manager, names))

    def neighbour(self, link: str, address: str) -> Record:
        return network_neighbour.answers(self._link(link), address)

    def hosts(self, name: str) -> Record:
        return {"addresses": self._hosts.addresses(name)}

    def proxy(self) -> Record:
        return Proxy(self._run).told()

    def check_page(self) -> tuple[str, str]:
        return self._manager.page()

    def enable(self, link: str) -> None:
        self._renewal.enable(self._link(link))

    def disable(self, link: str) -> None:
        self._renewal.disable(self._link(link))

    def renew(self, link: str) -> None:
        self._renewal.renew(self._link(link))

    def put_back(self, link: str, address: str, gateway: str, servers: str) -> None:
        network_put_back.put_back(self._link(link), address, gateway, servers.split())
        device = self._manager.device(link)
        if device is not None and not address:
            self._manager.disable(device)  # it had none because it was not connected

    def set_mtu(self, link: str, mtu: int) -> None:
        if not _LEAST_MTU <= mtu <= _MOST_MTU:
            self._unknown(f"packets of {mtu} bytes")
        orders.set_mtu(self._link(link).number, mtu)

    def set_proxy(self, kind: str, address: str, script: str) -> None:
        if kind not in ("none", "manual", "script") or not {"manual": address, "script": script}.get(kind, "none"):
            self._unknown(f"a proxy of kind {kind!r}")
        if any(text.startswith("-") or not text.isprintable() for text in (address, script)):  # no word for a program
            self._unknown(f"a proxy {address}{script}")
        Proxy(self._run).set(Setting(kind, address, script))

    def hide_host(self, name: str) -> None:
        self._hosts.hide(name)

    def show_host(self, name: str) -> None:
        self._hosts.show(name)

    def may(self, action: str, first: str) -> bool | None:
        if action == "set_proxy":
            return Proxy(self._run).may_set()
        if action in ("hide_host", "show_host"):
            return self._hosts.may_write()
        if _administers_links():
            return True
        if action in ("set_mtu", "put_back"):
            return False
        if action in ("enable", "disable", "renew"):
            by = self._renewal.looked_after(self._link(first))
            return self._manager.permits() if by == "NetworkManager" else (None if by else False)
        return None

    def _names(self) -> dict[int, str]:
        return {link.number: link.name for link in kernel.links(kernel.ask(kernel.GET_LINKS))}

    def _link(self, name: str) -> kernel.Link:
        for link in kernel.links(kernel.ask(kernel.GET_LINKS)):
            if link.name == name:
                return link
        raise Unavailable("network", f"no link {name}")


def _administers_links() -> bool:
    """Root may, except inside a container that was made without that right."""
    if not person.is_administrator():
        return False
    try:
        told = Path("/proc/self/status").read_text("ascii", "replace")
    except OSError:
        return True
    rights = next((line.split()[1] for line in told.splitlines() if line.startswith("CapEff:")), "0")
    return bool(int(rights, 16) & _MAY_CHANGE_LINKS)


def of(run: Run) -> Network:
    return LinuxNetwork(run)
