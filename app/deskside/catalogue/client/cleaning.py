"""Deletes what nobody needs any more, and what was withdrawn even from those who need it."""

from __future__ import annotations

import logging
import os
import shutil
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from deskside.catalogue.client.current import Current, folder_of, version_of
from deskside.catalogue.client.leases import Leases

_log = logging.getLogger(__name__)

InUse = Collection[tuple[str, str]]
"""Ids and versions that cases need which are not finished."""


def make_folder(path: Path) -> None:
    """A folder that only this person may change; a link or a file in its place goes."""
    if path.is_symlink() or (path.exists() and not path.is_dir()):
        path.unlink()
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    close_to_others(path)


def close_to_others(folder: Path) -> None:
    """Who may write here may say what runs on this computer. (On Windows what it lies in says who may.)"""
    if os.name != "nt" and folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        folder.chmod(0o700)


def make_room(path: Path) -> None:
    """Takes away what lies there, whatever it is."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def clear_odd(folder: Path) -> None:
    """What is in a file's place and is none: a pipe never ends, a link leads elsewhere, a folder can't be replaced."""
    for path in _inside(folder):
        kind = stat.S_IFMT(path.lstat().st_mode)
        if kind not in (stat.S_IFREG, stat.S_IFDIR) or (kind == stat.S_IFDIR and path.suffix == ".json"):
            make_room(path)


def sweep(place: Path) -> None:
    """What a look that was ended had begun to fetch, or to write; and what is no file and no folder."""
    clear_odd(place)
    delete(place / "incoming")
    for path in _inside(place):
        if path.name.startswith(".") and path.is_file():
            path.unlink(missing_ok=True)
    for name in ("incoming", "troubleshooters", "notices"):
        if (place / name).is_file():
            (place / name).unlink()


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
            delete(folder)
    for folder in _inside(place / "notices"):
        if folder.is_dir() and folder.name != current.notices:
            delete(folder)
    delete(place / "incoming")


def _inside(folder: Path) -> Iterator[Path]:
    try:
        yield from sorted(folder.iterdir())
    except OSError:
        return


def delete(folder: Path) -> None:
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
