"""Power on Linux: the kernel's own lines, as notebooks have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deskside.system.commands import Ran
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.power import LinuxPower

from .commands import NO_PROGRAMS, PlayedPrograms

THINKPAD = """POWER_SUPPLY_NAME=BAT0
POWER_SUPPLY_STATUS=Charging
POWER_SUPPLY_PRESENT=1
POWER_SUPPLY_TECHNOLOGY=Li-ion
POWER_SUPPLY_CYCLE_COUNT=0
POWER_SUPPLY_VOLTAGE_NOW=15840000
POWER_SUPPLY_ENERGY_FULL_DESIGN=60000000
POWER_SUPPLY_ENERGY_FULL=52260000
POWER_SUPPLY_ENERGY_NOW=26660000
POWER_SUPPLY_CAPACITY=51
POWER_SUPPLY_MODEL_NAME=L14M4P23
POWER_SUPPLY_SERIAL_NUMBER=  756
"""
"""As published of a real one; kernels of then leave the type to a file of its own."""
OTHER = """POWER_SUPPLY_TYPE=Battery
POWER_SUPPLY_STATUS=Not charging
POWER_SUPPLY_CYCLE_COUNT=312
POWER_SUPPLY_CHARGE_FULL_DESIGN=3800000
POWER_SUPPLY_CHARGE_FULL=3898000
POWER_SUPPLY_CAPACITY=80
"""
MOUSE = (
    "POWER_SUPPLY_TYPE=Battery\nPOWER_SUPPLY_SCOPE=Device\nPOWER_SUPPLY_STATUS=Discharging\nPOWER_SUPPLY_CAPACITY=5\n"
)


def supply(sys: Path, name: str, uevent: str, kind: str = "Battery") -> None:
    folder = sys / "class/power_supply" / name
    folder.mkdir(parents=True)
    (folder / "uevent").write_text(uevent)
    (folder / "type").write_text(f"{kind}\n")


def state(sys: Path, bus: Bus | None = None) -> dict[str, Any]:
    return LinuxPower(bus or Bus(NO_PROGRAMS, sys / "no bus"), sys).state()


def test_batteries_tell_how_full_and_how_worn_they_are(tmp_path: Path) -> None:
    supply(tmp_path, "AC", "POWER_SUPPLY_ONLINE=1\n", "Mains")
    supply(tmp_path, "BAT0", THINKPAD)
    supply(tmp_path, "BAT1", OTHER)
    supply(tmp_path, "hid-mouse-battery", MOUSE)
    assert state(tmp_path) == {
        "mains": True,
        "plan": "",
        "batteries": [
            {"percent": 51, "state": "charging", "health": 87, "cycles": None},
            {"percent": 80, "state": "idle", "health": 100, "cycles": 312},
        ],
    }


def test_a_computer_without_a_battery_runs_on_the_cable(tmp_path: Path) -> None:
    assert state(tmp_path) == {"mains": True, "plan": "", "batteries": []}


@pytest.mark.parametrize(("status", "mains"), [("Discharging", False), ("Full", True), ("Unknown", None)])
def test_without_a_word_about_the_cable_the_battery_tells(tmp_path: Path, status: str, mains: bool | None) -> None:
    supply(tmp_path, "BAT0", THINKPAD.replace("Charging", status))
    assert state(tmp_path)["mains"] is mains


def test_the_plan_is_told_by_the_kernel_or_by_who_manages_it(tmp_path: Path) -> None:
    (tmp_path / "firmware/acpi").mkdir(parents=True)
    (tmp_path / "firmware/acpi/platform_profile").write_text("low-power\n")
    assert state(tmp_path)["plan"] == "saver"
    said = json.dumps({"type": "a{sv}", "data": [{"ActiveProfile": {"type": "s", "data": "performance"}}]})
    (tmp_path / "bus").touch()
    bus = Bus(PlayedPrograms({}, otherwise=Ran(0, said, "")), tmp_path / "bus")
    assert state(tmp_path, bus)["plan"] == "performance"
