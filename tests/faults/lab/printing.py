"""A world with a print system and two printers, Office (the default) and Lobby."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from lab.daemons import CUPS_SOCKET, PRINTER_HOST, Daemons, order
from lab.faults import FAULTS
from lab.machine import Machine
from lab.orders import answer
from lab.suite import Suite

PRINTERS = ("Office", "Lobby")


class PrintingWorld(Daemons):
    def bring_up(self) -> None:
        with Path("/etc/hosts").open("a") as hosts:
            hosts.write(f"\n127.0.0.1 {PRINTER_HOST}\n::1 {PRINTER_HOST}\n")
        self.start_announcing()
        for name in PRINTERS:
            self.start_printer(name)
        self.write_cups_settings()
        self.start_cups()
        for name in PRINTERS:
            self.add_queue(name)
        order("lpadmin", "-d", "Office")

    def environ(self) -> Mapping[str, str]:
        return {"CUPS_SERVER": CUPS_SOCKET}

    def answer(self, words: list[str], uid: int) -> int:
        return answer(words, uid, self)


def _make(machine: Machine) -> PrintingWorld:
    return PrintingWorld(machine.folder, machine.home, machine.policy)


SUITE = Suite("printing", FAULTS, _make)
