"""Facts about printers, sound, screens and power. Where there is none of them, that is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deskside.diagnostics.sources.asking import Ask, row, rows, some, told
from deskside.language import _
from deskside.model.report import Fact

_QUEUE = ("name", "state", "accepting", "default", "device", "driver", "reasons", "waiting")
_SOUND = ("name", "kind", "used", "muted", "volume")
_SCREEN = ("width", "height", "refresh", "scale", "main", "built_in", "turned")
_BATTERY = ("percent", "state", "health", "cycles")


def printers(ask: Ask) -> Iterator[Fact]:
    queues = rows(told(ask, "printing.queues"))
    for queue in queues:
        name = str(queue.get("name", ""))
        yield Fact("printers", name, _("Printer {name}").format(name=name), some(queue, *_QUEUE))
    if not queues:
        yield Fact("printers", "none", _("Printers"), _("no printer is set up"))


def sound(ask: Ask) -> Iterator[Fact]:
    devices = row(told(ask, "sound.devices"))
    outputs, inputs = _in_order(devices.get("outputs")), _in_order(devices.get("inputs"))
    if not outputs and not inputs:
        yield Fact("sound", "none", _("Sound"), _("no sound device was found"))
    else:
        yield Fact("sound", "by", _("Sound is mixed by"), devices.get("by"))
    yield Fact("sound", "outputs", _("Sound outputs"), len(outputs))
    for number, output in enumerate(outputs, 1):
        label = _("Sound output {number}").format(number=number)
        yield Fact("sound", f"output-{number}", label, some(output, *_SOUND))
    yield Fact("sound", "inputs", _("Microphones and other sound inputs"), len(inputs))
    for number, one in enumerate(inputs, 1):
        yield Fact("sound", f"input-{number}", _("Sound input {number}").format(number=number), some(one, *_SOUND))


def _in_order(gives: Any) -> list[dict[str, Any]]:
    """What is used first, then by name: the system tells them in any order."""
    return sorted(rows(gives), key=lambda device: (not device.get("used"), str(device.get("name"))))


def screens(ask: Ask) -> Iterator[Fact]:
    connected = rows(told(ask, "screens.connected"))
    yield Fact("screen", "screens", _("Screens"), len(connected))
    if not connected:
        yield Fact("screen", "none", _("Screens"), _("no screen was found"))
    for number, screen in enumerate(connected, 1):
        label = _("Screen {number}").format(number=number)
        yield Fact("screen", f"screen-{number}", label, {"socket": screen.get("name"), **some(screen, *_SCREEN)})


def power(ask: Ask) -> Iterator[Fact]:
    state = row(told(ask, "power.state"))
    yield Fact("power", "mains", _("Runs on mains power"), state.get("mains"))
    yield Fact("power", "plan", _("Power plan"), state.get("plan"))
    batteries = rows(state.get("batteries"))
    if not batteries:
        yield Fact("power", "none", _("Battery"), _("no battery was found"))
    for number, battery in enumerate(batteries, 1):
        label = _("Battery {number}").format(number=number)
        yield Fact("power", f"battery-{number}", label, some(battery, *_BATTERY))
