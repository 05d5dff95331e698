"""Which name servers a Linux computer was given by DHCP, by what the program that asked has noted down."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from deskside.system.linux.network_manager import NetworkManager

_NETWORKD = Path("/run/systemd/netif/leases")
_DHCLIENT = (Path("/var/lib/dhcp"), Path("/var/lib/dhclient"), Path("/var/lib/NetworkManager"))
_LEASE = re.compile(r"lease \{(.*?)^\}", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r'^\s*interface "([^"]+)";', re.MULTILINE)
_SERVERS = re.compile(r"^\s*option (?:dhcp6\.)?(?:domain-)?name-servers ([^;]+);", re.MULTILINE)


def name_servers(
    manager: NetworkManager,
    links: Mapping[int, str],
    networkd: Path = _NETWORKD,
    dhclient: Sequence[Path] = _DHCLIENT,
) -> dict[str, tuple[str, str]]:
    """Each server's link and its origin, which is "dhcp"; servers that nobody lent are not in it."""
    lent: dict[str, tuple[str, str]] = {}
    for number, link in links.items():
        if link != "lo":
            found = [*_by_networkd(networkd / str(number)), *manager.lent(link)]
            lent |= dict.fromkeys(found, (link, "dhcp"))
    for link, servers in _by_dhclient(dhclient).items():
        if link in links.values():
            lent |= {server: (link, "dhcp") for server in servers if server not in lent}
    return lent


def _by_networkd(file: Path) -> list[str]:
    with contextlib.suppress(OSError):
        for line in file.read_text("utf-8", "replace").splitlines():
            if line.startswith("DNS="):
                return line[4:].split()
    return []


def _by_dhclient(folders: Sequence[Path]) -> dict[str, list[str]]:
    """The last lease of each link."""
    found: dict[str, list[str]] = {}
    for folder in folders:
        for path in sorted(folder.glob("dhclient*.lease*")):
            with contextlib.suppress(OSError):
                for lease in _LEASE.findall(path.read_text("utf-8", "replace")[-65_536:]):
                    link, servers = _LINK.search(lease), _SERVERS.search(lease)
                    if link and servers:
                        found[link[1]] = [server.strip() for server in servers[1].split(",")]
    return found
