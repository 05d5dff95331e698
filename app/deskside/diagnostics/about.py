"""What an agent asks on the phone: which computer this is, who uses it, what runs on it. Shown to the person alone."""

from __future__ import annotations

import getpass
import platform
import socket
from collections.abc import Iterator
from typing import Any

from deskside import __version__
from deskside.diagnostics.sources.asking import Ask, Asked, AtOnce, row, rows, told
from deskside.errors import CallProblem
from deskside.model.call import Call
from deskside.model.report import AboutHere

_CALLS = ("computer.about", "disk.volumes", "network.links")
_GIB = 1024**3
_REAL = ("wired", "wifi", "mobile")
"""Kinds of connection whose address an agent can do something with."""


def about_here(asked: Asked) -> AboutHere:
    """Of this computer. What can't be read within the limits of its calls is left empty."""
    import psutil  # 28 ms that only this page and the facts pay

    with AtOnce(asked, map(Call, _CALLS)) as ask:
        computer = row(_or_nothing(ask, "computer.about"))
        memory = psutil.virtual_memory()
        return AboutHere(
            computer=platform.node(),
            user=_user(),
            system=str(computer.get("release") or platform.system()),
            model=" ".join(str(computer[key]) for key in ("maker", "model") if computer.get(key)),
            since=psutil.boot_time(),
            memory=(memory.available / _GIB, memory.total / _GIB),
            space=_space(rows(_or_nothing(ask, "disk.volumes"))),
            addresses=tuple(_addresses(rows(_or_nothing(ask, "network.links")))),
            version=__version__,
            restart_waits=computer.get("restart_waits") is True,
        )


def _or_nothing(ask: Ask, call: str) -> Any:
    try:
        return told(ask, call)
    except CallProblem:
        return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account that this computer has no entry of
        return ""


def _space(volumes: list[dict[str, Any]]) -> tuple[float, float] | None:
    """Of the disk with the person's files, else of the system's."""
    for key in ("home", "system"):
        for volume in volumes:
            if volume.get(key) and volume.get("size"):
                return float(volume.get("free") or 0) / _GIB, float(volume["size"]) / _GIB
    return None


def _addresses(links: list[dict[str, Any]]) -> Iterator[str]:
    import psutil

    real = {str(link.get("name")) for link in links if link.get("kind") in _REAL and link.get("enabled")}
    for name, known in psutil.net_if_addrs().items():
        if name in real:
            yield from (one.address for one in known if one.family == socket.AF_INET)
