"""Printers on a cable: seen by what the kernel of Linux and ioreg of macOS list, and never blamed on a guess."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from deskside.system import cable
from deskside.system.cable import Plugged
from deskside.system.commands import Ran
from deskside.system.linux import usb as linux_usb
from deskside.system.macos import usb as macos_usb

from .commands import NO_PROGRAMS, PlayedPrograms

MOUSE, HUB = Plugged("USB Optical Mouse", "", False), Plugged("USB2.0 Hub", "", False)
LASER = Plugged("HP LaserJet 1018", "KP0HH5K", True)


@pytest.mark.parametrize(
    ("uri", "plugged", "seen"),
    [
        ("usb://HP/LaserJet%201018?serial=KP0HH5K", [HUB, LASER], True),
        ("usb://HP/Color%20Thing?serial=kp0hh5k", [LASER], True),
        ("usb://Hewlett-Packard/LaserJet_1018", [MOUSE, LASER], True),
        ("hp:/usb/HP_LaserJet_1018?serial=KP0HH5K", [LASER], True),
        ("hp:/usb/HP_LaserJet_1018?serial=OTHER", [LASER], True),
        ("usb://HP/LaserJet%201018?serial=KP0HH5K", [HUB, MOUSE], False),
        ("usb://HP/LaserJet%201018?serial=KP0HH5K", [], False),
        ("usb://Brother/HL-2030%20series?serial=B1", [MOUSE, LASER], None),
        ("usb://Brother/HL-2030%20series?serial=B1", [Plugged("Thing", "", None)], None),
        ("usb://HP/LaserJet%201018", [Plugged("HP LaserJet 1018 cable tester", "", False)], False),
        ("usb://X/Y", [Plugged("", "", True)], None),
    ],
    ids=[
        *("by both", "by its number", "by its name", "as hplip writes it", "by its name as hplip writes it"),
        *("only others", "nothing", "another printer", "something unknown", "no printer by that name", "no name"),
    ],
)
def test_a_printer_is_there_when_it_is_seen_and_gone_when_no_printer_is(
    uri: str, plugged: list[Plugged], seen: bool | None
) -> None:
    assert cable.on_cable(uri)
    assert cable.there(uri, plugged) is seen


@pytest.mark.parametrize("uri", ["ipp://office/ipp/print", "hp:/net/LaserJet?ip=192.0.2.1", "dnssd://Office", ""])
def test_a_printer_elsewhere_is_not_looked_for_on_a_cable(uri: str) -> None:
    assert not cable.on_cable(uri)


def put(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


def test_linux_lists_what_is_plugged_in(tmp_path: Path) -> None:
    put(tmp_path / "usb1", bDeviceClass="09", product="xHCI Host Controller")
    put(tmp_path / "1-2", bDeviceClass="00", product="HP LaserJet 1018", serial="KP0HH5K")
    put(tmp_path / "1-2" / "1-2:1.0", bInterfaceClass="07")
    put(tmp_path / "1-3", bDeviceClass="00", product="USB Optical Mouse")
    put(tmp_path / "1-3" / "1-3:1.0", bInterfaceClass="03")
    (tmp_path / "1-2:1.0").symlink_to(tmp_path / "1-2" / "1-2:1.0")
    seen = linux_usb.plugged(tmp_path)
    assert seen is not None
    assert sorted(seen) == sorted([LASER, MOUSE, Plugged("xHCI Host Controller", "", False)])


def test_a_linux_that_lists_nothing_at_all_is_not_believed(tmp_path: Path) -> None:
    assert linux_usb.plugged(tmp_path) is None
    assert linux_usb.plugged(tmp_path / "none") is None


def listed(*entries: Mapping[str, Any]) -> PlayedPrograms:
    return PlayedPrograms({macos_usb.QUESTION: Ran(0, plistlib.dumps(list(entries)).decode(), "")})


def test_macos_lists_what_is_plugged_in_also_behind_a_hub() -> None:
    laser = {
        "USB Product Name": "HP LaserJet 1018",
        "USB Serial Number": "KP0HH5K",
        "bDeviceClass": 0,
        "IORegistryEntryChildren": [{"IOObjectClass": "IOUSBHostInterface", "bInterfaceClass": 7}],
    }
    hub = {"USB Product Name": "USB2.0 Hub", "bDeviceClass": 9, "IORegistryEntryChildren": [laser]}
    quiet = {"USB Product Name": "Thing", "bDeviceClass": 0}
    assert macos_usb.plugged(listed(hub, quiet)) == [HUB, LASER, Plugged("Thing", "", None)]


def test_a_mac_with_nothing_plugged_in_says_so() -> None:
    assert macos_usb.plugged(PlayedPrograms({macos_usb.QUESTION: Ran(0, "", "")})) == []


@pytest.mark.parametrize("ran", [Ran(1, "", "no"), Ran(0, "<plist", ""), Ran(0, "nonsense", "")])
def test_a_mac_that_cannot_list_blames_no_printer(ran: Ran) -> None:
    assert macos_usb.plugged(PlayedPrograms({macos_usb.QUESTION: ran})) is None
    assert macos_usb.plugged(NO_PROGRAMS) is None
