"""What a troubleshooter reads of sound, screens, power, programs and crashes is all that the rooms tell."""

from __future__ import annotations

from typing import Any

import pytest

from deskside.sdk import System

DEVICE = {"name": "Jabra", "kind": "usb", "used": True, "muted": None, "volume": 40}
SCREEN = {
    "name": "eDP-1", "width": 1920, "height": 1080, "refresh": 60.0, "scale": 1.5, "main": True, "built_in": True,
    "turned": 90,
}  # fmt: skip
BATTERY = {"percent": 64, "state": "discharging", "health": 84, "cycles": 214}
PROGRAM = {"id": "java", "name": "Java", "kind": "java", "version": "17", "by": "package"}
CRASH = {"program": "OUTLOOK.EXE", "kind": "hang", "count": 3, "last": 60}
ABOUT = {
    "maker": "LENOVO", "model": "T14", "kind": "notebook", "processor": "AMD", "release": "Debian", "build": "6.1",
    "desktop": "GNOME", "zone": "Europe/Berlin", "restart_waits": None,
}  # fmt: skip
SAID: dict[str, Any] = {
    "computer.about": ABOUT,
    "sound.devices": {"by": "PipeWire", "outputs": [DEVICE], "inputs": [DEVICE, DEVICE]},
    "screens.connected": [SCREEN],
    "power.state": {"mains": False, "plan": "saver", "batteries": [BATTERY]},
    "programs.installed": [PROGRAM],
    "crashes.recent": [CRASH],
}


@pytest.fixture
def pc() -> System:
    return System("linux", lambda name, arguments: SAID[name], {})


def test_every_word_of_a_row_can_be_read(pc: System) -> None:
    assert vars(pc.computer.about()) == ABOUT
    assert [vars(one) for one in pc.screens.connected()] == [SCREEN]
    assert [vars(one) for one in pc.programs.installed()] == [PROGRAM]
    assert [vars(one) for one in pc.crashes.recent()] == [CRASH]


def test_sound_and_power_are_told_with_their_parts(pc: System) -> None:
    sound, power = pc.sound.devices(), pc.power.state()
    assert (sound.by, [vars(one) for one in sound.outputs], len(sound.inputs)) == ("PipeWire", [DEVICE], 2)
    assert (power.mains, power.plan, [vars(one) for one in power.batteries]) == (False, "saver", [BATTERY])
