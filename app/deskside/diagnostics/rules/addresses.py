"""Addresses in a network: of the internet, versions 4 and 6, and of hardware."""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.public import is_ipv6, is_public_ipv4, is_public_ipv6
from deskside.diagnostics.rules.rule import Behind, Finder, Rule, Span, Text

_GROUPS = re.compile(r"\b[0-9A-Fa-f]{1,4}([:\-])[0-9A-Fa-f]{1,4}(?:\1[0-9A-Fa-f]{1,4}){4,16}(?![\w:\-])")
_NOT_BEFORE = frozenset(":.-")
_VERSION_BEFORE = re.compile(
    r"(?i)(?:(?<![a-z])(?:version|versions|versión|ver|v|build|release|driver|firmware|fw|bios|rev|revision|update|"
    r"upgrade|"
    r"installed|agent|treiber|treiberversion|pilote|controlador)|[\w\-]{1,40}\.(?:exe|dll|sys))[\"']?[\s:=>(v,\"']{0,6}"
    r"(?:[\d.]{1,30}[\s,;/]{1,3}){0,6}$"
)
_EPOCH = re.compile(r"(?<!\w)\d:$")
"""Before versions of packages: "8:6.9.11.60"."""
_PRODUCT_BEFORE = re.compile(r"[A-Za-z]{3,}[ /]v?$")


def own_ipv4(text: str, start: int, address: str) -> bool:
    """Whether four numbers with dots are an address, and not everybody's, a mask or a version."""
    parts = address.split(".")
    if any(len(part) > 3 or (len(part) > 1 and part[0] == "0") for part in parts):
        return False
    octets = tuple(int(part) for part in parts)
    if max(octets) > 255 or is_public_ipv4(octets, address):
        return False
    if text[start + len(address) : start + len(address) + 1] in ("+", "~") or _EPOCH.search(
        text, max(0, start - 3), start
    ):
        return False
    before = text[max(0, start - 60) : start].rpartition("\n")[2]
    if _VERSION_BEFORE.search(before):
        return False
    is_local = octets[0] == 10 or (octets[0] == 172 and 16 <= octets[1] < 32) or octets[:2] == (192, 168)
    if not is_local and octets[3] == 0 and octets[0] < 64 and not text.startswith("/", start + len(address)):
        return False
    looks_like_version = octets[3] == 0 or max(octets) < 64
    return is_local or not (looks_like_version and _PRODUCT_BEFORE.search(before))


def _own_ipv6(match: re.Match[str]) -> bool:
    address = match["ip"]
    if not is_ipv6(address) or is_public_ipv6(address) or re.fullmatch(r"::1:\d{1,5}", address):
        return False
    return any(char.isdigit() for char in address) or address.count(":") >= 4


def _is_own_mac(address: str) -> bool:
    digits = re.sub(r"[^0-9a-f]", "", address.lower())
    return not digits.startswith(("01005e", "3333")) and len(set(digits)) > 2


def _groups(text: Text) -> Iterator[Span]:
    """Six pairs are a hardware address, eight groups one of version 6; sixteen pairs are a fingerprint."""
    for match in _GROUPS.finditer(text.text):
        if text.text[match.start() - 1 : match.start()] in _NOT_BEFORE:
            continue
        groups = match[0].split(match[1])
        if len(groups) == 6 and all(len(group) == 2 for group in groups):
            if _is_own_mac(match[0]):
                yield Span(match.start(), match.end(), "mac")
        elif len(groups) == 8 and match[1] == ":":
            yield Span(match.start(), match.end(), "ip")


FINDERS: tuple[Finder, ...] = (
    _groups,
    Rule(
        r"(?<![\w:.])(?P<ip>(?=[0-9A-Fa-f:]{0,39}::)[0-9A-Fa-f:]{3,39}(?:(?<=:)\d{1,3}(?:\.\d{1,3}){3})?)(?![\w:])",
        ("::",),
        _own_ipv6,
    ),
    Rule(r"(?<=dev_)(?P<mac>[0-9A-Fa-f]{2}(?:_[0-9A-Fa-f]{2}){5})(?![0-9A-Fa-f])", ("dev_",)),
    Behind(
        "mac, mac address, mac-address, mac_address, macaddress, mac-adresse, adresse mac, dirección mac, hwaddr, "
        "ether,"
        "lladdr, bssid, physical address, physische adresse, adresse physique, dirección física, hardware address,"
        "hardware-adresse, node id",
        r"(?P<mac>[0-9A-Fa-f]{12}|[0-9A-Fa-f]{2}(?:[ :\-.][0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{4}"
        r"(?:[.\-][0-9A-Fa-f]{4}){2})(?!\w)",
        ends="macaddress hwaddr bssid macaddr",
    ),
)
