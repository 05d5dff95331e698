"""What is plugged into this computer on macOS, as ``ioreg`` lists it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deskside.errors import CallProblem
from deskside.system.cable import Plugged
from deskside.system.commands import Run

QUESTION = ("ioreg", "-a", "-r", "-c", "IOUSBHostDevice")
_PRINTER = 7
_CHILDREN = "IORegistryEntryChildren"


def plugged(run: Run) -> list[Plugged] | None:
    """All devices; None where they cannot be listed. Without any, nothing is written at all."""
    import plistlib  # here: 10 ms that only printers on a cable need
    from xml.parsers.expat import ExpatError

    try:
        ran = run(QUESTION, 2.5)
        if ran.code != 0:
            return None
        told = plistlib.loads(ran.out.encode()) if ran.out.strip() else []
    except (CallProblem, ExpatError, ValueError):
        return None
    return [_device(entry) for entry in _entries(told) if "bDeviceClass" in entry]


def _entries(told: Any) -> Iterator[dict[str, Any]]:
    """The devices, and those behind a hub."""
    for entry in told if isinstance(told, list) else []:
        if isinstance(entry, dict):
            yield entry
            yield from _entries(entry.get(_CHILDREN))


def _device(entry: dict[str, Any]) -> Plugged:
    classes = [entry.get("bDeviceClass"), *(one.get("bInterfaceClass") for one in _interfaces(entry))]
    known = [one for one in classes if isinstance(one, int) and one != 0]
    prints = _PRINTER in known if known else None
    return Plugged(str(entry.get("USB Product Name", "")), str(entry.get("USB Serial Number", "")), prints)


def _interfaces(entry: dict[str, Any]) -> list[dict[str, Any]]:
    children = entry.get(_CHILDREN)
    return [one for one in children if isinstance(one, dict)] if isinstance(children, list) else []
