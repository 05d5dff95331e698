"""The whole world of the network suite: the PC (eth0), a cable, a router, and an internet behind it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from lab.namespaces import UID, as_person
from lab.network.cable import Cable
from lab.network.internet import Internet
from lab.network.pc import Pc, order_of_links
from lab.network.place import Place
from lab.network.router import Router
from lab.programs import Programs

NO_ORDER = 5


class Town(Programs):
    """What can be broken: ``pc``, ``cable``, ``router`` and ``internet``."""

    def __init__(self, folder: Path, home: Path, person: bool) -> None:
        super().__init__(folder)
        self.home, self._person = home, person
        self.pc = Pc(self, home, person)
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
        name = subprocess.run(told, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
        (store / f"{name}.0").symlink_to("lab.pem")
        with (store / "ca-certificates.crt").open("ab") as bundle:
            bundle.write(authority.read_bytes())

    def give_to_person(self, path: Path) -> None:
        """This file or folder, with all in it, belongs to whoever the command runs as."""
        for one in (path, *path.rglob("*")) if self._person else ():
            os.chown(one, UID, UID, follow_symlinks=False)

    def start_as_person(self, name: str, *command: str) -> None:
        self.start(name, *(as_person(list(command)) if self._person else command))

    def environ(self) -> Mapping[str, str]:
        return {"GSETTINGS_BACKEND": "keyfile", **self.pc.login()}

    def answer(self, words: list[str], uid: int) -> int:
        return NO_ORDER
