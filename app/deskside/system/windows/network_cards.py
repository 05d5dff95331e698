"""What Windows' registry says of network adapters: which are real, which make a VPN, which were switched off.

An adapter that is switched off is in no list of the IP helper library; here it
still has its name. Sources: Microsoft's "Network class registry keys" and
netcfgx.h (Characteristics).
"""

from __future__ import annotations

from typing import NamedTuple

from deskside.system.windows.network_memory import DHCP, Adapter
from deskside.system.windows.registry import Registry

_NETWORK = "{4D36E972-E325-11CE-BFC1-08002BE10318}"
_CARDS = rf"HKLM\SYSTEM\CurrentControlSet\Control\Class\{_NETWORK}"
_NAMES = rf"HKLM\SYSTEM\CurrentControlSet\Control\Network\{_NETWORK}"
_VIRTUAL, _HIDDEN = 0x1, 0x8
"""Of Characteristics (NCF_VIRTUAL, NCF_HIDDEN)."""

_ETHERNET, _PPP, LOOPBACK, _OWN, _WIFI, _TUNNEL = 6, 23, 24, 53, 71, 131
_MOBILE = (243, 244)
_AUTOMATIC_TUNNELS = (2, 11, 13, 14)
"""Those that Windows itself makes to carry IPv6: direct, 6to4, ISATAP, Teredo."""
_VPN = (
    "vpn", "tap0", "tapw", "wintun", "wireguard", "tunnel", "forti", "ft_vnic", "pangp", "zscaler", "jnpr", "juniper",
    "swvnic", "cp_apvna", "tailscale", "zerotier", "zttap", "anyconnect",
)  # fmt: skip
"""In the ids of the drivers, which no language changes, of the VPN programs that are common in offices."""
_OTHER = ("bth\\", "{ebf1c456", "ieee1394", "v1394")
"""Bluetooth and FireWire: real, and not what anyone means by the network."""
_BESIDE = ("vwifi", "ndisimplatform", "msloop", "npcap", "vmnet", "vboxnet", "vms_mp")
"""Made by Windows, by virtual machines and by those who listen in: with them nobody goes online."""
_SWITCH = "vms_mp"
"""Hyper-V's own adapter. Where it takes over a real one, it is what asks the network for the address."""


class Card(NamedTuple):
    guid: str
    name: str
    component: str
    characteristics: int
    if_type: int
    device: str


def cards(registry: Registry) -> dict[str, Card]:
    """All that were ever put in, by their id; which of them are there now is for the device itself to say."""
    found = {}
    for number in registry.below(_CARDS):
        key = rf"{_CARDS}\{number}"
        guid = str(registry.value(key, "NetCfgInstanceId") or "").upper()
        name = registry.value(rf"{_NAMES}\{guid}\Connection", "Name")
        if guid and name:
            found[guid] = Card(
                guid=guid,
                name=str(name),
                component=str(registry.value(key, "ComponentId") or "").casefold(),
                characteristics=_whole(registry.value(key, "Characteristics")),
                if_type=_whole(registry.value(key, "*IfType")),
                device=str(registry.value(rf"{_NAMES}\{guid}\Connection", "PnpInstanceID") or ""),
            )
    return found


def kind_of(adapter: Adapter, card: Card | None) -> str:
    """The word of the table. What an adapter is called by people decides nothing."""
    if adapter.if_type == _TUNNEL:
        return "virtual" if adapter.tunnel in _AUTOMATIC_TUNNELS else "vpn"
    if card and card.component == _SWITCH and adapter.flags & DHCP:
        return "wired"
    return _kind(adapter.if_type, card.component if card else "", card.characteristics if card else 0)


def kind_of_card(card: Card) -> str:
    return _kind(card.if_type, card.component, card.characteristics)


def _kind(if_type: int, component: str, characteristics: int) -> str:
    if if_type == _PPP or any(word in component for word in _VPN):
        return "vpn"
    if component.startswith(_OTHER):
        return "other"
    if characteristics & (_VIRTUAL | _HIDDEN) or any(word in component for word in _BESIDE):
        return "virtual"
    if if_type in _MOBILE:
        return "mobile"
    return {_ETHERNET: "wired", _WIFI: "wifi", _OWN: "vpn", _TUNNEL: "vpn"}.get(if_type, "other")


def _whole(told: object) -> int:
    return told if isinstance(told, int) else 0
