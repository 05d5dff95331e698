"""A publisher with keys of their own and a catalogue in a folder, made by what ``deskside catalogue`` is made of."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import Updater
from tuf.ngclient.fetcher import FetcherInterface

from deskside.kit.publishing.disk import Disk
from deskside.kit.publishing.draft import Change, Draft
from deskside.kit.publishing.keys import Keys
from deskside.kit.publishing.office import Office
from deskside.kit.publishing.opening import Opening, open_catalogue
from deskside.kit.publishing.passphrases import Passphrases
from deskside.kit.publishing.publication import Packed, Publication
from deskside.model.catalogue import Ring, RingList, notice_path, ring_path
from deskside.model.shapes import decode

PASSPHRASE = "correct horse battery"
CHEAP = 16
"""What guessing costs: tests open many keys."""
BASE = "folder:///"


class Publisher:
    """``top`` gets the folders ``catalogue`` and ``keys``. ``now`` may be put forward."""

    def __init__(self, top: Path, opening: Opening | None = None, *, new: bool = True) -> None:
        self.top, self.folder, self.key_folder = top, top / "catalogue", top / "keys"
        self.now = datetime.now(UTC)
        if new:
            open_catalogue(self.folder, self.keys(), opening or Opening(teams=("network",)), self.now)

    def keys(self, *folders: Path) -> Keys:
        return Keys(folders or (self.key_folder,), Passphrases(known=(PASSPHRASE,)), cost=CHEAP)

    def office(self, *folders: Path, disk: Disk | None = None, wait: float = 0.0) -> Office:
        return Office(self.folder, self.keys(*folders), now=lambda: self.now, disk=disk, wait=wait)

    def change(self, change: Change, *folders: Path) -> Draft:
        return self.office(*folders).change(change)

    def publish(
        self, *ids: str, version: str = "1.0.0", team: str = "network", ring: Ring | None = Ring.PILOT
    ) -> Draft:
        return self.change(Publication(tuple(packed(id_, version) for id_ in ids), team, ring))

    def ring(self, ring: Ring) -> dict[str, str]:
        """Paths by id, as the publisher's own books have them."""
        return {id_: one.path for id_, one in self.office().books().ring(ring).troubleshooters.items()}

    def copy(self, top: Path) -> Publisher:
        """The same catalogue and keys in another folder."""
        shutil.copytree(self.top, top)
        made = Publisher(top, new=False)
        made.now = self.now
        return made

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


class Computer:
    """Trusts the root that it got when it was set up, and looks into the folder as a web server would give it out."""

    def __init__(self, publisher: Publisher, place: Path, fetcher: FetcherInterface | None = None) -> None:
        self._place = place
        self._root = (publisher.key_folder / "root.json").read_bytes()
        self.fetcher = fetcher or FromFolder(publisher.folder)
        (place / "targets").mkdir(parents=True, exist_ok=True)

    def updater(self) -> Updater:
        """One look; it has everything checked that is signed, from the root down."""
        targets, metadata = str(self._place / "targets"), str(self._place)
        made = Updater(
            metadata, f"{BASE}metadata/", targets, f"{BASE}targets/", fetcher=self.fetcher, bootstrap=self._root
        )
        made.refresh()
        return made

    def sees(self) -> dict[str, bytes]:
        """All that a computer of any ring gets, by its path: lists, archives, notices."""
        updater = self.updater()
        found: dict[str, bytes] = {}
        for ring in Ring:
            found[ring_path(ring)] = _fetched(updater, ring_path(ring))
            listed = decode(found[ring_path(ring)], RingList)
            for path in (*(one.path for one in listed.troubleshooters.values()), *map(notice_path, listed.notices)):
                found[path] = _fetched(updater, path)
        return found

    def has(self, path: str) -> bool:
        """Whether anybody who may do so has signed this."""
        return self.updater().get_targetinfo(path) is not None


class FromFolder(FetcherInterface):
    """What lies in a folder, as a web server gives it out. ``asked`` are the names, in order."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.asked: list[str] = []

    def _fetch(self, url: str) -> Iterable[bytes]:  # type: ignore[override]
        name = unquote(url.removeprefix(BASE))
        self.asked.append(name)
        try:
            yield (self._folder / name).read_bytes()
        except FileNotFoundError as problem:
            raise DownloadHTTPError(name, 404) from problem


def packed(id: str, version: str, needs: Iterable[str] = (), says: str = "") -> Packed:  # noqa: A002 - it is the id
    manifest = f'api = 1\nid = "{id}"\nversion = "{version}"\ntitle = "{says or id}"\nneeds = {list(needs)!r}\n'
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo("manifest.toml"), manifest.replace("'", '"'))
    return Packed(id, version, content.getvalue())


def _fetched(updater: Updater, path: str) -> bytes:
    target = updater.get_targetinfo(path)
    assert target is not None, f"nobody signs {path}"
    return Path(updater.download_target(target)).read_bytes()
