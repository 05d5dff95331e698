"""The catalogue's signed files, through python-tuf and from nowhere else: asked for by name, given when all holds."""

from __future__ import annotations

import stat
from datetime import UTC, datetime
from pathlib import Path

from tuf.api.metadata import Root, TargetFile, Targets, Timestamp
from tuf.ngclient import Updater, UpdaterConfig
from tuf.ngclient.fetcher import FetcherInterface

from deskside.catalogue.client.cleaning import clear_odd, make_folder, make_room
from deskside.catalogue.client.clock import Clock
from deskside.catalogue.client.refusals import in_plain_words
from deskside.errors import CatalogueProblem
from deskside.language import _
from deskside.model.catalogue import RELEASE

CONFIG = UpdaterConfig()
HISTORY = "root_history"
"""Where python-tuf keeps each root; ``root.json`` is a link into it."""


class Trusted:
    """One look at the catalogue. Every problem is a ``CatalogueProblem``.

    ``clock`` says by which time ends are judged. Both addresses end with a slash.
    """

    def __init__(
        self,
        metadata: Path,
        root: bytes,
        fetcher: FetcherInterface,
        metadata_base: str,
        targets_base: str,
        clock: Clock,
    ) -> None:
        make_folder(metadata)
        make_folder(metadata / HISTORY)
        _sweep(metadata)
        self._clock = clock
        with in_plain_words():
            self._updater = Updater(
                str(metadata),
                metadata_base,
                target_base_url=targets_base,
                fetcher=fetcher,
                config=CONFIG,
                bootstrap=root,
            )
        self._set = self._updater._trusted_set  # the one way to give it another clock
        self._set.reference_time = datetime.fromtimestamp(clock.reference, UTC)

    def refresh(self) -> None:
        """Root, timestamp, snapshot and targets as they are now."""
        try:
            with in_plain_words():
                self._updater.refresh()
        finally:
            keys = tuple(sorted(self._set.root.roles[Timestamp.type].keyids))
            self._clock.saw(self.expires if Timestamp.type in self._set else 0.0, keys)

    def look_up(self, path: str) -> TargetFile | None:
        """What is signed under this name, by one who may sign it; None when nobody did."""
        with in_plain_words():
            return self._updater.get_targetinfo(path)

    def fetch(self, target: TargetFile, to: Path, most: int) -> Path:
        """The file, at ``to``; not anew where it lies there already."""
        if target.length > most:
            says = _("It is larger than Deskside takes.")
            raise CatalogueProblem(f"{target.path} has {target.length} bytes, {most} are the most", says=says)
        with in_plain_words():
            if self._updater.find_cached_target(target, str(to)) is None:
                self._updater.download_target(target, str(to))
        return to

    @property
    def expires(self) -> float:
        """When the timestamp ends, which is renewed by a machine every day."""
        return self._ends(Timestamp.type)

    @property
    def lasting(self) -> float:
        """When the first of those ends that people renew by hand."""
        return min(self._ends(name) for name in (Root.type, Targets.type, RELEASE) if name in self._set)

    def _ends(self, role: str) -> float:
        return self._set[role].expires.timestamp()


def _sweep(metadata: Path) -> None:
    """Takes away what an ended process had begun to write, and what is no file: a pipe would never end."""
    for path in metadata.iterdir():
        is_file = stat.S_ISREG(path.lstat().st_mode)
        if path.name != HISTORY and not (is_file and path.suffix == ".json"):
            make_room(path)
    clear_odd(metadata / HISTORY)
