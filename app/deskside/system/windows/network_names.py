"""Who is asked for names on Windows, in the order Windows asks, and what is added to short names.

Sources: Microsoft's "DNS registry entries" and the policies of dnsclient.admx.
"""

from __future__ import annotations

from collections.abc import Iterable

from deskside.system.printing import Record
from deskside.system.windows.network_memory import UP, Adapter
from deskside.system.windows.registry import Registry

_TCP = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"
_TCP6 = r"HKLM\SYSTEM\CurrentControlSet\Services\Tcpip6\Parameters"
_POLICY = r"HKLM\SOFTWARE\Policies\Microsoft\Windows NT\DNSClient"
_PLACEHOLDERS = ("fec0:0:0:ffff::1", "fec0:0:0:ffff::2", "fec0:0:0:ffff::3")
"""What Windows shows for IPv6 where nobody named a server; nobody is there."""


def name_servers(adapters: Iterable[Adapter], registry: Registry) -> Record:
    up = sorted((one for one in adapters if one.oper_status == UP), key=lambda one: (one.metric4, one.number))
    by_policy = _words(registry.value(_POLICY, "NameServer"))
    found: dict[str, Record] = {}
    for adapter in up:
        by_hand = [*by_policy, *_by_hand(adapter.guid, registry)]
        for address in adapter.name_servers:
            if address and address not in _PLACEHOLDERS:
                origin = "hand" if address in by_hand else "dhcp"
                found.setdefault(address, {"address": address, "link": adapter.name, "origin": origin})
    return {
        "servers": list(found.values()),
        "search": _search(up, registry),
        "by": "policy" if by_policy else "windows",
    }


def hosts_folder(registry: Registry) -> str:
    """Where the hosts file lies; "" for the usual place."""
    return str(registry.value(_TCP, "DataBasePath") or "")


def _by_hand(guid: str, registry: Registry) -> list[str]:
    return [
        server
        for place in (_TCP, _TCP6)
        for server in _words(registry.value(rf"{place}\Interfaces\{guid}", "NameServer"))
    ]


def _search(up: list[Adapter], registry: Registry) -> list[str]:
    """A list that somebody made stands alone; else the computer's own domain, then those of its connections."""
    for place in (_POLICY, _TCP):
        if made := _words(registry.value(place, "SearchList")):
            return made
    own = _words(registry.value(_TCP, "Domain"))
    connected = [suffix for one in up for suffix in (one.suffix, *one.suffixes) if suffix]
    return list(dict.fromkeys([*own, *connected]))


def _words(told: object) -> list[str]:
    """Lists are written with commas or with spaces, by turns of Windows' history."""
    return str(told or "").replace(",", " ").replace(";", " ").split()
