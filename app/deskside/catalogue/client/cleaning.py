"""Deletes what nobody needs any more, and what was withdrawn even from those who need it."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

from deskside.catalogue.client.current import Current, folder_of, version_of
from deskside.catalogue.client.leases import Leases

_log = logging.getLogger(__name__)

InUse = Collection[tuple[str, str]]
"""Ids and versions that cases need which are not finished."""


def sweep(place: Path) -> None:
    """What a look that was ended had begun to fetch, or to write."""
    _delete(place / "incoming")
    for path in _inside(place):
        if path.name.startswith(".") and path.is_file():
            path.unlink(missing_ok=True)


def used(place: Path, in_use: InUse) -> set[tuple[str, str]]:
    """Ids and versions that somebody uses, or will."""
    held = {found for name in Leases(place).held() if (found := version_of(Path(name))) is not None}
    return {*held, *in_use}


def tidy(place: Path, current: Current, in_use: InUse) -> None:
    """Leaves the set in force, and superseded versions that somebody uses. What can't go now goes the next time."""
    in_force = {folder_of(place, id_, one).name for id_, one in current.troubleshooters.items()}
    over = [folder for folder in _inside(place / "troubleshooters") if folder.name not in in_force]
    needed = used(place, in_use) if over else set()
    for folder in over:
        found = version_of(folder)
        if found is None or found not in needed or current.is_withdrawn(*found):
            _delete(folder)
    for folder in _inside(place / "notices"):
        if folder.is_dir() and folder.name != current.notices:
            _delete(folder)
    _delete(place / "incoming")


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return


def _delete(folder: Path) -> None:
    """Gone for every reader at once, then file by file."""
    if not folder.is_dir() or folder.is_symlink():
        return
    try:
        away = folder.with_name(f"{folder.name}.gone")
        if not folder.name.endswith(".gone"):
            shutil.rmtree(away, ignore_errors=True)
            folder = folder.rename(away)
        shutil.rmtree(folder)
    except OSError as problem:
        _log.warning("%s can't be deleted now: %s", folder.name, problem)
