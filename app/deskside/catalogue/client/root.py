"""Whom to trust: the root that IT installed. Never one that came with the catalogue, never one found on first use."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from deskside.config.files import Unreadable, read_bytes
from deskside.config.kept import changed_by_others
from deskside.errors import CatalogueProblem
from deskside.language import _
from deskside.system import platform

MOST = 512_000
_ROOT = 0


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
    if by_it and _may_change(path, real):
        says = _("People can change the file that says whose troubleshooters to trust. IT has to protect it.")
        raise CatalogueProblem(f"catalogue.root {file} or its folder can be written by others", says=says)
    return content


def _resolved(folder: Path) -> Path:
    try:
        return folder.resolve()
    except (OSError, RuntimeError):
        return folder


def _may_change(path: Path, real: Path) -> bool:
    """Whether anybody but IT can change the file, or put another in its place or in that of a folder above it.

    On Windows only whether this person can write to it: `check` tells what its list of rights says.
    """
    if platform.current() != "windows":
        return changed_by_others(path, frozenset({_ROOT})) is not None
    from deskside.system.windows.rights import is_administrator as is_elevated

    return not is_elevated() and _opens_for_writing(real)


def _opens_for_writing(path: Path) -> bool:
    try:
        os.close(os.open(path, os.O_WRONLY))
    except OSError:
        return False
    return True
