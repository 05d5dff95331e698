"""Power of a Mac: what it draws from and how full it is (pmset), how worn its battery is (its inventory)."""

from __future__ import annotations

import re
from typing import Any

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.looking import Power
from deskside.system.macos.profiler import profile
from deskside.system.printing import Record

_BATTERY = re.compile(r"-InternalBattery-\d+.*?\t(\d+)%; ([^;\n]+)")
_STATES = {
    "charging": "charging",
    "finishing charge": "charging",
    "discharging": "discharging",
    "charged": "full",
    "AC attached": "idle",
    "not charging": "idle",
}
_PLANS = {("lowpowermode", "1"): "saver", ("powermode", "1"): "saver", ("powermode", "2"): "performance"}
_PMSET = "/usr/bin/pmset"


class MacPower(Power):
    def __init__(self, run: Run) -> None:
        self._run = run

    def state(self) -> Record:
        said = self._said("batt")
        worn = self._worn() if _BATTERY.search(said) else {}
        batteries = [
            {"percent": int(percent), "state": _STATES.get(state.strip(), ""), **_health(worn)}
            for percent, state in _BATTERY.findall(said)
        ]
        return {"mains": "'AC Power'" in said, "plan": self._plan(), "batteries": batteries}

    def _plan(self) -> str:
        """Of what it draws from now."""
        for line in self._said().splitlines():
            words = line.split()
            if plan := _PLANS.get((words[0], words[1])) if len(words) > 1 else None:
                return plan
        return "balanced"

    def _said(self, *more: str) -> str:
        ran = self._run([_PMSET, "-g", *more], 3.0)
        if ran.code != 0:
            raise CallProblem("power", f"pmset ended with {ran.code}: {ran.err.strip()[:200]}")
        return ran.out

    def _worn(self) -> dict[str, Any]:
        try:
            parts = profile(self._run, "SPPowerDataType")
        except CallProblem:
            return {}
        return next((part["sppower_battery_health_info"] for part in parts if _tells_health(part)), {})


def _tells_health(part: dict[str, Any]) -> bool:
    return isinstance(part.get("sppower_battery_health_info"), dict)


def _health(worn: dict[str, Any]) -> Record:
    """The percentage is written as the language has it: "91%", "91 %"."""
    digits = re.sub(r"\D", "", str(worn.get("sppower_battery_health_maximum_capacity", "")))
    cycles = worn.get("sppower_battery_cycle_count")
    return {"health": int(digits) if digits else None, "cycles": cycles if isinstance(cycles, int) else None}


def of(run: Run) -> Power:
    return MacPower(run)
