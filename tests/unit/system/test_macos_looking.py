"""The facts of a Mac, replayed: computer, programs, power, crashes, sound and screens are read rightly.

None of this ever ran on macOS: see docs/platforms.md.
"""

from __future__ import annotations

import json
import plistlib
import time
from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem
from deskside.system.commands import Ran
from deskside.system.macos.computer import MacComputer
from deskside.system.macos.crashes import MacCrashes
from deskside.system.macos.power import MacPower
from deskside.system.macos.programs import MacPrograms
from deskside.system.macos.screens import MacScreens
from deskside.system.macos.sound import MacSound

from .commands import PlayedPrograms

OSASCRIPT = ("/usr/bin/osascript", "-e", "get volume settings")
PMSET, PMSET_BATT = ("/usr/bin/pmset", "-g"), ("/usr/bin/pmset", "-g", "batt")
LOUD = "output volume:44, input volume:75, alert volume:100, output muted:true\n"


def profiler(part: str) -> tuple[str, ...]:
    return ("/usr/sbin/system_profiler", "-json", part)


def told(part: str, *rows: dict[str, Any]) -> Ran:
    return Ran(0, json.dumps({part: list(rows)}), "")


SPEAKERS = {
    "_name": "MacBook Pro-Lautsprecher", "coreaudio_default_audio_system_device": "spaudio_yes",
    "coreaudio_device_output": 2, "coreaudio_device_manufacturer": "Apple Inc.", "coreaudio_device_srate": 48000,
    "coreaudio_device_transport": "coreaudio_device_type_builtin",
}  # fmt: skip
HEADSET = {
    "_name": "Annas AirPods", "coreaudio_default_audio_output_device": "spaudio_yes", "coreaudio_device_output": 2,
    "coreaudio_device_input": 1, "coreaudio_device_transport": "coreaudio_device_type_bluetooth",
}  # fmt: skip
MICROPHONE = {
    "_name": "MacBook Pro-Mikrofon", "coreaudio_default_audio_input_device": "spaudio_yes", "coreaudio_device_input": 1,
    "coreaudio_device_transport": "coreaudio_device_type_builtin",
}  # fmt: skip
AUDIO = {"_name": "coreaudio_device", "_items": [SPEAKERS, HEADSET, MICROPHONE]}


def test_sound_tells_what_is_used_and_muted_and_no_bluetooth_name() -> None:
    programs = PlayedPrograms(
        {profiler("SPAudioDataType"): told("SPAudioDataType", AUDIO), OSASCRIPT: Ran(0, LOUD, "")}
    )
    assert MacSound(programs).devices() == {
        "by": "Core Audio",
        "outputs": [
            {"name": "MacBook Pro-Lautsprecher", "kind": "built-in", "used": False, "muted": None, "volume": None},
            {"name": "", "kind": "bluetooth", "used": True, "muted": True, "volume": 44},
        ],
        "inputs": [
            {"name": "", "kind": "bluetooth", "used": False, "muted": None, "volume": None},
            {"name": "MacBook Pro-Mikrofon", "kind": "built-in", "used": True, "muted": None, "volume": 75},
        ],
    }


@pytest.mark.parametrize(
    "said", [Ran(0, "output volume:missing value, output muted:missing value\n", ""), Ran(1, "", "x")]
)
def test_a_device_without_a_volume_of_its_own_is_told_without_one(said: Ran) -> None:
    programs = PlayedPrograms({profiler("SPAudioDataType"): told("SPAudioDataType", AUDIO), OSASCRIPT: said})
    headset = MacSound(programs).devices()["outputs"][1]  # type: ignore[index]
    assert (headset["used"], headset["muted"], headset["volume"]) == (True, None, None)


def test_an_inventory_that_breaks_is_no_computer_without_sound() -> None:
    for answer in (Ran(1, "", "no"), Ran(0, "{", "")):
        with pytest.raises(CallProblem):
            MacSound(PlayedPrograms({profiler("SPAudioDataType"): answer})).devices()


def test_screens_are_told_in_pixels_with_their_scale() -> None:
    built_in = {
        "_name": "Farb-LCD", "_spdisplays_pixels": "3024 x 1964", "_spdisplays_resolution": "1512 x 982 @ 120.00Hz",
        "spdisplays_connection_type": "spdisplays_internal", "spdisplays_main": "spdisplays_yes",
        "spdisplays_display_type": "spdisplays_built-in-liquid-retina-xdr", "spdisplays_online": "spdisplays_yes",
    }  # fmt: skip
    desk = {
        "_name": "DELL U2720Q", "_spdisplays_pixels": "3840 x 2160", "_spdisplays_resolution": "3840 x 2160 @ 60.00Hz",
        "_spdisplays_display-serial-number": "4e4d4b4c", "spdisplays_rotation": "spdisplays_supported",
    }  # fmt: skip
    away = {"_name": "Beamer", "spdisplays_online": "spdisplays_no"}
    card = {"sppci_model": "Apple M1 Pro", "spdisplays_ndrvs": [built_in, desk, away]}
    programs = PlayedPrograms({profiler("SPDisplaysDataType"): told("SPDisplaysDataType", card, {"_name": "eGPU"})})
    assert MacScreens(programs).connected() == [
        {"name": "", "width": 3024, "height": 1964, "refresh": 120.0, "scale": 2.0, "main": True, "built_in": True,
         "turned": None},
        {"name": "", "width": 3840, "height": 2160, "refresh": 60.0, "scale": 1.0, "main": False, "built_in": False,
         "turned": None},
    ]  # fmt: skip


DRAWING = (
    "Now drawing from '{source}'\n"
    " -InternalBattery-0 (id=22675555)\t{percent}%; {state}; 4:09 remaining present: true\n"
)
WORN = {
    "sppower_battery_health_info": {
        "sppower_battery_cycle_count": 253,
        "sppower_battery_health": "Good",
        "sppower_battery_health_maximum_capacity": "84\N{NO-BREAK SPACE}%",
    }
}


@pytest.mark.parametrize(
    ("source", "state", "plan", "expected"),
    [
        ("Battery Power", "discharging", " lowpowermode         1\n", (False, "discharging", "saver")),
        ("AC Power", "charging", " lowpowermode         0\n", (True, "charging", "balanced")),
        ("AC Power", "AC attached", " powermode            2\n", (True, "idle", "performance")),
        ("AC Power", "charged", "", (True, "full", "balanced")),
    ],
)
def test_a_notebook_tells_what_it_draws_from(
    source: str, state: str, plan: str, expected: tuple[bool, str, str]
) -> None:
    batt = DRAWING.format(source=source, percent=97, state=state)
    programs = PlayedPrograms(
        {
            PMSET_BATT: Ran(0, batt, ""),
            PMSET: Ran(0, f"System-wide power settings:\nCurrently in use:\n{plan} sleep 1\n", ""),
            profiler("SPPowerDataType"): told("SPPowerDataType", {"_name": "x"}, WORN),
        }
    )
    assert MacPower(programs).state() == {
        "mains": expected[0],
        "plan": expected[2],
        "batteries": [{"percent": 97, "state": expected[1], "health": 84, "cycles": 253}],
    }


def test_a_mac_without_a_battery_is_not_asked_how_worn_it_is() -> None:
    programs = PlayedPrograms({PMSET_BATT: Ran(0, "Now drawing from 'AC Power'\n", ""), PMSET: Ran(0, "", "")})
    assert MacPower(programs).state() == {"mains": True, "plan": "balanced", "batteries": []}
    assert profiler("SPPowerDataType") not in programs.ran


def bundle(place: Path, version: str | None) -> None:
    (place / "Contents").mkdir(parents=True)
    values = {"CFBundleIdentifier": "x"} | ({"CFBundleShortVersionString": version} if version else {})
    (place / "Contents/Info.plist").write_bytes(plistlib.dumps(values))


def test_programs_of_everybody_and_of_this_person_are_told_and_no_others(tmp_path: Path) -> None:
    home = tmp_path / "Users/ann"
    bundle(tmp_path / "Applications/Google Chrome.app", "131.0.6778.86")
    bundle(tmp_path / "Applications/Cisco/Cisco Secure Client.app", "5.1.6.103")
    bundle(tmp_path / "Applications/Solitaire of Ann.app", "1.0")
    bundle(tmp_path / "Library/Java/JavaVirtualMachines/temurin-21.jdk", "21.0.5")
    bundle(home / "Applications/zoom.us.app", None)
    (tmp_path / "Applications/Slack.app/Contents").mkdir(parents=True)
    (tmp_path / "Applications/Slack.app/Contents/Info.plist").write_bytes(b"bplist00 no")
    rows = MacPrograms(tmp_path, home).installed()
    assert [(row["id"], row["version"]) for row in rows] == [
        ("chrome", "131.0.6778.86"),
        ("zoom", ""),
        ("slack", ""),
        ("anyconnect", "5.1.6.103"),
        ("java", "21.0.5"),
    ]


def test_crashes_are_counted_by_the_names_of_their_reports_which_are_never_opened(tmp_path: Path) -> None:
    now = time.mktime(time.strptime("2026-11-22-120000", "%Y-%m-%d-%H%M%S"))
    own = tmp_path / "Users/ann/Library/Logs/DiagnosticReports"
    everybody = tmp_path / "Library/Logs/DiagnosticReports"
    own.mkdir(parents=True)
    everybody.mkdir(parents=True)
    for name in (
        "Microsoft Excel-2026-11-22-110000.ips",
        "Microsoft Excel_2026-11-20-110000_Annas-MacBook-Pro.crash",
        "com.apple.WebKit.WebContent-2026-11-21-120000.000.ips",
        "JetsamEvent-2026-11-22-110000.ips",
        "Safari-2026-10-01-110000.ips",
        "Retired",
        "Plan-2026-99-99-999999.ips",
    ):
        (own / name).touch(mode=0)
    (everybody / "Finder_2026-11-22-113000_Annas-MacBook-Pro.hang").touch(mode=0)
    told = MacCrashes(tmp_path, tmp_path / "Users/ann", lambda: now).recent()
    assert "Annas" not in str(told)
    assert told == [
        {"program": "Finder", "kind": "hang", "count": 1, "last": 1800},
        {"program": "Microsoft Excel", "kind": "crash", "count": 2, "last": 3600},
        {"program": "com.apple.WebKit.WebContent", "kind": "crash", "count": 1, "last": 86400},
    ]


def test_a_mac_on_which_nothing_ever_crashed_says_so(tmp_path: Path) -> None:
    assert MacCrashes(tmp_path, tmp_path / "ann").recent() == []


@pytest.mark.parametrize(
    ("model", "batt", "virtual", "kind"),
    [
        ("MacBookPro18,3", "", "0", "notebook"),
        ("Mac14,2", DRAWING, "0", "notebook"),
        ("Mac14,3", "Now drawing from 'AC Power'\n", "0", "desktop"),
        ("VirtualMac2,1", "", "1", "virtual"),
    ],
)
def test_a_mac_says_what_it_is(tmp_path: Path, model: str, batt: str, virtual: str, kind: str) -> None:
    place = tmp_path / "System/Library/CoreServices/SystemVersion.plist"
    place.parent.mkdir(parents=True)
    place.write_bytes(plistlib.dumps({"ProductName": "macOS", "ProductVersion": "14.7.1"}))
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/localtime").symlink_to("/var/db/timezone/zoneinfo/Europe/Berlin")
    kernel = f"hw.model: {model}\nmachdep.cpu.brand_string: Apple M1 Pro\nkern.osversion: 23H222\n"
    names = ("hw.model", "machdep.cpu.brand_string", "kern.osversion", "kern.hv_vmm_present")
    programs = PlayedPrograms(
        {
            ("/usr/sbin/sysctl", *names): Ran(1, f"{kernel}kern.hv_vmm_present: {virtual}\n", "unknown oid"),
            PMSET_BATT: Ran(0, batt, ""),
        }
    )
    assert MacComputer(programs, tmp_path).about() == {
        "maker": "Apple", "model": model, "kind": kind, "processor": "Apple M1 Pro", "release": "macOS 14.7.1",
        "build": "23H222", "desktop": "", "zone": "Europe/Berlin", "restart_waits": None,
    }  # fmt: skip
