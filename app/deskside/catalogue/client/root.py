"""Whom to trust: the root that IT installed. Never one that came with the catalogue, never one found on first use."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from deskside.config.files import Unreadable, read_bytes
from deskside.errors import CatalogueProblem
from deskside.language import _
from deskside.system import platform
from deskside.system.person import is_administrator

MOST = 512_000


def installed_root(file: str, never_in: Iterable[Path], *, by_it: bool) -> bytes:
    """The file's content. ``by_it``: the organisation named it, so a person must not be able to change it."""
    if not file:
        raise CatalogueProblem("catalogue.root is empty", says=_("It is not set whose troubleshooters to trust."))
    path = Path(file)
    try:
        real = path.resolve()
        content = read_bytes(real, MOST, links=False)  # the very file that is judged below
    except (Unreadable, OSError, RuntimeError) as problem:
        says = _("The file that says whose troubleshooters to trust can't be read.")
        raise CatalogueProblem(f"catalogue.root {file}: {problem}", says=says) from problem
    if any(real.is_relative_to(_resolved(folder)) for folder in never_in):
        says = _("What says whom to trust must not come with the troubleshooters themselves.")
        raise CatalogueProblem(f"catalogue.root {file} lies in the catalogue's own folder", says=says)
    if by_it and (_may_change(real) or (path.is_symlink() and _may_rename(path.absolute()))):
        says = _("People can change the file that says whose troubleshooters to trust. IT has to protect it.")
        raise CatalogueProblem(f"catalogue.root {file} or its folder can be written by the person", says=says)
    return content


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder


def _may_change(path: Path) -> bool:
    """Whether this person, or with an administrator anybody else, can change the file or put another in its place."""
    if platform.current() == "windows":
        from deskside.system.windows.rights import is_administrator as is_elevated

        return not is_elevated() and _opens_for_writing(path)
    if is_administrator():
        return _of_others(path, 0) or _of_others(path.parent, stat.S_ISVTX)
    return os.access(path, os.W_OK) or _is_own(path) or _may_rename(path)


def _may_rename(path: Path) -> bool:
    """Whether this person can put another in its place, or in that of a folder above it."""
    if platform.current() == "windows" or is_administrator():
        return False
    inside = path
    for folder in path.parents:
        may = os.access(folder, os.W_OK) or _is_own(folder)
        keeps = folder.stat().st_mode & stat.S_ISVTX and not (_is_own(folder) or _is_own(inside))
        if may and not keeps:
            return True
        inside = folder
    return False


def _is_own(path: Path) -> bool:
    return path.lstat().st_uid == os.geteuid()


def _of_others(path: Path, harmless: int) -> bool:
    """Whether somebody who is no administrator owns it or may write there."""
    told = path.stat()
    return told.st_uid != 0 or bool(told.st_mode & (stat.S_IWGRP | stat.S_IWOTH) and not told.st_mode & harmless)


def _opens_for_writing(path: Path) -> bool:
    """Windows tells by trying only."""
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False
    return True
