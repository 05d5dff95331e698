"""The facts of Windows, replayed: computer, programs, power, crashes, sound and screens are read rightly.

None of this ever ran on Windows: see docs/platforms.md. What Wine can show of it is in tests/wine.
"""

from __future__ import annotations

import ctypes
import json
from typing import Any

import pytest

from deskside.errors import Unavailable
from deskside.system.commands import Ran
from deskside.system.windows import crashes, power, powershell
from deskside.system.windows.computer import WindowsComputer
from deskside.system.windows.crashes import WindowsCrashes
from deskside.system.windows.power import WindowsPower
from deskside.system.windows.power_library import Said, Status
from deskside.system.windows.programs import WindowsPrograms
from deskside.system.windows.screens import WindowsScreens
from deskside.system.windows.screens_library import Mode, Shown
from deskside.system.windows.sound import WindowsSound
from deskside.system.windows.sound_library import IN, OUT, Endpoint

from .commands import PlayedShell
from .powershell_words import complaint
from .windows_computer import PlayedRegistry

BIOS = r"HKLM\HARDWARE\DESCRIPTION\System\BIOS"
WINDOWS = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
UNINSTALL = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
OLD_UNINSTALL = r"HKLM\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"
OWN_UNINSTALL = r"HKCU\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
STORE = r"HKCU\SOFTWARE\Classes\Local Settings\Software\Microsoft\Windows\CurrentVersion\AppModel\Repository\Packages"
SCHEMES = r"HKLM\SYSTEM\CurrentControlSet\Control\Power\User\PowerSchemes"
NOTEBOOK: dict[tuple[str, str], Any] = {
    (BIOS, "SystemManufacturer"): "LENOVO",
    (BIOS, "SystemProductName"): "21AH00C9GE",
    (BIOS, "SystemVersion"): "ThinkPad T14 Gen 3",
    (r"HKLM\HARDWARE\DESCRIPTION\System\CentralProcessor\0", "ProcessorNameString"): "AMD Ryzen 5 PRO 6650U   ",
    (r"HKLM\SYSTEM\CurrentControlSet\Control\Power", "PlatformRole"): 2,
    (r"HKLM\SYSTEM\CurrentControlSet\Control\TimeZoneInformation", "TimeZoneKeyName"): "W. Europe Standard Time\0\0",
    (WINDOWS, "ProductName"): "Windows 10 Pro",
    (WINDOWS, "DisplayVersion"): "23H2",
    (WINDOWS, "CurrentBuild"): "22631",
    (WINDOWS, "UBR"): 4460,
}


def test_a_notebook_says_what_it_is_and_windows_11_is_not_called_10() -> None:
    assert WindowsComputer(PlayedRegistry(NOTEBOOK)).about() == {
        "maker": "LENOVO", "model": "ThinkPad T14 Gen 3", "kind": "notebook", "processor": "AMD Ryzen 5 PRO 6650U",
        "release": "Windows 11 Pro 23H2", "build": "22631.4460", "desktop": "", "zone": "W. Europe Standard Time",
        "restart_waits": False,
    }  # fmt: skip


def test_updates_that_wait_for_a_restart_are_told() -> None:
    waits = (r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired", "x")
    old = NOTEBOOK | {waits: 1, (WINDOWS, "CurrentBuild"): "19045", (BIOS, "SystemProductName"): "VMware7,1"}
    old |= {(BIOS, "SystemManufacturer"): "VMware, Inc."}
    about = WindowsComputer(PlayedRegistry(old)).about()
    assert (about["restart_waits"], about["release"], about["kind"]) == (True, "Windows 10 Pro 23H2", "virtual")


def app(place: str, key: str, name: str, version: str, **other: Any) -> dict[tuple[str, str], Any]:
    values = {"DisplayName": name, "DisplayVersion": version} | other
    return {(rf"{place}\{key}", word): value for word, value in values.items()}


def test_programs_of_everybody_of_this_person_and_of_the_store_are_told_and_no_others() -> None:
    registry = PlayedRegistry(
        app(UNINSTALL, "Mozilla Firefox 133.0 (x64 de)", "Mozilla Firefox (x64 de)", "133.0")
        | app(UNINSTALL, "O365ProPlusRetail - de-de", "Microsoft 365 Apps for Enterprise - de-de", "16.0.18129.20158")
        | app(
            UNINSTALL, "{90160000}", "Office 16 Click-to-Run Licensing Component", "16.0.18129.20158", SystemComponent=1
        )
        | app(UNINSTALL, "{game}", "Solitaire of Ann", "1.0")
        | app(OLD_UNINSTALL, "Adobe Acrobat", "Adobe Acrobat Reader DC - Deutsch", "24.005.20320")
        | app(OWN_UNINSTALL, "ZoomUMX", "Zoom Workplace (64-bit)", "6.2.11 (50939)")
        | {(rf"{STORE}\MSTeams_24295.605.3225.8804_x64__8wekyb3d8bbwe", "x"): 1}
        | {(rf"{STORE}\Microsoft.XboxApp_48.1_x64__8wekyb3d8bbwe", "x"): 1}
        | {(r"HKLM\SOFTWARE\Microsoft\Windows Defender\Signature Updates", "AVSignatureVersion"): "1.421.332.0"}
    )
    assert [(row["id"], row["version"], row["by"]) for row in WindowsPrograms(registry).installed()] == [
        ("firefox", "133.0", ""),
        ("microsoft-office", "16.0.18129.20158", ""),
        ("teams", "24295.605.3225.8804", "store"),
        ("zoom", "6.2.11 (50939)", ""),
        ("acrobat", "24.005.20320", ""),
        ("defender", "1.421.332.0", ""),
    ]


def asked(question: str, told: Any) -> PlayedShell:
    return PlayedShell({question: Ran(0, json.dumps(told), "")})


BALANCED = {(SCHEMES, "ActivePowerScheme"): "381b4222-f694-41f0-9685-ff5bb260df2e"}
SLIDER = {
    (SCHEMES, "ActiveOverlayDcPowerScheme"): "961cc777-2547-4f9d-8174-7d86181b8a7a",
    (SCHEMES, "ActiveOverlayAcPowerScheme"): "00000000-0000-0000-0000-000000000000",
}
WORN = {"full": {"FullChargedCapacity": 44000}, "new": {"DesignedCapacity": 52500}, "cycles": {"CycleCount": 214}}
"""One of each comes without a list round it, as PowerShell 5 writes it."""
NO_POWERSHELL = PlayedShell({})


class PlayedPower:
    def __init__(self, cable: int, battery: int, percent: int, saver: int = 0) -> None:
        self._said = Said(cable, battery, percent, saver)

    def __call__(self) -> PlayedPower:
        return self

    def power(self) -> Said:
        return self._said


def test_a_notebook_on_its_battery_tells_how_full_and_how_worn_it_is() -> None:
    shell = asked(power.QUESTION, WORN)
    assert WindowsPower(shell, PlayedRegistry(BALANCED | SLIDER), PlayedPower(0, 1, 64)).state() == {
        "mains": False,
        "plan": "saver",
        "batteries": [{"percent": 64, "state": "discharging", "health": 84, "cycles": 214}],
    }


def test_two_batteries_are_told_together() -> None:
    two = {"full": [{"x": 20}, {"x": 22}], "new": [{"x": 24}, {"x": 24}], "cycles": [{"x": 9}, {"x": 300}]}
    told: Any = WindowsPower(asked(power.QUESTION, two), PlayedRegistry(), PlayedPower(1, 8, 50)).state()
    assert told["batteries"] == [{"percent": 50, "state": "charging", "health": 88, "cycles": 300}]


@pytest.mark.parametrize(
    ("said", "state", "mains", "plan"),
    [
        (PlayedPower(1, 9, 80), "charging", True, "balanced"),
        (PlayedPower(1, 1, 80), "idle", True, "balanced"),
        (PlayedPower(1, 1, 100), "full", True, "balanced"),
        (PlayedPower(0, 4, 3, saver=1), "discharging", False, "saver"),
        (PlayedPower(255, 0, 255), "", None, "balanced"),
    ],
)
def test_where_powershell_is_shut_off_only_the_wear_is_unknown(
    said: PlayedPower, state: str, mains: bool | None, plan: str
) -> None:
    told: Any = WindowsPower(NO_POWERSHELL, PlayedRegistry(BALANCED), said).state()
    (battery,) = told["batteries"]
    assert (battery["state"], battery["health"], battery["cycles"]) == (state, None, None)
    assert (told["mains"], told["plan"]) == (mains, plan)


def test_a_desktop_runs_on_the_cable_and_starts_no_powershell() -> None:
    shell = asked(power.QUESTION, WORN)
    fast = PlayedRegistry({(SCHEMES, "ActivePowerScheme"): "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c"})
    told = WindowsPower(shell, fast, PlayedPower(1, 128, 255)).state()
    assert told == {"mains": True, "plan": "performance", "batteries": []}
    assert shell.ran == []


def test_the_memory_for_power_is_as_large_as_windows_writes() -> None:
    assert ctypes.sizeof(Status) == 12


def test_crashes_and_hangs_are_counted_by_the_programs_file() -> None:
    told = {
        "crashes": [
            {"Id": 1000, "Program": "OUTLOOK.EXE", "Age": 90000},
            {"Id": 1000, "Program": "OUTLOOK.EXE", "Age": 3600},
            {"Id": 1002, "Program": "EXCEL.EXE", "Age": 7200},
            {"Id": 1000, "Program": r"C:\Users\ann\Desktop\plan.exe", "Age": 9000},
        ]
    }
    assert WindowsCrashes(asked(crashes.QUESTION, told)).recent() == [
        {"program": "OUTLOOK.EXE", "kind": "crash", "count": 2, "last": 3600},
        {"program": "EXCEL.EXE", "kind": "hang", "count": 1, "last": 7200},
        {"program": "plan.exe", "kind": "crash", "count": 1, "last": 9000},
    ]
    assert WindowsCrashes(asked(crashes.QUESTION, {"crashes": []})).recent() == []


def test_an_event_log_that_cannot_be_read_is_not_told_as_no_crashes() -> None:
    refused = PlayedShell({}, otherwise=Ran(1, "", "NotSpecified LogInfoUnavailable,Microsoft.PowerShell"))
    with pytest.raises(Unavailable):
        WindowsCrashes(refused).recent()


class PlayedSound:
    def endpoints(self) -> list[Endpoint]:
        return [
            Endpoint(OUT, "Lautsprecher (Realtek(R) Audio)", "HDAUDIO", 1, False, True, 0.5),
            Endpoint(OUT, "DELL U2720Q (Intel(R) Display-Audio)", "HDAUDIO", 9, False, False, 1.0),
            Endpoint(OUT, "Kopfhörer (Annas AirPods)", "BTHENUM", 3, True, False, 0.425),
            Endpoint(IN, "Mikrofon (Jabra Evolve2 65)", "USB", 4, True, None, None),
        ]


def test_sound_tells_what_is_used_and_muted_and_no_bluetooth_name() -> None:
    told: dict[str, Any] = WindowsSound(PlayedSound).devices()
    assert [(one["name"], one["kind"], one["used"], one["muted"], one["volume"]) for one in told["outputs"]] == [
        ("Lautsprecher (Realtek(R) Audio)", "built-in", False, True, 50),
        ("DELL U2720Q (Intel(R) Display-Audio)", "screen", False, False, 100),
        ("", "bluetooth", True, False, 42),
    ]
    (microphone,) = told["inputs"]
    assert (microphone["kind"], microphone["muted"], microphone["volume"]) == ("usb", None, None)


class PlayedScreens:
    def shown(self) -> list[Shown]:
        return [
            Shown(r"\\.\DISPLAY1", 2560, 1600, 165, 0, True, 144),
            Shown(r"\\.\DISPLAY2", 1080, 1920, 1, 1, False, 0),
        ]


def test_screens_are_told_with_scale_and_turn() -> None:
    first, second = WindowsScreens(PlayedScreens).connected()
    assert first == {
        "name": "DISPLAY1", "width": 2560, "height": 1600, "refresh": 165.0, "scale": 1.5, "main": True,
        "built_in": None, "turned": 0,
    }  # fmt: skip
    assert (second["refresh"], second["scale"], second["turned"]) == (None, None, 90)


def test_the_memory_for_a_screens_mode_is_as_large_as_windows_writes() -> None:
    assert ctypes.sizeof(Mode) == 220
    assert (Mode.width.offset, Mode.frequency.offset) == (172, 184)


@pytest.mark.parametrize("question", [power.QUESTION, crashes.QUESTION])
def test_powershell_can_be_asked_these_questions_on_one_line(question: str) -> None:
    assert complaint(powershell.framed(question, "deskside-1", {})) == ""
