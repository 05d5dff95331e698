"""What this computer is, on Linux: the files in which firmware, kernel and system say it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from deskside.system.commands import Run
from deskside.system.looking import Computer
from deskside.system.printing import Record

_KINDS = {
    "notebook": (8, 9, 10, 14, 31, 32),
    "desktop": (3, 4, 5, 6, 7, 13, 15, 16, 24, 35, 36),
    "tablet": (11, 30),
    "server": (17, 23, 25, 28, 29),
}
"""By the number that SMBIOS gives the case of a computer."""


class LinuxComputer(Computer):
    def __init__(self, root: Path = Path("/"), environ: Mapping[str, str] = os.environ) -> None:
        self._root, self._environ = root, environ

    def about(self) -> Record:
        processor = _processor(self._read("proc/cpuinfo"))
        maker, model = self._maker_and_model()
        return {
            "maker": maker,
            "model": model,
            "kind": "virtual" if processor["virtual"] else self._kind(),
            "processor": processor["name"],
            "release": self._release(),
            "build": os.uname().release,
            "desktop": self._desktop(),
            "zone": self._zone(),
            "restart_waits": self._restart_waits(),
        }

    def _maker_and_model(self) -> tuple[str, str]:
        maker, model = self._firmware("sys_vendor"), self._firmware("product_name")
        if maker == "LENOVO":  # its product name is a number; the name that people know stands in the version
            model = self._firmware("product_version") or model
        return maker, model or self._read("proc/device-tree/model").strip("\0")

    def _firmware(self, name: str) -> str:
        return self._read(f"sys/class/dmi/id/{name}")

    def _kind(self) -> str:
        number = self._firmware("chassis_type")
        return next((kind for kind, numbers in _KINDS.items() if number in map(str, numbers)), "")

    def _release(self) -> str:
        for place in ("etc/os-release", "usr/lib/os-release"):
            for line in self._read(place).splitlines():
                name, _, value = line.partition("=")
                if name == "PRETTY_NAME":
                    return value.strip("\"'")
        return ""

    def _desktop(self) -> str:
        told = (self._environ.get("XDG_CURRENT_DESKTOP", ""), self._environ.get("XDG_SESSION_TYPE", ""))
        return ", ".join(word for word in told if word)

    def _zone(self) -> str:
        if zone := self._environ.get("TZ", "").lstrip(":"):
            return zone
        try:
            place = (self._root / "etc/localtime").readlink().as_posix()
        except OSError:
            place = ""
        return place.partition("zoneinfo/")[2] or self._read("etc/timezone")

    def _restart_waits(self) -> bool | None:
        """Debian and its kin leave a note; elsewhere nobody can tell."""
        if (self._root / "run/reboot-required").exists():
            return True
        return False if (self._root / "etc/debian_version").exists() else None

    def _read(self, place: str) -> str:
        try:
            return (self._root / place).read_text("utf-8", "replace").strip()
        except OSError:
            return ""


def _processor(told: str) -> Record:
    """Of /proc/cpuinfo: one block for each thread."""
    name, virtual = "", False
    for block in told.split("\n\n"):
        rows = {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in block.splitlines())}
        name = name or rows.get("model name", "") or rows.get("Model", "")
        virtual = virtual or "hypervisor" in rows.get("flags", "").split()
    return {"name": name, "virtual": virtual}


def of(run: Run) -> Computer:  # noqa: ARG001 - one shape for every room
    return LinuxComputer()
