"""The network of a Linux computer: the kernel's own word on links and routes, and the daemons' where they are there."""

from __future__ import annotations

from deskside.errors import Unavailable
from deskside.system.commands import Run
from deskside.system.linux import network_hosts as hosts
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_links, network_names, network_neighbour
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.network_desktop import Setting
from deskside.system.linux.network_proxy import Proxy
from deskside.system.network import Network
from deskside.system.printing import Record


class LinuxNetwork(Network):
    def __init__(self, run: Run) -> None:
        self._run, self._bus = run, Bus(run)

    def links(self) -> list[Record]:
        found = kernel.links(kernel.ask(kernel.GET_LINKS))
        addresses = kernel.addresses(kernel.ask(kernel.GET_ADDRESSES))
        return network_links.links(found, addresses, kernel.routes(kernel.ask(kernel.GET_ROUTES)))

    def routes(self) -> list[Record]:
        return network_links.routes(kernel.routes(kernel.ask(kernel.GET_ROUTES)), self._names())

    def name_servers(self) -> Record:
        return network_names.name_servers(self._bus, self._names(), {})

    def neighbour(self, link: str, address: str) -> Record:
        return network_neighbour.answers(self._link(link), address)

    def hosts(self, name: str) -> Record:
        return {"addresses": hosts.addresses(name)}

    def proxy(self) -> Record:
        return Proxy(self._run).told()

    def set_proxy(self, kind: str, address: str, script: str) -> None:
        if kind not in ("none", "manual", "script") or not {"manual": address, "script": script}.get(kind, "none"):
            self._unknown(f"a proxy of kind {kind!r}")
        Proxy(self._run).set(Setting(kind, address, script))

    def hide_host(self, name: str) -> None:
        hosts.hide(name)

    def show_host(self, name: str) -> None:
        hosts.show(name)

    def _names(self) -> dict[int, str]:
        return {link.number: link.name for link in kernel.links(kernel.ask(kernel.GET_LINKS))}

    def _link(self, name: str) -> kernel.Link:
        for link in kernel.links(kernel.ask(kernel.GET_LINKS)):
            if link.name == name:
                return link
        raise Unavailable("network", f"no link {name}")


def of(run: Run) -> Network:
    return LinuxNetwork(run)
