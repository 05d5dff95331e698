"""What a frozen application needs of the system it is installed on, read from its machine code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from devkit.basics import quietly, stop
from devkit.package_freeze import PROGRAM, libraries
from devkit.packages import QT_NEEDS, listed_packages

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)")
_LOADERS = ("ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so", "libutil.so", "libgcc_s.so")
_OPTIONAL = ("libqgtk3",)
"""Plugins that Qt leaves out where their libraries are missing."""
_RENAMED = {"libglib2.0-0": "libglib2.0-0t64"}
"""By Debian's change to 64-bit time."""


class Needs(NamedTuple):
    glibc: str
    """The oldest C library that has every function that is called."""
    sonames: tuple[str, ...]
    """Libraries that are not in the folder."""


def needs_of(folder: Path) -> Needs:
    """Looks at every program and library in the folder."""
    there = {file.name for file in folder.rglob("*.so*")}
    newest, wanted = (2, 17), set[str]()
    for file in (folder / PROGRAM, *libraries(folder)):
        told = quietly(["objdump", "-p", "-T", file]).stdout
        if not told:
            stop(f"objdump tells nothing about {file}")
        newest = max(newest, *((int(major), int(minor)) for major, minor in _GLIBC.findall(told)), newest)
        if not file.name.startswith(_OPTIONAL):
            wanted |= set(_NEEDED.findall(told))
    outside = sorted(name for name in wanted - there if not name.startswith(_LOADERS))
    return Needs(f"{newest[0]}.{newest[1]}", tuple(outside))


def debian_depends(needs: Needs) -> list[str]:
    """What ``./dev setup`` installs for the window; a font is only recommended, every desktop has one."""
    names = [name for name in listed_packages(QT_NEEDS) if not name.startswith("fonts-")]
    return [
        f"libc6 (>= {needs.glibc})",
        *(f"{name} | {new}" if (new := _RENAMED.get(name)) else name for name in names),
    ]


def rpm_requires(needs: Needs) -> list[str]:
    """By the libraries' own names, which are the same in every distribution."""
    return [f"libc.so.6(GLIBC_{needs.glibc})(64bit)", *(f"{name}()(64bit)" for name in needs.sonames)]
