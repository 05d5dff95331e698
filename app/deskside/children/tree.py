"""A child process and all it starts, as the host holds them: made this system's way, and ended with no stray left."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from deskside.children.limits import Limits
from deskside.system import platform


class Seed(NamedTuple):
    """What a child is made of."""

    command: Sequence[str]
    limits: Limits
    folder: str
    environ: Mapping[str, str]
    mark: str
    """By which strays are found (``strays.MARK``)."""
    runs_programs: bool
    """It is ours, and what it starts may outlive it if that lets go of it."""


class Tree(Protocol):
    child: subprocess.Popen[bytes]
    """With three pipes."""
    guarded: bool
    """Whether the child may start processes and a guard above it ends them (``guard.py``); Linux only."""

    def how_it_ended(self) -> str:
        """Ends what is left of a child that fell silent; how it ended, in two words."""

    def end(self) -> None:
        """Ends the child and all it started; fine when it has ended."""


def plant(seed: Seed) -> Tree:
    """Starts a child. ``OSError`` when that cannot be."""
    if platform.current() == "windows":
        from deskside.children.windows_tree import WindowsTree

        return WindowsTree(seed)
    from deskside.children.posix_tree import PosixTree

    return PosixTree(seed)
