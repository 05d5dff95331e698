"""The network of a Windows computer, as its own libraries and its registry tell it; changes through PowerShell.

Neither speaks a language: numbers and ids decide, never a text for people.
"""

from __future__ import annotations

import time
from ipaddress import ip_address
from pathlib import Path

from deskside.errors import TookTooLong, Unavailable
from deskside.system.commands import Run
from deskside.system.hosts_file import HostsFile
from deskside.system.network import Network
from deskside.system.printing import Record
from deskside.system.windows import network_names, powershell, rights
from deskside.system.windows.kept_powershell import kept
from deskside.system.windows.network_cards import LOOPBACK, Card, cards, kind_of, kind_of_card
from deskside.system.windows.network_library import Library, WindowsLibrary
from deskside.system.windows.network_memory import DHCP, INET, UP, Adapter, Forward, Held
from deskside.system.windows.network_proxy import PersonalProxy, Proxies, WindowsProxies
from deskside.system.windows.registry import Registry, WindowsRegistry

_THIS = (
    "$a=@(Get-NetAdapter -IncludeHidden|Where-Object{$_.InterfaceGuid -eq $env:DESKSIDE_LINK});if(-not $a){$code=44};"
)
ENABLE = _THIS + "$a|Enable-NetAdapter -Confirm:$false"
DISABLE = _THIS + "$a|Disable-NetAdapter -Confirm:$false"
SET_MTU = (
    _THIS + "foreach($i in $a){Set-NetIPInterface -InterfaceIndex $i.InterfaceIndex -AddressFamily IPv4 "
    "-NlMtuBytes ([uint32]$env:DESKSIDE_MTU)}"
)

_CHECK_PAGE = ("http://www.msftconnecttest.com/connecttest.txt", "Microsoft Connect Test")
_ORIGINS = {1: "hand", 3: "dhcp", 4: "auto"}
"""Of NL_PREFIX_ORIGIN; whatever else there is, Windows made by itself."""
_OWN_ROUTE = 2
_WAIT = 15.0
_LEAST_MTU, _MOST_MTU = 576, 65535


class WindowsNetwork(Network):
    def __init__(self, library: Library, registry: Registry, proxies: Proxies, shell: powershell.Shell) -> None:
        self._library, self._registry, self._shell = library, registry, shell
        self._proxy = PersonalProxy(proxies, registry)

    def links(self) -> list[Record]:
        on = self._adapters()
        known = cards(self._registry)
        there = {one.guid.upper() for one in on}
        off = [card for card in known.values() if card.guid not in there and card.device]
        return [
            *(self._link(one, kind_of(one, known.get(one.guid.upper()))) for one in on),
            *(_switched_off(card) for card in off if self._library.is_disabled(card.device)),
        ]

    def routes(self) -> list[Record]:
        by_number = {number: one for one in self._adapters() for number in (one.number, one.number6) if number}
        rows = [row for row in self._library.forwards() if row.link in by_number and _leads_on(row)]
        rows.sort(key=lambda row: (":" in row.address, row.prefix, _metric(row, by_number[row.link])))
        return [_route(row, by_number[row.link]) for row in rows]

    def name_servers(self) -> Record:
        return network_names.name_servers(self._adapters(), self._registry)

    def neighbour(self, link: str, address: str) -> Record:
        adapter = self._adapter(link)
        known = cards(self._registry).get(adapter.guid.upper())
        if kind_of(adapter, known) in ("vpn", "mobile"):
            return {"answers": None, "why": "this link leads to one other end only"}
        try:
            family = ip_address(address.partition("%")[0]).version
        except ValueError:
            return {"answers": None, "why": f"{address} is no address"}
        answers = self._library.answers(adapter.number if family == 4 else adapter.number6 or adapter.number, address)
        return {"answers": answers, "why": "asked at link level" if answers is not None else "it could not be asked"}

    def hosts(self, name: str) -> Record:
        return {"addresses": self._hosts().addresses(name)}

    def proxy(self) -> Record:
        return self._proxy.told()

    def check_page(self) -> tuple[str, str]:
        return _CHECK_PAGE

    def enable(self, link: str) -> None:
        self._order(ENABLE, link)
        self._wait(link, there=True)

    def disable(self, link: str) -> None:
        self._order(DISABLE, link)
        self._wait(link, there=False)

    def renew(self, link: str) -> None:
        adapter = self._adapter(link)
        if not adapter.flags & DHCP:
            raise Unavailable("network", f"{link} does not ask the network for its address")
        self._library.renew(adapter.guid, adapter.number)

    def set_proxy(self, kind: str, address: str, script: str) -> None:
        self._proxy.set(kind, address, script)

    def set_mtu(self, link: str, mtu: int) -> None:
        if not _LEAST_MTU <= mtu <= _MOST_MTU:
            raise Unavailable("network", f"no adapter takes {mtu}")
        self._order(SET_MTU, link, DESKSIDE_MTU=str(mtu))

    def hide_host(self, name: str) -> None:
        self._hosts().hide(name)

    def show_host(self, name: str) -> None:
        self._hosts().show(name)

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        if action == "set_proxy":
            return not self._proxy.managed()
        if action in ("hide_host", "show_host"):
            return self._hosts().may_write()
        return None if action == "renew" else rights.may_set_up_network()

    def _adapters(self) -> list[Adapter]:
        found = [one for one in self._library.adapters() if one.if_type != LOOPBACK]
        return sorted(found, key=lambda one: (one.oper_status != UP, one.metric4, one.number or one.number6))

    def _adapter(self, name: str) -> Adapter:
        for one in self._adapters():
            if one.name == name:
                return one
        raise Unavailable("network", f"no adapter {name} that is switched on")

    def _link(self, adapter: Adapter, kind: str) -> Record:
        mtu = self._library.mtu(adapter.number, INET) if adapter.number else None
        return {
            "name": adapter.name,
            "kind": kind,
            "label": adapter.name,
            "enabled": True,
            "carrier": adapter.oper_status == UP,
            "automatic": bool(adapter.flags & DHCP),
            "managed": None,
            "mtu": min(mtu or adapter.mtu, _MOST_MTU),
            "addresses": [_address(held) for held in adapter.addresses],
        }

    def _hosts(self) -> HostsFile:
        folder = network_names.hosts_folder(self._registry) or powershell.of_windows(r"drivers\etc")
        return HostsFile(Path(folder) / "hosts")

    def _order(self, script: str, link: str, **words: str) -> None:
        powershell.order(self._shell, script, 18.0, {"DESKSIDE_LINK": self._guid(link), **words})

    def _wait(self, link: str, *, there: bool) -> None:
        end = time.monotonic() + _WAIT
        while (link in [one.name for one in self._adapters()]) != there:
            if time.monotonic() > end:
                raise TookTooLong("network", f"{link} is {'not there' if there else 'still there'} after {_WAIT:.0f} s")
            time.sleep(0.2)

    def _guid(self, name: str) -> str:
        """Of an adapter that is switched on or off."""
        on = [one.guid for one in self._library.adapters() if one.name == name]
        all_of_them = [card.guid for card in cards(self._registry).values() if card.name == name]
        if not on and not all_of_them:
            raise Unavailable("network", f"no adapter {name}")
        return (on or all_of_them)[0]


def _switched_off(card: Card) -> Record:
    return {
        "name": card.name,
        "kind": kind_of_card(card),
        "label": card.name,
        "enabled": False,
        "carrier": None,
        "automatic": None,
        "managed": None,
        "mtu": 0,
        "addresses": [],
    }


def _address(held: Held) -> Record:
    told = ip_address(held.address)
    return {
        "address": held.address,
        "prefix": held.prefix,
        "family": told.version,
        "scope": "link" if told.is_link_local else "global",
        "origin": "auto" if told.is_link_local else _ORIGINS.get(held.prefix_origin, ""),
    }


def _leads_on(row: Forward) -> bool:
    """Not what Windows keeps for the addresses it has itself, nor for broadcasts and groups."""
    told = ip_address(row.address or "0.0.0.0")  # noqa: S104 - compared, not listened on
    own = row.protocol == _OWN_ROUTE and row.prefix == told.max_prefixlen
    return bool(row.address) and not (row.loopback or own or told.is_multicast or told.is_loopback)


def _metric(row: Forward, adapter: Adapter) -> int:
    return row.metric + (adapter.metric6 if ":" in row.address else adapter.metric4)


def _route(row: Forward, adapter: Adapter) -> Record:
    gateway = ip_address(row.gateway) if row.gateway else None
    return {
        "to": f"{row.address}/{row.prefix}" if row.prefix else "default",
        "family": ip_address(row.address).version,
        "gateway": row.gateway if gateway and not gateway.is_unspecified else "",
        "link": adapter.name,
        "metric": _metric(row, adapter),
    }


def of(run: Run) -> Network:  # noqa: ARG001 - no program is run for it
    return WindowsNetwork(WindowsLibrary(), WindowsRegistry(), WindowsProxies(), kept)
