"""Facts about the network: what kind of connections, whether there is a way out, names, a proxy, a VPN.

Kinds of addresses are told, not addresses; that there is a proxy, not which.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterator
from typing import Any

from deskside.diagnostics.facts import unread
from deskside.diagnostics.sources.asking import Ask, row, rows, some, told
from deskside.errors import CallProblem
from deskside.language import _
from deskside.model.report import Fact

_ORIGINS = {"dhcp": ", from the network", "hand": ", set by hand"}
_SHARED = ipaddress.ip_network("100.64.0.0/10")


def network(ask: Ask) -> Iterator[Fact]:
    for part in (_links, _gateway, _names, _proxy):
        yield from _one(part, ask)


def _one(part: Callable[[Ask], Iterator[Fact]], ask: Ask) -> Iterator[Fact]:
    """One part; the others are told without it where it cannot be read."""
    try:
        yield from part(ask)
    except CallProblem as problem:
        name = part.__name__.lstrip("_")
        yield unread("network", _("Network"), str(problem), f"unread_{name}")


def _links(ask: Ask) -> Iterator[Fact]:
    import psutil

    links, states = rows(told(ask, "network.links")), psutil.net_if_stats()
    for link in links:
        name = str(link.get("name"))
        speed = states[name].speed if name in states else 0
        value = {
            **some(link, "kind", "enabled", "carrier", "automatic"),
            "mbit": speed or None,
            "mtu": link.get("mtu"),
            "ipv4": _kinds(link, 4),
            "ipv6": _kinds(link, 6),
        }
        yield Fact("network", name, _("Network connection {name}").format(name=name), value)
    if not links:
        yield Fact("network", "none", _("Network connections"), _("no network connection was found"))
    up = [link for link in links if link.get("kind") == "vpn" and _is_up(link)]
    yield Fact("network", "vpn", _("Secure link to work is on"), bool(up))


def _is_up(link: dict[str, Any]) -> bool:
    return bool(link.get("enabled")) and link.get("carrier") is not False and bool(link.get("addresses"))


def _kinds(link: dict[str, Any], family: int) -> list[str]:
    """ "private, set by hand", "self-given": what sort of addresses these are and where they came from."""
    own = [one for one in rows(link.get("addresses")) if one.get("family") == family]
    return list(dict.fromkeys(_kind(str(one.get("address"))) + _ORIGINS.get(str(one.get("origin")), "") for one in own))


def _kind(text: str) -> str:
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return "unknown"
    if address.is_link_local:
        return "self-given"
    if address.version == 4 and address in _SHARED:
        return "shared"
    return "private" if address.is_private else "public"


def _gateway(ask: Ask) -> Iterator[Fact]:
    ways = [way for way in rows(told(ask, "network.routes")) if way.get("to") == "default"]
    value = {f"ipv{family}": any(way.get("family") == family for way in ways) for family in (4, 6)}
    yield Fact("network", "gateway", _("A way out of this network"), value)


def _names(ask: Ask) -> Iterator[Fact]:
    servers = row(told(ask, "network.name_servers"))
    yield Fact("network", "name_servers", _("Places that look up names"), len(rows(servers.get("servers"))))
    yield Fact("network", "names_by", _("Who says where names are looked up"), servers.get("by"))


def _proxy(ask: Ask) -> Iterator[Fact]:
    proxy = row(told(ask, "network.proxy"))
    value = some(proxy, "kind", "where", "managed")
    yield Fact("network", "proxy", _("Go-between for the internet"), value)
