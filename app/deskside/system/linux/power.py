"""Power on Linux: batteries and the cable as the kernel tells them, the plan as whoever manages it tells it."""

from __future__ import annotations

from pathlib import Path

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.linux.network_bus import Bus
from deskside.system.looking import Power
from deskside.system.printing import Record

_STATES = {"Charging": "charging", "Discharging": "discharging", "Full": "full", "Not charging": "idle"}
_PLANS = {
    "power-saver": "saver",
    "low-power": "saver",
    "cool": "saver",
    "quiet": "saver",
    "balanced": "balanced",
    "balanced-performance": "performance",
    "performance": "performance",
}
"""The words of power-profiles-daemon and of the kernel's platform_profile."""
_DAEMONS = (
    ("org.freedesktop.UPower.PowerProfiles", "/org/freedesktop/UPower/PowerProfiles"),
    ("net.hadess.PowerProfiles", "/net/hadess/PowerProfiles"),
)
_CABLES = ("Mains", "USB", "Wireless")


class LinuxPower(Power):
    def __init__(self, bus: Bus, sys: Path = Path("/sys")) -> None:
        self._bus, self._sys = bus, sys

    def state(self) -> Record:
        supplies = [_rows(path) for path in sorted(self._sys.glob("class/power_supply/*"))]
        own = [rows for rows in supplies if rows.get("SCOPE") != "Device"]  # that of a mouse is not this computer's
        batteries = [_battery(rows) for rows in own if rows.get("TYPE") == "Battery" and rows.get("PRESENT") != "0"]
        cables = [rows["ONLINE"] != "0" for rows in own if rows.get("TYPE") in _CABLES and "ONLINE" in rows]
        return {"mains": _mains(batteries, cables), "plan": self._plan(), "batteries": batteries}

    def _plan(self) -> str:
        for name, path in _DAEMONS:
            try:
                told = self._bus.properties(name, path, name).get("ActiveProfile")
            except CallProblem:
                continue
            if told in _PLANS:
                return _PLANS[told]
        return _PLANS.get(_text(self._sys / "firmware/acpi/platform_profile"), "")


def _mains(batteries: list[Record], cables: list[bool]) -> bool | None:
    """Whether it runs on the cable. A computer without a battery does."""
    if cables:
        return any(cables)
    if not batteries:
        return True
    states = {battery["state"] for battery in batteries}
    return False if "discharging" in states else True if states <= {"charging", "full", "idle"} else None


def _rows(supply: Path) -> dict[str, str]:
    """The kernel's own lines, POWER_SUPPLY_ONLINE=1, in which older ones leave out the type."""
    pairs = (line.partition("=") for line in _text(supply / "uevent").splitlines())
    told = {key.removeprefix("POWER_SUPPLY_"): value for key, _, value in pairs}
    return {"TYPE": _text(supply / "type"), "SCOPE": _text(supply / "scope")} | told


def _text(path: Path) -> str:
    """Nothing for one that went away meanwhile."""
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _battery(rows: dict[str, str]) -> Record:
    return {
        "percent": _number(rows.get("CAPACITY")),
        "state": _STATES.get(rows.get("STATUS", ""), ""),
        "health": _health(rows),
        "cycles": _number(rows.get("CYCLE_COUNT")) or None,
    }


def _health(rows: dict[str, str]) -> int | None:
    """What it holds now against what it held when new; a few say the former in other units only."""
    for unit in ("ENERGY", "CHARGE"):
        now, new = _number(rows.get(f"{unit}_FULL")), _number(rows.get(f"{unit}_FULL_DESIGN"))
        if now and new:
            return min(100, round(100 * now / new))
    return None


def _number(text: str | None) -> int | None:
    try:
        return int(text or "")
    except ValueError:
        return None


def of(run: Run) -> Power:
    return LinuxPower(Bus(run))
