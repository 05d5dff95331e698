"""Links and routes of a Linux computer in the table's shape: which adapter is what, whence its addresses come."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from pathlib import Path

from deskside.system.linux import network_kernel as kernel
from deskside.system.printing import Record

_UP, _IPV4 = 0x1, 2
_LOOPBACK, _ETHERNET, _POINT_TO_POINT, _NO_HARDWARE = 772, 1, 512, 65534
_TENTATIVE, _DUPLICATE, _OPTIMISTIC, _TEMPORARY = 0x40, 0x08, 0x04, 0x01
_BY_DHCP = 16
_TUNNELS = ("wireguard", "tun", "xfrm", "vti", "vti6", "gre", "ipip", "sit", "ip6tnl", "ip6gre", "ovpn")
_STAND_FOR_HARDWARE = ("bridge", "bond", "team", "vlan", "macvlan", "ipvlan")
"""Made in software, yet often what an office computer's address sits on."""
_MADE_BY_PROGRAMS = re.compile(
    r"(docker|podman|cni|lxc|lxd|incus|virbr|vnet|veth|br-[0-9a-f]{6,}|vboxnet|vmnet|waydroid|tunl|sit|gre|gretap"
    r"|erspan|ip6tnl|ip6_vti|ip_vti|ip6gre|ifb|dummy|teql|nlmon)[0-9a-f.]*(-br|-nic)?\d*$"
)
_LIKE_A_PHONE = ("ipheth", "rndis_host", "cdc_mbim", "qmi_wwan", "huawei_cdc_ncm", "sierra_net")

SYS = Path("/sys/class/net")


def links(
    found: Sequence[kernel.Link],
    addresses: Sequence[kernel.Address],
    routes: Sequence[kernel.Route],
    sys: Path = SYS,
) -> list[Record]:
    """Each link but loopback, with what the kernel and /sys say of it."""
    masters = {link.number: link for link in found}
    told = []
    for link in found:
        if link.hardware == _LOOPBACK:
            continue
        own = told_addresses(link, addresses, routes)
        told.append(
            {
                "name": link.name,
                "kind": kind(link, masters.get(link.master), sys),
                "label": link.name,
                "enabled": bool(link.flags & _UP),
                "carrier": link.carrier,
                "automatic": automatic(own),
                "managed": None,
                "mtu": link.mtu,
                "addresses": own,
            }
        )
    return told


def told_addresses(
    link: kernel.Link, addresses: Sequence[kernel.Address], routes: Sequence[kernel.Route]
) -> list[Record]:
    """A link's own addresses, with where each came from."""
    lent = any(route.link == link.number and route.origin == _BY_DHCP for route in routes)
    return [_address(one, lent=lent) for one in addresses if one.link == link.number and usable(one)]


def routes(found: Sequence[kernel.Route], names: dict[int, str]) -> list[Record]:
    """The routes that lead off the link first, in the order the kernel prefers them."""
    told: list[Record] = [
        {
            "to": route.to,
            "family": 4 if route.family == _IPV4 else 6,
            "gateway": route.gateway,
            "link": names.get(route.link, ""),
            "metric": route.metric,
        }
        for route in sorted(found, key=lambda one: (one.to != "default", one.family, one.metric))
        if names.get(route.link) != "lo"
    ]
    return told


def usable(address: kernel.Address) -> bool:
    """Not one that another computer has already, and not one that is still being tried out."""
    if not address.address or (address.flags & _DUPLICATE and address.family != _IPV4):
        return False
    return not address.flags & _TENTATIVE or bool(address.flags & _OPTIMISTIC)


def automatic(addresses: Sequence[Record]) -> bool | None:
    """Whether a link asks the network for its address; None when it has none to tell by."""
    origins = {one["origin"] for one in addresses if one["scope"] == "global"}
    if "dhcp" in origins:
        return True
    if any(one["scope"] == "link" and one["family"] == 4 for one in addresses):
        return True
    if "hand" in origins:
        return False
    return True if "auto" in origins else None


def kind(link: kernel.Link, master: kernel.Link | None, sys: Path = SYS) -> str:
    """What a person would call this adapter, in the table's words."""
    folder = sys / link.name
    if (folder / "wireless").exists() or (folder / "phy80211").exists():
        return "wifi"
    if link.made_by in _TUNNELS:
        return _tunnel(link, master)
    if _MADE_BY_PROGRAMS.match(link.name) or master is not None:
        return "virtual"
    if link.hardware == _POINT_TO_POINT:
        return "other"
    if link.hardware != _ETHERNET:
        return "vpn" if link.hardware == _NO_HARDWARE else "other"
    if (folder / "device").exists():
        return _hardware(folder)
    if link.made_by == "veth":
        return "wired" if link.elsewhere else "virtual"
    return "wired" if link.made_by in _STAND_FOR_HARDWARE or not link.made_by else "virtual"


def _tunnel(link: kernel.Link, master: kernel.Link | None) -> str:
    left_over = _MADE_BY_PROGRAMS.match(link.name) and not link.flags & _UP
    return "virtual" if left_over or master is not None else "vpn"


def _hardware(folder: Path) -> str:
    about = _read(folder / "uevent")
    driver = (folder / "device" / "driver").resolve().name if (folder / "device" / "driver").exists() else ""
    if "DEVTYPE=wwan" in about or driver in _LIKE_A_PHONE:
        return "mobile"
    return "other" if "DEVTYPE=bluetooth" in about else "wired"


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""


def _address(one: kernel.Address, *, lent: bool) -> Record:
    family = 4 if one.family == _IPV4 else 6
    within = ipaddress.ip_address(one.address).is_link_local
    return {
        "address": one.address,
        "prefix": one.prefix,
        "family": family,
        "scope": "link" if within else "global",
        "origin": _origin(one, family, within=within, lent=lent),
    }


def _origin(one: kernel.Address, family: int, *, within: bool, lent: bool) -> str:
    if within:
        return "auto"
    if family == 4:
        return "dhcp" if one.valid != kernel.FOREVER or lent else "hand"
    if one.origin == 2 or one.flags & _TEMPORARY:
        return "auto"
    if one.valid == kernel.FOREVER:
        return "hand"
    return "dhcp" if one.prefix == 128 else "auto"
