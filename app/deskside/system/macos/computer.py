"""What a Mac is: its kernel says model and processor, a property list which macOS."""

from __future__ import annotations

import plistlib
from pathlib import Path

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.looking import Computer
from deskside.system.printing import Record

_ASKED = ("hw.model", "machdep.cpu.brand_string", "kern.osversion", "kern.hv_vmm_present")
_NOTEBOOKS = ("MacBook",)


class MacComputer(Computer):
    def __init__(self, run: Run, root: Path = Path("/")) -> None:
        self._run, self._root = run, root

    def about(self) -> Record:
        told = self._kernel()
        return {
            "maker": "Apple",
            "model": told.get("hw.model", ""),
            "kind": "virtual" if told.get("kern.hv_vmm_present") == "1" else self._kind(told.get("hw.model", "")),
            "processor": told.get("machdep.cpu.brand_string", ""),
            "release": self._release(),
            "build": told.get("kern.osversion", ""),
            "desktop": "",
            "zone": self._zone(),
            "restart_waits": None,
        }

    def _kernel(self) -> dict[str, str]:
        """A name that this Mac does not know costs its own line."""
        told = self._run(["/usr/sbin/sysctl", *_ASKED], 2.0).out
        pairs = (line.partition(": ") for line in told.splitlines())
        return {name: value.strip() for name, _, value in pairs}

    def _kind(self, model: str) -> str:
        """Since 2021 a model is only a number ("Mac14,2"); what has a battery is a notebook then."""
        if model.startswith(_NOTEBOOKS):
            return "notebook"
        try:
            return (
                "notebook" if "InternalBattery" in self._run(["/usr/bin/pmset", "-g", "batt"], 2.0).out else "desktop"
            )
        except CallProblem:
            return ""

    def _release(self) -> str:
        try:
            told = plistlib.loads((self._root / "System/Library/CoreServices/SystemVersion.plist").read_bytes())
        except (OSError, ValueError, plistlib.InvalidFileException):
            return ""
        return f"{told.get('ProductName', 'macOS')} {told.get('ProductVersion', '')}".strip()

    def _zone(self) -> str:
        try:
            return (self._root / "etc/localtime").readlink().as_posix().partition("zoneinfo/")[2]
        except OSError:
            return ""


def of(run: Run) -> Computer:
    return MacComputer(run)
