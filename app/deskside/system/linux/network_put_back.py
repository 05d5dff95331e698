"""Taking a renewal back: a link's IPv4 address, way out and name servers as they were before. Needs root."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from pathlib import Path

from deskside.errors import Unavailable
from deskside.system.linux import network_files as files
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_names
from deskside.system.linux import network_orders as orders

_IPV4 = 2
_A_DAY = 86_400
"""Seconds for which an address that was lent before is held again."""


def put_back(
    link: kernel.Link, address: str, gateway: str, servers: Sequence[str], resolv: Path = network_names.RESOLV
) -> None:
    """First what may be refused for its own sake; nothing is changed when any of it is no address."""
    own = _interface(address) if address else None
    for one in (*servers, *([gateway] if gateway else [])):
        _number(one)
    _name_servers(servers, resolv)
    now = [one for one in kernel.addresses(kernel.ask(kernel.GET_ADDRESSES)) if one.link == link.number]
    now = [one for one in now if one.family == _IPV4]
    for new in now:
        if new.valid != kernel.FOREVER and (own is None or new.address != str(own.ip)):
            orders.drop_address(link.number, new.address, new.prefix)  # first: others of its network go with it
    if own is not None and str(own.ip) not in {one.address for one in now}:
        orders.lend_address(link.number, str(own.ip), own.network.prefixlen, _A_DAY)
    _way_out(link, gateway)


def _way_out(link: kernel.Link, gateway: str) -> None:
    metric = 0
    for route in kernel.routes(kernel.ask(kernel.GET_ROUTES)):
        if route.link == link.number and route.family == _IPV4 and route.to == "default":
            metric = route.metric
            if route.gateway != gateway:
                orders.drop_default_route(link.number, route.gateway, route.metric)
    if gateway:
        orders.add_default_route(link.number, gateway, metric)


def _name_servers(servers: Sequence[str], resolv: Path) -> None:
    """In resolv.conf, unless some program writes that file: what that one was told by others stays its own."""
    lines = files.lines(resolv)
    text = b"".join(lines).decode("utf-8", "replace")
    if not servers or network_names.parse(text)[0] == list(servers):
        return
    if resolv.is_symlink() or network_names.writer(text, resolv):
        return
    kept = [line for line in lines if line.split()[:1] != [b"nameserver"]]
    files.write(resolv, [*(f"nameserver {server}\n".encode() for server in servers), *kept])


def _interface(address: str) -> ipaddress.IPv4Interface:
    try:
        return ipaddress.IPv4Interface(address)
    except ValueError as problem:
        raise Unavailable("network.put_back", str(problem)) from problem


def _number(address: str) -> None:
    try:
        ipaddress.ip_address(address.partition("%")[0])
    except ValueError as problem:
        raise Unavailable("network.put_back", str(problem)) from problem
