"""A VPN between the PC and the internet: real WireGuard, in user space, as not every kernel has it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lab.network.addresses import GOOD, ROUTER
from lab.network.place import Place
from lab.network.town import Town
from lab.programs import takes_connections, until

LINK, FAR_LINK = "wg0", "wg1"
OFFICE, PC = "10.99.0.1", "10.99.0.2"
_PORT = 51820
_HALVES = ("0.0.0.0/1", "128.0.0.0/1")


def start(town: Town) -> None:
    """For the office's own addresses."""
    _start(town, "10.99.0.0/16")


def start_for_all(town: Town) -> None:
    """For everything but the tunnel itself, as "redirect all traffic" does it."""
    _start(town, "0.0.0.0/0")
    town.internet.place.set(**{"net/ipv4/ip_forward": 1})
    halves = [f"route add {half} dev {LINK}" for half in _HALVES]
    town.pc.place.ip(f"route add {GOOD.v4} via {ROUTER.v4}", *halves)


def end(town: Town) -> None:
    for name in (LINK, FAR_LINK):
        town.end(name)
    town.pc.place.tried("ip", "route", "del", GOOD.v4)


def link_to(address: str) -> str:
    return subprocess.run(
        ["ip", "route", "get", address], capture_output=True, text=True, check=False, timeout=30
    ).stdout


def _start(town: Town, allowed: str) -> None:
    keys = {name: _key() for name in (LINK, FAR_LINK)}
    ends = ((FAR_LINK, town.internet.place, OFFICE, LINK), (LINK, town.pc.place, PC, FAR_LINK))
    for link, place, address, other in ends:
        _open(town, link, place)
        secret = town.folder / f"{link}.key"
        secret.write_text(keys[link])
        public = place.run("wg", "pubkey", told=keys[other]).strip()
        where = ["endpoint", f"{GOOD.v4}:{_PORT}", "persistent-keepalive", "1"] if link == LINK else []
        peer = ["peer", public, "allowed-ips", allowed if link == LINK else "10.99.0.0/16", *where]
        place.run("wg", "set", link, "private-key", str(secret), "listen-port", str(_PORT), *peer)
        place.ip(f"addr add {address}/16 dev {link}", f"link set {link} up mtu 1420")
    ping = ["ping", "-n", "-q", "-c", "1", "-W", "1", OFFICE]
    until(lambda: town.pc.place.tried(*ping).returncode == 0, "the tunnel")


def _key() -> str:
    return subprocess.run(["wg", "genkey"], capture_output=True, text=True, check=True, timeout=30).stdout


def _open(town: Town, link: str, place: Place) -> None:
    told = {"WG_PROCESS_FOREGROUND": "1", "WG_I_PREFER_BUGGY_USERSPACE_TO_POLISHED_KMOD": "1"}
    Path("/run/wireguard").mkdir(exist_ok=True)
    town.start(link, *place.inside, "wireguard-go", "--foreground", link, **told)
    until(lambda: takes_connections(Path(f"/run/wireguard/{link}.sock")), f"the end {link} of the tunnel")
