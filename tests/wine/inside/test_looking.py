"""What Windows tells for the facts, by this Windows' own registry, screens and sound objects."""

from __future__ import annotations

import json
import winreg
from collections.abc import Iterator

import pytest

from deskside.system.calls import perform
from deskside.system.windows.com import make
from deskside.system.windows.screens_library import WindowsLibrary as Screens
from deskside.system.windows.sound_library import WindowsLibrary as Sound

UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
FIREFOX = "Mozilla Firefox 133.0 (x64 de)"
SHELL_LINK = ("00021401-0000-0000-c000-000000000046", "000214f9-0000-0000-c000-000000000046")


@pytest.fixture
def firefox() -> Iterator[None]:
    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, rf"{UNINSTALL}\{FIREFOX}") as key:
        winreg.SetValueEx(key, "DisplayName", 0, winreg.REG_SZ, "Mozilla Firefox (x64 de)")
        winreg.SetValueEx(key, "DisplayVersion", 0, winreg.REG_SZ, "133.0")
    yield
    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, rf"{UNINSTALL}\{FIREFOX}")


@pytest.mark.usefixtures("firefox")
def test_a_program_of_this_person_is_found_in_the_list_of_apps() -> None:
    told = perform("programs.installed", {}, {})
    assert {"id": "firefox", "name": "Firefox", "kind": "browser", "version": "133.0", "by": ""} in told


def test_the_computer_says_which_windows_it_is() -> None:
    about = perform("computer.about", {}, {})
    assert "Windows" in about["release"]
    assert about["build"].split(".")[0].isdigit()
    assert about["restart_waits"] is False


def test_screens_are_told_as_far_as_there_are_any() -> None:
    for screen in Screens().shown():
        assert screen.width >= 640
        assert screen.height >= 480
    told = perform("screens.connected", {}, {})
    assert json.loads(json.dumps(told)) == told


def test_sound_is_told_as_far_as_there_is_any() -> None:
    for endpoint in Sound().endpoints():
        assert endpoint.name
    told = perform("sound.devices", {}, {})
    assert told["by"] == "Windows Audio"


def test_power_is_told_without_powershell() -> None:
    """Wine asks the computer under it, which here has no battery."""
    told = perform("power.state", {}, {})
    assert set(told) == {"mains", "plan", "batteries"}
    assert told["mains"] in (True, None)


def test_an_object_of_windows_answers_and_is_let_go() -> None:
    """A shortcut: Windows makes it, its SetShowCmd takes a number and its GetShowCmd gives it back."""
    import ctypes

    number = ctypes.c_int32()
    with make(*SHELL_LINK) as link:
        link.ask(15, ctypes.c_int32(7))
        link.ask(14, ctypes.addressof(number))
    assert number.value == 7
