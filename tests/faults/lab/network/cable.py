"""The cable between the PC and the router: plugged in or not, good or bad."""

from __future__ import annotations

import sys
from pathlib import Path

from lab.network.place import Place
from lab.programs import Programs

WIRE = Path(__file__).with_name("wire.py")
PC_END, ROUTER_END = "to-pc", "to-router"


class Cable:
    def __init__(self, programs: Programs, place: Place) -> None:
        self._programs, self.place = programs, place

    def make(self) -> None:
        self.place.ip(f"link set {PC_END} up", f"link set {ROUTER_END} up")
        self._bridge()

    def _bridge(self) -> None:
        self.place.ip(
            "link add middle type bridge mcast_snooping 0",
            "link set middle up",
            f"link set {PC_END} master middle",
            f"link set {ROUTER_END} master middle",
        )

    def unplug(self, end: str) -> None:
        self.place.ip(f"link set {end} down")

    def plug(self, end: str) -> None:
        self.place.ip(f"link set {end} up")

    def bad(self, *, loss: float = 0, delay: float = 0, jitter: float = 0, rate: float = 0) -> None:
        """``loss`` in percent each way, ``delay`` and ``jitter`` in milliseconds each way, ``rate`` in kbit/s."""
        self.place.ip("link del middle")
        self.place.whole_packets(PC_END, ROUTER_END)
        values = (str(value) for value in (loss, delay, jitter, rate))
        self._programs.start("wire", *self.place.inside, sys.executable, str(WIRE), PC_END, ROUTER_END, *values)
        self._programs.ready("wire", "ready")

    def good(self) -> None:
        self._programs.end("wire")
        self._bridge()
