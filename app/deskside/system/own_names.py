"""What a computer is called by that could name its person: their full name, its Wi-Fi networks, its serials.

For hiding them, and for nothing else: no fact and no check gets them.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.platform import current

SECONDS = 1.0
"""A program that tells names gets no longer."""


class OwnNames(NamedTuple):
    """Empty where this system does not tell, or not without rights."""

    person: str = ""
    """As it stands in the account: "Ann Lee"."""
    wifi: tuple[str, ...] = ()
    serials: tuple[str, ...] = ()


def own_names(run: Run, system: str = "") -> OwnNames:
    """Those of this computer."""
    system = system or current()
    if system not in ("linux", "macos", "windows"):
        return OwnNames()
    names: OwnNames = import_module(f"deskside.system.{system}.own_names").of(run)
    return names


def said(run: Run, *command: str) -> str:
    """What a program says; "" where it is missing, hangs or says nothing."""
    try:
        return run(command, SECONDS).out
    except CallProblem:
        return ""


def full_name() -> str:
    """Of the account of this process, where there is a list of accounts to look into (Linux, macOS)."""
    import os
    import pwd

    try:
        return pwd.getpwuid(os.geteuid()).pw_gecos.partition(",")[0]
    except KeyError:
        return ""
