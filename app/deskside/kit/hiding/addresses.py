"""Addresses as ones that belong to nobody: those set aside for documents, for measuring and for later.

What lies in one network still does, and the router is still on this side of it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from itertools import count
from typing import TypeAlias

V4, V6 = ipaddress.IPv4Address, ipaddress.IPv6Address
Address: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address
Net: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network

_OF_ALL = frozenset(
    ipaddress.ip_network(net)
    for net in (
        *("0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"),
        *("127.0.0.0/8", "224.0.0.0/4", "::/0", "::/1", "8000::/1", "2000::/3", "fc00::/7", "fe80::/10", "ff00::/8"),
    )
)
"""Networks that are the same everywhere."""
_LINK_LOCAL = (ipaddress.ip_network("169.254.0.0/16"), ipaddress.ip_network("fe80::/10"))
_SMALL = ("192.0.2.0", "198.51.100.0", "203.0.113.0")


class Addresses:
    def __init__(self, zone: Callable[[str], str]) -> None:
        """``zone``: what stands for the adapter behind a "%"."""
        self._zone = zone
        self._own: list[Net] = []
        self._bases: dict[Net, int] = {}
        self._far: dict[Address, Address] = {}
        self._last: dict[Net, int] = {}
        self._small, self._large, self._six = count(), count(), count(1)

    @property
    def count(self) -> int:
        """How many were hidden."""
        return len(self._far)

    def learn(self, address: str, prefix: int) -> None:
        """This computer is in a network that is so large."""
        try:
            net = ipaddress.ip_network(f"{address.partition('%')[0]}/{prefix}", strict=False)
        except ValueError:
            return
        if net.prefixlen < (24 if net.version == 4 else 64) and net not in (*self._own, *_LINK_LOCAL):
            self._own.append(net)
            self._own.sort(key=lambda one: -one.prefixlen)

    def of(self, value: str) -> str:
        """What stands for an address, or for a network; "" when it is neither."""
        bare, slash, prefix = value.partition("/")
        bare, percent, zone = bare.partition("%")
        try:
            found = ipaddress.ip_address(bare)
            net = ipaddress.ip_network(f"{bare}/{prefix}") if slash else None
        except ValueError:
            try:
                ipaddress.ip_interface(value)
            except ValueError:
                return ""
            net = None
        if net is not None and net.prefixlen < net.max_prefixlen:
            return self._network(net)
        return f"{self._address(found)}{percent}{self._zone(zone) if zone else ''}{slash}{prefix}"

    def _network(self, net: Net) -> str:
        if net in _OF_ALL and net not in self._own:
            return str(net)
        group = self._group(net.network_address)
        if group.prefixlen > net.prefixlen:
            group = net
        base = self._base(group)
        if group.version == 4 and group.prefixlen >= 24:
            base += int(net.network_address) - int(group.network_address)
        made = V4(base) if net.version == 4 else V6(base)
        return str(ipaddress.ip_network((made, net.prefixlen), strict=False))

    def _address(self, found: Address) -> Address:
        if found.is_loopback or found.is_unspecified or found.is_multicast or int(found) == 0xFFFFFFFF:
            return found
        if isinstance(found, V6) and found.ipv4_mapped:
            return V6(f"::ffff:{self._address(found.ipv4_mapped)}")
        if found not in self._far:
            self._far[found] = self._new(found)
        return self._far[found]

    def _new(self, found: Address) -> Address:
        """In a small network of the older kind the last number stays: many a router is 1. Elsewhere they count up."""
        group = self._group(found)
        base = self._base(group)
        if group.version == 4 and group.prefixlen == 24:
            return V4(base + int(found) - int(group.network_address))
        self._last[group] = self._last.get(group, 0) + 1
        return type(found)(base + self._last[group])

    def _group(self, found: Address) -> Net:
        """The network that an address counts to."""
        for net in (*_LINK_LOCAL, *self._own):
            if found in net:
                return net
        return ipaddress.ip_network((found, 24 if found.version == 4 else 64), strict=False)

    def _base(self, group: Net) -> int:
        if group not in self._bases:
            self._bases[group] = self._new_base(group)
        return self._bases[group]

    def _new_base(self, group: Net) -> int:
        if group in _LINK_LOCAL:
            return int(group.network_address)
        if group.version == 6:
            number = next(self._six)
            start = "3fff::" if group.prefixlen < 48 else "2001:db8::"
            return int(V6(start)) + (number << (96 if group.prefixlen < 48 else 80))
        if group.prefixlen < 24:
            number = next(self._large)
            return int(V4("241.0.0.0")) + (number << 24) if number < 14 else int(V4("240.128.0.0")) + (number << 16)
        number = next(self._small)
        if number < len(_SMALL):
            return int(V4(_SMALL[number]))
        measuring = number - len(_SMALL)
        return (int(V4("198.18.0.0")) if measuring < 512 else int(V4("240.0.0.0"))) + (measuring << 8)
