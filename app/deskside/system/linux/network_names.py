"""Who a Linux computer asks for names: resolv.conf, and behind a stub on this computer systemd-resolved itself."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem
from deskside.system.linux.network_bus import Bus
from deskside.system.printing import Record

RESOLV = Path("/etc/resolv.conf")
_BEHIND = Path("/run/systemd/resolve/resolv.conf")
_STUBS = ("127.0.0.53", "127.0.0.54")
_RESOLVED = ("org.freedesktop.resolve1", "/org/freedesktop/resolve1", "org.freedesktop.resolve1.Manager")
_WRITERS = (
    ("networkmanager", "NetworkManager"),
    ("systemd-resolved", "systemd-resolved"),
    ("resolvconf", "resolvconf"),
    ("dhcpcd", "dhcpcd"),
    ("dhclient", "dhclient"),
    ("netconfig", "netconfig"),
    ("connman", "ConnMan"),
    ("wsl", "WSL"),
    ("docker", "Docker"),
)


def name_servers(
    bus: Bus,
    links: Mapping[int, str],
    lent: Mapping[str, tuple[str, str]],
    resolv: Path = RESOLV,
    behind: Path = _BEHIND,
) -> Record:
    """In the table's shape. ``lent`` names the servers whose origin is known, with their link and that origin."""
    text = _read(resolv)
    servers, search = parse(text)
    by = writer(text, resolv)
    if servers and all(server in _STUBS for server in servers):
        by = "systemd-resolved"
        found = _from_resolved(bus, links) or ([(one, "") for one in parse(_read(behind))[0]], search)
        told, search = found
    else:
        told = [(server, "") for server in servers]
    return {"servers": [_server(address, link, lent) for address, link in told], "search": search, "by": by}


def parse(text: str) -> tuple[list[str], list[str]]:
    """The name servers and search names of a resolv.conf. Only the first three servers are ever asked."""
    servers: list[str] = []
    search: list[str] = []
    for line in text.splitlines():
        word, _, rest = re.sub(r"[#;].*", "", line).strip().replace("\t", " ").partition(" ")
        values = rest.split()
        if word == "nameserver" and values and _is_address(values[0]) and len(servers) < 3:
            servers.append(values[0])
        elif word in ("search", "domain") and values:
            search = values if word == "search" else values[:1]
    return list(dict.fromkeys(servers)), [name.rstrip(".") for name in search if name != "."]


def writer(text: str, path: Path) -> str:
    """Who writes the list, by what it says of itself or where it lies; "" when a person may have."""
    said = "\n".join(line for line in text.splitlines() if line.startswith("#"))[:2000].lower()
    try:
        said += "\n" + str(path.resolve()).lower() if path.is_symlink() else ""
    except OSError:
        return ""
    return next((name for word, name in _WRITERS if word in said), "")


def _from_resolved(bus: Bus, links: Mapping[int, str]) -> tuple[list[tuple[str, str]], list[str]] | None:
    try:
        told = bus.properties(*_RESOLVED)
    except CallProblem:
        return None
    servers = [(address, links.get(one[0], "")) for one in told.get("DNS", []) if (address := _packed(one))]
    search = [one[1].rstrip(".") for one in told.get("Domains", []) if len(one) > 2 and not one[2] and one[1] != "."]
    by_address: dict[str, str] = {}
    for address, link in servers:  # set for a link and for all of them, one server is still one
        by_address[address] = by_address.get(address) or link
    return (list(by_address.items()), list(dict.fromkeys(search))) if servers else None


def _packed(one: list[Any]) -> str:
    """The address in resolved's (link, family, bytes)."""
    try:
        return socket.inet_ntop(one[1], bytes(one[2]))
    except (ValueError, OSError, IndexError, TypeError):
        return ""


def _server(address: str, link: str, lent: Mapping[str, tuple[str, str]]) -> Record:
    known_link, origin = lent.get(address, ("", ""))
    inside, _, zone = address.partition("%")
    return {"address": address, "link": link or known_link or (zone if inside else ""), "origin": origin}


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")[:65_536]
    except OSError:
        return ""
