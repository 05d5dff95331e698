"""A computer that has a catalogue in its settings: what it has, and what a look brings."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from pathlib import Path

from deskside.catalogue.client.current import Arrived
from deskside.catalogue.client.refreshing import Orders, look
from deskside.catalogue.listing import Listing
from deskside.model.arrived import Look
from deskside.model.catalogue import Ring
from deskside.system.web.network import Network


class Computer:
    """Its state lies in ``place``."""

    def __init__(self, place: Path, url: str, root: bytes, authority: Path | None = None) -> None:
        self.place, self.url, self.root, self.authority = place, url, root, authority
        self.ring, self.proxy = Ring.ALL, ""
        self.cases: Collection[tuple[str, str]] = ()

    def orders(self) -> Orders:
        network = Network(self.proxy, str(self.authority or ""))
        return Orders(self.place, self.url, self.ring, lambda: self.root, network, lambda: self.cases)

    def look(self, *, patience: float = 30.0, clock: Callable[[], float] = time.time) -> Look:
        return look(self.orders(), patience=patience, clock=clock)

    @property
    def arrived(self) -> Arrived:
        return Arrived(self.place, wanted=True)

    def offered(self, built_in: Listing | None = None) -> dict[str, str]:
        """Versions by id, as people get them."""
        listing = self.arrived.offered(built_in or Listing(), "linux")
        assert listing.broken == ()
        return {one.id: one.version for one in listing.troubleshooters}

    def folders(self) -> list[str]:
        """What lies on its disk of troubleshooters, in force or not."""
        top = self.place / "troubleshooters"
        return sorted(one.name.rpartition("-")[0] for one in top.iterdir()) if top.is_dir() else []
