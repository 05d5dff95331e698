"""Changing the network of macOS by networksetup and ipconfig, which ask for an administrator where it is needed.

They say why they refuse in words; so whoever is no administrator is taken to
lack the right, and for an administrator it is a problem of another kind.
"""

from __future__ import annotations

from collections.abc import Sequence

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import person
from deskside.system.commands import Run
from deskside.system.macos.network_services import Service

_NETWORKSETUP = "/usr/sbin/networksetup"
_IPCONFIG = "/usr/sbin/ipconfig"
_NEEDS_RIGHTS = 14
"""networksetup's own number for "requires admin privileges"."""
_ADMINISTRATORS = "admin"


class Setup:
    def __init__(self, run: Run) -> None:
        self._run = run

    def switch(self, service: Service, *, on: bool) -> None:
        self._order("-setnetworkserviceenabled", service.name, _word(on))

    def radio(self, device: str, *, on: bool) -> None:
        self._order("-setairportpower", device, _word(on))

    def renew(self, service: Service) -> None:
        if person.is_administrator():
            self._do([_IPCONFIG, "set", service.device, "DHCP"])
        else:
            self._order("-setdhcp", service.name)

    def mtu(self, device: str, mtu: int) -> None:
        self._order("-setMTU", device, str(mtu))

    def proxy(self, service: Service, kind: str, address: str, script: str) -> None:
        """What is to be off is switched off last, so that a refusal in between leaves the old way in force."""
        if kind == "manual":
            host, _, port = address.rpartition(":")
            for which in ("-setwebproxy", "-setsecurewebproxy"):
                self._order(which, service.name, host, port)
        elif kind == "script":
            self._order("-setautoproxyurl", service.name, script)
        if kind != "manual":
            self._order("-setwebproxystate", service.name, "off")
            self._order("-setsecurewebproxystate", service.name, "off")
        if kind != "script":
            self._order("-setautoproxystate", service.name, "off")

    def may(self) -> bool | None:
        """An administrator's own programs may, as far as the organisation lets them; others may not."""
        if person.is_administrator():
            return True
        return None if _ADMINISTRATORS in person.groups() else False

    def _order(self, *words: str) -> None:
        if any(word.startswith("-") for word in words[1:]):
            raise Unavailable("network", f"no name of a service: {words[1:]}")
        self._do([_NETWORKSETUP, *words])

    def _do(self, argv: Sequence[str]) -> None:
        ran = self._run(argv, 18.0)
        if ran.code == 0 and "** Error" not in ran.out:
            return
        why = f"{argv[1]} ended with {ran.code}: {(ran.err or ran.out).strip()[:200]}"
        refused = ran.code == _NEEDS_RIGHTS or not person.is_administrator()
        raise (NotPermitted if refused else CallProblem)("network", why)


def _word(on: bool) -> str:
    return "on" if on else "off"
