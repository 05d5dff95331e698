"""Power on Windows: its own library tells the cable and how full, the registry the plan, WMI how worn a battery is.

Only a computer with a battery starts PowerShell for this, and where that tells
nothing everything but the wear is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.looking import Power
from deskside.system.printing import Record
from deskside.system.windows import powershell
from deskside.system.windows.kept_powershell import kept
from deskside.system.windows.power_library import UNKNOWN, Library, Said, WindowsLibrary
from deskside.system.windows.registry import Registry, WindowsRegistry

QUESTION = (
    "$q={param($c)@(Get-CimInstance -Namespace 'root/wmi' -ClassName $c -ErrorAction SilentlyContinue)};"
    "$f=@(&$q 'BatteryFullChargedCapacity'|Select-Object FullChargedCapacity);"
    "$d=@(&$q 'BatteryStaticData'|Select-Object DesignedCapacity);"
    "$c=@(&$q 'BatteryCycleCount'|Select-Object CycleCount);"
    "ConvertTo-Json -InputObject @{full=$f;new=$d;cycles=$c} -Depth 3 -Compress"
)
"""Some computers answer parts of it only now and then."""
_SCHEMES = r"HKLM\SYSTEM\CurrentControlSet\Control\Power\User\PowerSchemes"
_PLANS = {
    "381b4222-f694-41f0-9685-ff5bb260df2e": "balanced",
    "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c": "performance",
    "e9a42b02-d5df-448d-aa00-03f14749eb61": "performance",
    "a1841308-3541-4fab-bc81-f71556f20b4a": "saver",
}
_OVERLAYS = {
    "961cc777-2547-4f9d-8174-7d86181b8a7a": "saver",
    "ded574b5-45a0-4f42-8737-46345c09c238": "performance",
    "3af9b8d9-7c97-431d-ad78-34a8bfea439f": "performance",
}
"""The slider that Windows lays over the balanced plan, on the cable and off it."""
_OUT, _IN = 0, 1
_CHARGING, _NONE = 0x8, 0x80


class WindowsPower(Power):
    def __init__(
        self, shell: powershell.Shell, registry: Registry, library: Callable[[], Library] = WindowsLibrary
    ) -> None:
        self._shell, self._registry, self._library = shell, registry, library

    def state(self) -> Record:
        said = self._library().power()
        mains = None if said.cable == UNKNOWN else said.cable == _IN
        none = said.battery == UNKNOWN or said.battery & _NONE
        batteries = [] if none else [{**_charge(said), **self._wear()}]
        return {"mains": mains, "plan": self._plan(said, mains), "batteries": batteries}

    def _plan(self, said: Said, mains: bool | None) -> str:
        if said.saver == 1:
            return "saver"
        plan = _PLANS.get(str(self._registry.value(_SCHEMES, "ActivePowerScheme")).lower(), "")
        overlay = self._registry.value(_SCHEMES, f"ActiveOverlay{'Dc' if mains is False else 'Ac'}PowerScheme")
        return _OVERLAYS.get(str(overlay).lower(), plan) if plan == "balanced" else plan

    def _wear(self) -> Record:
        """Of all batteries together, as how full they are is told too."""
        try:
            told = powershell.ask(self._shell, QUESTION, 6.0)
        except CallProblem:
            told = None
        told = told if isinstance(told, dict) else {}
        full, new = sum(_numbers(told, "full")), sum(_numbers(told, "new"))
        return {
            "health": min(100, round(100 * full / new)) if full and new else None,
            "cycles": max(_numbers(told, "cycles"), default=0) or None,
        }


def _charge(said: Said) -> Record:
    if said.battery & _CHARGING:
        state = "charging"
    elif said.cable == _OUT:
        state = "discharging"
    else:
        state = "full" if said.percent == 100 else "idle" if said.cable == _IN else ""
    return {"percent": None if said.percent == UNKNOWN else said.percent, "state": state}


def _numbers(told: dict[str, Any], part: str) -> list[int]:
    """The one number that each row holds."""
    return [value for row in powershell.rows(told.get(part)) for value in row.values() if isinstance(value, int)]


def of(run: Run) -> Power:  # noqa: ARG001 - one shape for every room
    return WindowsPower(kept, WindowsRegistry())
