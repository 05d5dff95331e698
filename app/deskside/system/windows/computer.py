"""What a Windows computer is, as its registry says: maker and model from the firmware, and which Windows."""

from __future__ import annotations

from typing import Any

from deskside.system.commands import Run
from deskside.system.looking import Computer
from deskside.system.printing import Record
from deskside.system.windows.registry import Registry, WindowsRegistry

_BIOS = r"HKLM\HARDWARE\DESCRIPTION\System\BIOS"
_PROCESSOR = r"HKLM\HARDWARE\DESCRIPTION\System\CentralProcessor\0"
_VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_ZONE = r"HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
_POWER = r"HKLM\SYSTEM\CurrentControlSet\Control\Power"
_WAITS = (
    (r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing", "RebootPending"),
    (r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update", "RebootRequired"),
)
_WINDOWS_11 = 22000
"""The first build of it. Its registry goes on saying "Windows 10"."""
_VIRTUAL = ("virtual", "vmware", "kvm", "qemu", "hvm domu")
_KINDS = {1: "desktop", 2: "notebook", 3: "desktop", 4: "server", 5: "server", 7: "server", 8: "tablet"}
"""By PlatformRole."""


class WindowsComputer(Computer):
    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def about(self) -> Record:
        maker, model = self._text(_BIOS, "SystemManufacturer"), self._text(_BIOS, "SystemProductName")
        if maker == "LENOVO":  # its product name is a number; the name that people know stands in the version
            model = self._text(_BIOS, "SystemVersion") or model
        virtual = any(word in f"{maker} {model}".lower() for word in _VIRTUAL)
        role = self._registry.value(_POWER, "PlatformRole")
        return {
            "maker": maker,
            "model": model,
            "kind": "virtual" if virtual else _KINDS.get(role, "") if isinstance(role, int) else "",
            "processor": self._text(_PROCESSOR, "ProcessorNameString"),
            "release": self._release(),
            "build": ".".join(str(part) for part in self._build() if part is not None),
            "desktop": "",
            "zone": self._text(_ZONE, "TimeZoneKeyName").partition("\0")[0],
            "restart_waits": any(self._is_below(key, name) for key, name in _WAITS),
        }

    def _is_below(self, key: str, name: str) -> bool:
        return name.casefold() in map(str.casefold, self._registry.below(key))

    def _build(self) -> tuple[Any, Any]:
        return self._registry.value(_VERSION, "CurrentBuild"), self._registry.value(_VERSION, "UBR")

    def _release(self) -> str:
        """ "Windows 11 Pro 23H2"."""
        name, build = self._text(_VERSION, "ProductName"), str(self._build()[0])
        if build.isdigit() and int(build) >= _WINDOWS_11:
            name = name.replace("Windows 10", "Windows 11")
        return f"{name} {self._text(_VERSION, 'DisplayVersion')}".strip()

    def _text(self, key: str, name: str) -> str:
        return str(self._registry.value(key, name) or "").strip()


def of(run: Run) -> Computer:  # noqa: ARG001 - one shape for every room
    return WindowsComputer(WindowsRegistry())
