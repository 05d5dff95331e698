"""Programs on Windows: its list of apps, for everybody and for this person, and what came from its Store."""

from __future__ import annotations

from collections.abc import Iterator

from deskside.system.commands import Run
from deskside.system.known_programs import Installed
from deskside.system.looking import Programs
from deskside.system.printing import Record
from deskside.system.windows.program_names import NAMES
from deskside.system.windows.registry import Registry, WindowsRegistry

_LISTS = (
    r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall",
    r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall",
)
_STORE = r"HKCU\SOFTWARE\Classes\Local Settings\Software\Microsoft\Windows\CurrentVersion\AppModel\Repository\Packages"
_DEFENDER = r"HKLM\SOFTWARE\Microsoft\Windows Defender\Signature Updates"


class WindowsPrograms(Programs):
    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def installed(self) -> list[Record]:
        return NAMES.among(self._all())

    def _all(self) -> Iterator[Installed]:
        for listed in _LISTS:
            for key in self._registry.below(listed):
                entry = rf"{listed}\{key}"
                name, part = self._registry.value(entry, "DisplayName"), self._registry.value(entry, "SystemComponent")
                if isinstance(name, str) and part != 1:
                    yield Installed(name, str(self._registry.value(entry, "DisplayVersion") or ""))
        for package in self._registry.below(_STORE):
            name, version, *_ = [*package.split("_"), ""]
            yield Installed(f"store:{name}", version, "store")
        if signatures := self._registry.value(_DEFENDER, "AVSignatureVersion"):
            yield Installed("defender", str(signatures))


def of(run: Run) -> Programs:  # noqa: ARG001 - one shape for every room
    return WindowsPrograms(WindowsRegistry())
