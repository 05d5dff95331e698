"""What publishers' commands are given by the composition root: the kit knows no concrete class, and no window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from deskside.casework import Casework
from deskside.children import Source
from deskside.config import Settings
from deskside.kit.rehearsal import Wanted
from deskside.paths import Paths


class Trial(Struct, frozen=True):
    """A house of its own to try a troubleshooter in: its home is a new folder, IT's policy does not count there."""

    home: Path
    folders: tuple[Path, ...] = ()
    """Hold troubleshooters, a folder each; they come before the built-in ones."""
    source: Source | None = None
    """A recording that answers instead of this computer."""


class Workshop(Struct, frozen=True):
    """``paths`` and ``settings`` are those of the publisher who types the command."""

    paths: Paths
    settings: Settings
    try_out: Callable[[Trial], Casework]
    preview: Callable[[Wanted], int]
    """Shows the real window, or draws its pages; gives the exit code."""
