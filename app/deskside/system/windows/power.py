"""Power on Windows: batteries as WMI tells them, the plan as the registry does."""

from __future__ import annotations

from typing import Any

from deskside.system.commands import Run
from deskside.system.looking import Power
from deskside.system.printing import Record
from deskside.system.windows import powershell
from deskside.system.windows.kept_powershell import kept
from deskside.system.windows.registry import Registry, WindowsRegistry

QUESTION = (
    "$q={param($n,$c)@(Get-CimInstance -Namespace $n -ClassName $c -ErrorAction SilentlyContinue)};"
    "$b=@(&$q 'root/cimv2' 'Win32_Battery'|Select-Object EstimatedChargeRemaining,BatteryStatus);"
    "$s=@(&$q 'root/wmi' 'BatteryStatus'|Select-Object InstanceName,PowerOnline,Charging,Discharging);"
    "$f=@(&$q 'root/wmi' 'BatteryFullChargedCapacity'|Select-Object InstanceName,FullChargedCapacity);"
    "$d=@(&$q 'root/wmi' 'BatteryStaticData'|Select-Object InstanceName,DesignedCapacity);"
    "$c=@(&$q 'root/wmi' 'BatteryCycleCount'|Select-Object InstanceName,CycleCount);"
    "ConvertTo-Json -InputObject @{batteries=$b;status=$s;full=$f;new=$d;cycles=$c} -Depth 3 -Compress"
)
"""What lies in root/wmi some computers tell only now and then: then health is not known."""
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
_FULL, _CHARGING, _DISCHARGING = 3, (6, 7, 8, 9), (1, 4, 5)
"""Of BatteryStatus of Win32_Battery; 2 is "on the cable", charging or not."""


class WindowsPower(Power):
    def __init__(self, shell: powershell.Shell, registry: Registry) -> None:
        self._shell, self._registry = shell, registry

    def state(self) -> Record:
        told = powershell.ask(self._shell, QUESTION, 7.0)
        told = told if isinstance(told, dict) else {}
        batteries = powershell.rows(told.get("batteries"))
        live = powershell.rows(told.get("status"))
        mains = any(row.get("PowerOnline") for row in live) if live else not _is_any(batteries, _DISCHARGING)
        found = [_battery(number, row, told, live) for number, row in enumerate(batteries)]
        return {"mains": mains, "plan": self._plan(mains), "batteries": found}

    def _plan(self, mains: bool) -> str:
        plan = _PLANS.get(str(self._registry.value(_SCHEMES, "ActivePowerScheme")).lower(), "")
        overlay = self._registry.value(_SCHEMES, f"ActiveOverlay{'Ac' if mains else 'Dc'}PowerScheme")
        return _OVERLAYS.get(str(overlay).lower(), plan) if plan == "balanced" else plan


def _is_any(batteries: list[dict[str, Any]], states: tuple[int, ...]) -> bool:
    return any(battery.get("BatteryStatus") in states for battery in batteries)


def _battery(number: int, battery: dict[str, Any], told: dict[str, Any], live: list[dict[str, Any]]) -> Record:
    percent = battery.get("EstimatedChargeRemaining")
    full, new = _of(told, "full", "FullChargedCapacity", number), _of(told, "new", "DesignedCapacity", number)
    return {
        "percent": min(100, int(percent)) if isinstance(percent, int) else None,
        "state": _state(battery.get("BatteryStatus"), live[number] if number < len(live) else {}),
        "health": min(100, round(100 * full / new)) if full and new else None,
        "cycles": _of(told, "cycles", "CycleCount", number) or None,
    }


def _of(told: dict[str, Any], part: str, name: str, number: int) -> int:
    """WMI tells the batteries in the same order in all its classes."""
    rows = powershell.rows(told.get(part))
    value = rows[number].get(name) if number < len(rows) else None
    return value if isinstance(value, int) else 0


def _state(status: Any, live: dict[str, Any]) -> str:
    if live.get("Charging") or status in _CHARGING:
        return "charging"
    if live.get("Discharging") or status in _DISCHARGING:
        return "discharging"
    return "full" if status == _FULL else "idle" if live.get("PowerOnline") else ""


def of(run: Run) -> Power:  # noqa: ARG001 - one shape for every room
    return WindowsPower(kept, WindowsRegistry())
