"""What macOS' own programs print about interfaces (ifconfig) and routes (netstat), which no language changes.

Both print addresses the way BSD does: "192.168.1" is a network of 24 bits,
"fe80::1%en0" says which link it is on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from ipaddress import IPv4Address, ip_address, ip_network
from itertools import pairwise
from typing import NamedTuple

TUNNELS = ("utun", "ppp", "ipsec", "gpd", "tun", "tap")
"""How links are called that lead to one other end."""

_HEAD = re.compile(r"(\S+): flags=[0-9a-f]+<([^>]*)>(?:.* mtu (\d+))?")
_ADDRESS = re.compile(r"\s+(inet6?) (\S+)(?: --> \S+)?(.*)")


class Held(NamedTuple):
    address: str
    prefix: int
    words: frozenset[str]
    """Such as "autoconf", "temporary", "dynamic"."""


class Interface(NamedTuple):
    name: str
    flags: frozenset[str]
    mtu: int
    status: str
    """ "active", "inactive", or "" where there is no cable to speak of."""
    addresses: list[Held]


class Way(NamedTuple):
    to: str
    """ "default" or a network."""
    family: int
    gateway: str
    """ "" on the link itself."""
    link: str
    scoped: bool
    """Only for what is bound to this link: not where traffic goes by itself."""


def interfaces(printed: str) -> list[Interface]:
    found: list[Interface] = []
    for line in printed.splitlines():
        if head := _HEAD.match(line):
            found.append(Interface(head[1], frozenset(head[2].split(",")), int(head[3] or 0), "", []))
        elif found and (one := _ADDRESS.match(line)):
            if held := _held(one[1], one[2], one[3].split()):
                found[-1].addresses.append(held)
        elif found and line.strip().startswith("status: "):
            found[-1] = found[-1]._replace(status=line.partition("status: ")[2].strip())
    return found


def _held(family: str, address: str, words: list[str]) -> Held | None:
    said = dict(pairwise(words))
    try:
        told = ip_address(address.partition("%")[0])
        if family == "inet":
            mask = int(said.get("netmask", "0xffffffff"), 16)
            prefix = bin(mask & 0xFFFFFFFF).count("1")
        else:
            prefix = int(said.get("prefixlen", "128"))
    except ValueError:
        return None
    return Held(str(told), prefix, frozenset(words))


def ways(printed: str) -> Iterator[Way]:
    """The rows that lead somewhere: no neighbours, groups or broadcasts, nothing rejected."""
    columns: list[str] = []
    family = 0
    for line in printed.splitlines():
        words = line.split()
        if line.startswith("Internet"):
            family = 6 if line.startswith("Internet6") else 4
        elif words[:2] == ["Destination", "Gateway"]:
            columns = words
        elif len(words) >= 4 and columns:
            row = dict(zip(columns, words, strict=False))
            way = _way(row, family)
            if way is not None:
                yield way


def _way(row: dict[str, str], family: int) -> Way | None:
    flags, gateway, link = row.get("Flags", ""), row["Gateway"], row.get("Netif", "")
    to = _network(row["Destination"], family)
    if "U" not in flags or set(flags) & set("LWRBmb") or to is None or link.startswith("lo"):
        return None
    if gateway.startswith("link#"):
        leads = link.startswith(TUNNELS) if to == "default" else not to.endswith(("/32", "/128"))
        return Way(to, family, "", link, "I" in flags) if leads else None
    try:
        at = ip_address(gateway.partition("%")[0])
    except ValueError:
        return None
    if family == 6 and int(at) & ((1 << 64) - 1) == 0:  # macOS' own tunnels: "fe80::%utun0" is nobody
        return None
    own = "G" not in flags
    return Way(to, family, "" if own else str(at), link, "I" in flags)


def _network(written: str, family: int) -> str | None:
    """ "192.168.1" is "192.168.1.0/24", "10.8/16" is "10.8.0.0/16", "10.1.2.3" is "10.1.2.3/32"."""
    if written == "default":
        return written
    address, _, length = written.partition("/")
    address = address.partition("%")[0]
    try:
        if family == 6:
            told = ip_network(f"{address}/{length or 128}", strict=False)
        else:
            parts = address.split(".")
            bits = int(length) if length else 8 * len(parts)
            told = ip_network((int(IPv4Address(".".join([*parts, *"000"][:4]))), bits), strict=False)
    except ValueError:
        return None
    if told.is_multicast or told.is_loopback or told.is_link_local or str(told) == "255.255.255.255/32":
        return None
    return str(told)
