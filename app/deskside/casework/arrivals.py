"""The organisation's catalogue, as the front desk sees it: what arrived, looking for more, and whether all is well.

Loads neither python-tuf nor ``requests`` before somebody looks.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from deskside.catalogue import read_manifest
from deskside.catalogue.client.current import Arrived, version_of
from deskside.catalogue.client.last import is_due, read_last
from deskside.catalogue.client.leases import Leases
from deskside.catalogue.client.root import installed_root
from deskside.config import Settings
from deskside.errors import ManifestProblem
from deskside.model.arrived import Look, State
from deskside.model.catalogue import Ring
from deskside.model.troubleshooter import Troubleshooter
from deskside.system.file_lock import FileLock
from deskside.system.web.network import Network

InUse = Callable[[], Collection[tuple[str, str]]]


class Arrivals:
    """``arrived`` reads what is in force; the settings say where more comes from."""

    def __init__(self, arrived: Arrived, settings: Settings, network: Network) -> None:
        self.arrived, self._settings, self.network = arrived, settings, network

    def stamp(self) -> object:
        """Differs when another set is in force."""
        return self.arrived.stamp()

    def hold(self, troubleshooters: Iterable[Troubleshooter]) -> list[FileLock]:
        """Their folders stay, whatever comes, until the locks are given back; but what is withdrawn goes at once."""
        return Leases(self.arrived.place).hold(one.folder for one in troubleshooters)

    def kept(self, id: str, version: str) -> Troubleshooter | None:  # noqa: A002 - it is the id
        """A version that newer ones have superseded, as long as it is still here and was not withdrawn."""
        try:
            folders = sorted((self.arrived.place / "troubleshooters").iterdir())
        except OSError:
            return None
        if self.arrived.current().is_withdrawn(id, version):
            return None
        for folder in (one for one in folders if version_of(one) == (id, version)):
            try:
                return read_manifest(folder / id)
            except ManifestProblem:
                continue
        return None

    @property
    def url(self) -> str:
        return self._settings.text("catalogue.url")

    @property
    def ring(self) -> Ring:
        return Ring(self._settings.text("catalogue.ring"))

    def root(self) -> bytes:
        """The root that is installed. Raises ``CatalogueProblem``."""
        key = "catalogue.root"
        never_in = [self.arrived.place, *([Path(self.url)] if Path(self.url).is_absolute() else [])]
        return installed_root(self._settings.text(key), never_in, by_it=self._settings.locked(key))

    def look(self, in_use: InUse, *, due: bool = False) -> Look:
        """Looks into the catalogue now; with ``due`` only when it is time."""
        ring = self.ring
        if not self.url:
            return Look(State.OFF, ring)
        now, last = time.time(), read_last(self.arrived.place)
        if due and not is_due(last, now):
            return Look(State.NOT_DUE, ring, notices=self.arrived.current().notice_ids, next=last.next_try - now)
        from deskside.catalogue.client.refreshing import PATIENCE, Orders, look  # here: only who looks pays for it

        orders = Orders(self.arrived.place, self.url, ring, self.root, self.network, in_use)
        return look(orders, patience=0.0 if due else PATIENCE)
