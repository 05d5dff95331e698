"""What can keep a computer from the internet, from its own adapter outwards; what needs no code is in the manifest."""

from __future__ import annotations

from .beyond import CaptivePortal, HttpsBlocked, Ipv6Broken, NoInternet, TlsInterception
from .connection import AdapterDisabled, GatewayUnreachable, NoAddress, NoGateway
from .line import HighLatency, MtuBlackHole, PacketLoss
from .names import DnsDead, DnsFirstDead, DnsHijack, DnsSearchMissing, DnsSlow, HostsOverride
from .proxies import ProxyDead, ProxyScriptUnreachable

__all__ = [
    "AdapterDisabled",
    "CaptivePortal",
    "DnsDead",
    "DnsFirstDead",
    "DnsHijack",
    "DnsSearchMissing",
    "DnsSlow",
    "GatewayUnreachable",
    "HighLatency",
    "HostsOverride",
    "HttpsBlocked",
    "Ipv6Broken",
    "MtuBlackHole",
    "NoAddress",
    "NoGateway",
    "NoInternet",
    "PacketLoss",
    "ProxyDead",
    "ProxyScriptUnreachable",
    "TlsInterception",
]
