"""Which proxy a link goes through, by the person's setting: its exceptions, and what a proxy script names."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from deskside.errors import Unavailable
from deskside.system.reach.pages import Proxy

_IN_SCRIPT = re.compile(r"\b(PROXY|HTTP|HTTPS|SOCKS5?)\s+([A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):(\d{1,5})\b")


def proxy(address: str, speaks: str = "http") -> Proxy:
    """The proxy at "host:port"."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65_536:
        raise Unavailable("reach.fetch", f"not a proxy's address: {address!r}")
    return Proxy(host.strip("[]"), int(port), speaks)


def named_in(script: str) -> list[Proxy]:
    """The proxies that a script names, at most two. What it decides is not computed: it is a program."""
    found = [
        Proxy(host.strip("[]"), int(port), "socks" if kind.startswith("SOCKS") else "http")
        for kind, host, port in _IN_SCRIPT.findall(script)
        if 0 < int(port) < 65_536
    ]
    return list(dict.fromkeys(found))[:2]


def is_exception(host: str, exceptions: Iterable[str]) -> bool:
    """Whether a host is reached without the proxy: names with or without a star, their subdomains, and networks."""
    host = host.lower().rstrip(".")
    return host in ("localhost", "127.0.0.1", "::1") or any(_fits(host, one.strip().lower()) for one in exceptions)


def _fits(host: str, pattern: str) -> bool:
    if pattern in ("", "*"):
        return pattern == "*"
    if pattern == "<local>":
        return "." not in host and ":" not in host
    if "/" in pattern or _number(host) is not None:
        number, network = _number(host), _network(pattern)
        return number is not None and network is not None and number in network
    name = pattern.rsplit(":", 1)[0] if pattern.rsplit(":", 1)[-1].isdecimal() else pattern
    name = name.removeprefix("*").removeprefix(".")
    if "*" in name:
        return re.fullmatch(".*".join(re.escape(part) for part in name.split("*")), host) is not None
    return host == name or host.endswith(f".{name}")


def _number(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network | None:
    try:
        return ipaddress.ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return None
