"""Switching a link on and off and asking the network anew, by whichever program looks after that link on this computer.

NetworkManager, systemd-networkd and the DHCP clients that run all the time
know what the link should have; only where none of them is there does
Deskside ask by itself, and only for a link whose address came that way.
"""

from __future__ import annotations

import contextlib
import re
import signal
import time
from collections.abc import Callable
from os import kill
from pathlib import Path

from deskside.errors import CallProblem, NotPermitted, TookTooLong, Unavailable
from deskside.system import person
from deskside.system.commands import Run
from deskside.system.linux import network_dhcp as dhcp
from deskside.system.linux import network_files as files
from deskside.system.linux import network_kernel as kernel
from deskside.system.linux import network_links, network_names
from deskside.system.linux import network_orders as orders
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.network_manager import Device, NetworkManager

_NETWORKD = ("org.freedesktop.network1", "/org/freedesktop/network1", "org.freedesktop.network1.Manager")
_NETWORKD_LINKS = Path("/run/systemd/netif/links")
_PATIENCE, _OWN_PATIENCE = 15.0, 8.0
_CARRIER = 6.0
"""A cable's two ends agree on their speed within a few seconds."""
_OTHER_WAY_OUT = 100


class Renewal:
    """``root`` is whose DHCP clients count: what others start they may call as they like."""

    def __init__(
        self, run: Run, bus: Bus, proc: Path = Path("/proc"), resolv: Path = network_names.RESOLV, root: int = 0
    ) -> None:
        self._run, self._bus, self._manager = run, bus, NetworkManager(bus)
        self._proc, self._resolv, self._root = proc, resolv, root

    def enable(self, link: kernel.Link) -> None:
        self._manager.switch_on(link.name, wifi=network_links.kind(link, None) == "wifi")
        device = self._manager.device(link.name)
        if device is not None and self._connected(device):
            return
        automatic = self._automatic(link)
        orders.set_enabled(link.number, True)
        if self._wait(lambda: _now(link).carrier is not False, _CARRIER) and automatic is not False:
            with contextlib.suppress(CallProblem):  # it is on; whether an address comes is another question
                self._ask(link, 5.0)

    def _connected(self, device: Device) -> bool:
        """False when NetworkManager cannot, as with a link that was switched off behind its back."""
        try:
            self._manager.connect(device, _PATIENCE)
        except NotPermitted:
            raise
        except CallProblem:
            return False
        return True

    def disable(self, link: kernel.Link) -> None:
        device = self._manager.device(link.name)
        if device is not None:
            self._manager.disable(device)
        else:
            orders.set_enabled(link.number, False)

    def renew(self, link: kernel.Link, patience: float = _PATIENCE) -> None:
        """Asks. That the network gives nothing is no failure of asking: what it gave is there to be looked at."""
        with contextlib.suppress(TookTooLong):
            self._ask(link, patience)

    def _ask(self, link: kernel.Link, patience: float) -> None:
        device = self._manager.device(link.name)
        if device is not None:
            self._manager.renew(device, patience)
        elif self._by_networkd(link):
            self._bus.call(*_NETWORKD, "ReconfigureLink", "i", str(link.number), limit=5.0)
            self._await_address(link, patience)
        elif not person.is_administrator():
            raise NotPermitted("network.renew", "only root may ask for an address here")
        elif self._by_client(link):
            self._await_address(link, patience)
        else:
            self._by_ourselves(link, patience)

    def looked_after(self, link: kernel.Link) -> str:
        """Who looks after a link: "NetworkManager", "systemd-networkd" or ""."""
        if self._manager.device(link.name) is not None:
            return "NetworkManager"
        return "systemd-networkd" if self._by_networkd(link) else ""

    def _by_networkd(self, link: kernel.Link) -> bool:
        try:
            told = (_NETWORKD_LINKS / str(link.number)).read_text("utf-8", "replace")
        except OSError:
            return False
        return "ADMIN_STATE=unmanaged" not in told and "ADMIN_STATE=" in told

    def _by_client(self, link: kernel.Link) -> bool:
        """Has a DHCP client that runs for this link ask again; False when none does."""
        for number, program, words in self._clients():
            if program.name.startswith("dhcpcd"):
                self._ordered(["dhcpcd", "--rebind", link.name])
                return True
            if link.name not in words:
                continue
            if program.name == "dhclient":
                again = [word for word in words[1:] if word not in ("-d", "-x", "-r", "-nw")]
                self._ordered([str(program), "-x", *again], fine=True)  # ends it, by its own file of its number
                self._ordered([str(program), "-1", *again])
                return True
            kill(number, signal.SIGUSR2)  # udhcpc: gives back what it has, and
            kill(number, signal.SIGUSR1)  # asks anew
            return True
        return False

    def _clients(self) -> list[tuple[int, Path, list[str]]]:
        """The DHCP clients that run: number, program, words. The kernel says which program it is, the words do not."""
        found = []
        for process in self._proc.glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if process.stat().st_uid != self._root:
                    continue
                program = Path(str((process / "exe").readlink()).removesuffix(" (deleted)"))
                words = (process / "cmdline").read_bytes().decode("utf-8", "replace").rstrip("\0").split("\0")
                is_udhcpc = program.name == "busybox" and "udhcpc" in [Path(word).name for word in words[:2]]
                if is_udhcpc or re.fullmatch(r"dhclient|dhcpcd(-bin)?|udhcpc", program.name):
                    found.append((int(process.name), program, words))
        return found

    def _ordered(self, words: list[str], *, fine: bool = False) -> None:
        ran = self._run(words, 12.0)
        if ran.code != 0 and not fine:
            raise CallProblem(words[0], ran.err.strip()[:200])

    def _by_ourselves(self, link: kernel.Link, patience: float) -> None:
        if self._automatic(link) is False:
            raise Unavailable("network.renew", f"the address of {link.name} was set by hand")
        lease = dhcp.ask(link.name, min(patience, _OWN_PATIENCE))
        for old in _addresses(link):
            if old.family == 2 and old.valid != kernel.FOREVER and old.address != lease.address:
                orders.drop_address(link.number, old.address, old.prefix)  # first: others of its network go with it
        orders.lend_address(link.number, lease.address, lease.prefix, lease.seconds)
        if lease.gateway:
            orders.add_default_route(link.number, lease.gateway, _metric(link))
        self._set_name_servers(lease.name_servers, lease.domain)

    def _set_name_servers(self, servers: list[str], domain: str = "") -> None:
        """In resolv.conf, unless some program writes that file: then it is that program's to do."""
        lines = files.lines(self._resolv)
        text = b"".join(lines).decode("utf-8", "replace")
        if not servers or self._resolv.is_symlink() or network_names.writer(text, self._resolv):
            return
        domain = domain if re.fullmatch(r"[A-Za-z0-9._-]{1,253}", domain) else ""  # anyone may answer a DHCP client
        listed, search = network_names.parse(text)
        if listed[: len(servers)] == servers and (search or not domain):
            return
        kept = [line for line in lines if line.split()[:1] != [b"nameserver"]]
        kept += [] if search or not domain else [f"search {domain}\n".encode()]
        files.write(self._resolv, [*(f"nameserver {server}\n".encode() for server in servers), *kept])

    def _automatic(self, link: kernel.Link) -> bool | None:
        return network_links.automatic(network_links.told_addresses(link, _addresses(link), _routes()))

    def _await_address(self, link: kernel.Link, patience: float) -> None:
        def ready() -> bool:
            there = {one.family for one in _addresses(link) if not one.address.startswith(("169.254.", "fe80"))}
            out = {route.family for route in _routes() if route.link == link.number and route.to == "default"}
            return bool(there) and (2 in out or 2 not in there) and bool(out)

        if not self._wait(ready, patience):
            raise TookTooLong("network.renew", f"the network gave {link.name} no address and way out in time")

    def _wait(self, done: Callable[[], bool], patience: float) -> bool:
        deadline = time.monotonic() + patience
        while not done():
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return True


def _now(link: kernel.Link) -> kernel.Link:
    found = kernel.links(kernel.ask(kernel.GET_LINKS))
    return next((one for one in found if one.number == link.number), link)


def _addresses(link: kernel.Link) -> list[kernel.Address]:
    found = kernel.addresses(kernel.ask(kernel.GET_ADDRESSES))
    return [one for one in found if one.link == link.number and network_links.usable(one)]


def _routes() -> list[kernel.Route]:
    return kernel.routes(kernel.ask(kernel.GET_ROUTES))


def _metric(link: kernel.Link) -> int:
    """The one its way out has already; else one behind all other links' ways out."""
    ways = [route for route in _routes() if route.to == "default" and route.family == 2]
    own = [route.metric for route in ways if route.link == link.number]
    others = [route.metric for route in ways if route.link != link.number]
    return own[0] if own else (max(others) + _OTHER_WAY_OUT if others else 0)
