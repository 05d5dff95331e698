"""The whole world of the network suite: the PC (eth0), a cable, a router, and an internet behind it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lab.machine import Machine
from lab.network.cable import Cable
from lab.network.internet import Internet
from lab.network.pc import Pc, order_of_links
from lab.network.place import Place
from lab.network.router import Router
from lab.programs import Programs

NO_ORDER = 5


class Town(Programs):
    """What can be broken: ``pc``, ``cable``, ``router`` and ``internet``."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(machine.folder)
        self.machine, self.home = machine, machine.home
        self.pc = Pc(self, machine)
        self.cable = Cable(self, Place("cable"))
        self.router = Router(self, Place("router"))
        self.internet = Internet(self, Place("internet"))

    def bring_up(self) -> None:
        self.internet.make_certificates()
        self.pc.place.ip(*order_of_links())
        self.cable.make()
        self.router.make()
        self.pc.make()
        self.pc.connect()
        self.internet.make()
        self._trust(self.internet.authority)
        self.pc.wait_for_ipv6()

    def _trust(self, authority: Path) -> None:
        """The organisation's own authority is among those that this PC trusts."""
        store = Path("/etc/ssl/certs")
        shutil.copy(authority, store / "lab.pem")
        told = ["openssl", "x509", "-hash", "-noout", "-in", str(authority)]
        name = subprocess.run(told, capture_output=True, text=True, timeout=30, check=True).stdout.strip()
        (store / f"{name}.0").symlink_to("lab.pem")
        with (store / "ca-certificates.crt").open("ab") as bundle:
            bundle.write(authority.read_bytes())

    def environ(self) -> Mapping[str, str]:
        return {"GSETTINGS_BACKEND": "keyfile", **self.pc.login()}

    def answer(self, words: list[str], uid: int) -> int:
        return NO_ORDER
