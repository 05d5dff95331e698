"""Screens on Linux, as GNOME, X and the kernel tell them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from deskside.errors import CallProblem
from deskside.system.commands import Ran, Run
from deskside.system.linux.screens import LinuxScreens
from deskside.system.linux.session_bus import SessionBus

from .commands import NO_PROGRAMS, PlayedPrograms
from .recorded_bus import RecordedBus
from .servers import ANSWERS

X = {"DISPLAY": ":0"}
GNOME = {"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/user/1000/bus"}
XRANDR = ("xrandr", "--current")
DESK = """\
Screen 0: minimum 8 x 8, current 3000 x 1920, maximum 32767 x 32767
eDP-1 connected primary 1920x1080+0+0 (normal left inverted right x axis y axis) 344mm x 194mm
   1920x1080     60.05*+  48.00
   1680x1050     59.95    59.88
HDMI-1 connected 1080x1920+1920+0 left (normal left inverted right x axis y axis) 510mm x 290mm
   1920x1080     60.00 +  50.00
   1920x1080i    50.00*
DP-1 disconnected (normal left inverted right x axis y axis)
DP-2 connected (normal left inverted right x axis y axis)
   2560x1440     59.95 +
"""


def screens(run: Run, environ: dict[str, str], folder: Path) -> LinuxScreens:
    return LinuxScreens(run, SessionBus(run, environ), environ, folder)


def screen(name: str, width: int, height: int, **other: Any) -> dict[str, Any]:
    plain = {"refresh": None, "scale": None, "main": None, "built_in": False, "turned": 0}
    return {"name": name, "width": width, "height": height, **plain, **other}


def test_x_tells_every_screen_that_shows_something(tmp_path: Path) -> None:
    told = PlayedPrograms(
        {XRANDR: Ran(0, DESK, ""), ("xrdb", "-query"): Ran(0, "Xcursor.size:\t24\nXft.dpi:\t144\n", "")}
    )
    assert screens(told, X, tmp_path).connected() == [
        screen("eDP-1", 1920, 1080, refresh=60.05, scale=1.5, main=True, built_in=True),
        screen("HDMI-1", 1080, 1920, refresh=50.0, scale=1.5, main=False, turned=90),
    ]


def test_where_nobody_said_which_screen_is_the_main_one_none_is(tmp_path: Path) -> None:
    """As the private desktop of our tests has it (xrandr 1.5.1 on Xvfb)."""
    xvfb = (
        "Screen 0: minimum 1 x 1, current 1280 x 800, maximum 1280 x 800\n"
        "screen connected 1280x800+0+0 0mm x 0mm\n   1280x800       0.00* \n"
    )
    told = PlayedPrograms({XRANDR: Ran(0, xvfb, ""), ("xrdb", "-query"): Ran(0, "", "")})
    assert screens(told, X, tmp_path).connected() == [screen("screen", 1280, 800)]


def test_gnome_tells_its_screens_and_is_asked_without_starting_anything(tmp_path: Path) -> None:
    told = screens(RecordedBus("mutter"), GNOME, tmp_path).connected()
    assert told == [
        screen("Meta-1", 2560, 1440, refresh=75.0, scale=1.0, main=True),
        screen("Meta-0", 1920, 1080, refresh=60.0, scale=1.0, main=False),
    ]


KDE = {"WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "KDE", "DISPLAY": ":0"}
KSCREEN = (ANSWERS / "linux-kscreen.json").read_text("utf-8")


def test_kde_tells_its_screens(tmp_path: Path) -> None:
    told = PlayedPrograms({("kscreen-doctor", "-j"): Ran(0, KSCREEN, "")})
    assert screens(told, KDE, tmp_path).connected() == [
        screen("Virtual-0", 2880, 1620, refresh=60.0, scale=1.5, main=True),
        screen("Virtual-1", 2880, 1620, refresh=60.0, scale=1.5, main=False),
    ]


def test_a_turned_screen_of_kde_is_told_as_it_stands_and_one_that_is_off_not_at_all(tmp_path: Path) -> None:
    outputs = json.loads(KSCREEN)["outputs"]
    outputs[0] |= {"rotation": 8}
    outputs[1] |= {"enabled": False}
    told = PlayedPrograms({("kscreen-doctor", "-j"): Ran(0, json.dumps({"outputs": outputs}), "")})
    (only,) = screens(told, KDE, tmp_path).connected()
    assert (only["width"], only["height"], only["turned"]) == (1620, 2880, 270)


def test_another_desktop_of_this_kind_is_asked_as_x_programs_see_it(tmp_path: Path) -> None:
    told = PlayedPrograms(
        {XRANDR: Ran(0, "XWAYLAND0 connected 1280x800+0+0 (normal) 0mm x 0mm\n  1280x800 59.81*+\n", "")}
    )
    assert screens(told, GNOME, tmp_path).connected() == [screen("XWAYLAND0", 1280, 800, refresh=59.81)]


def test_without_any_desktop_the_kernel_tells_what_is_plugged_in(tmp_path: Path) -> None:
    for socket, status, enabled in (
        ("eDP-1", "connected", "enabled"),
        ("DP-1", "connected", "disabled"),
        ("DP-2", "disconnected", "disabled"),
    ):
        folder = tmp_path / "class/drm" / f"card0-{socket}"
        folder.mkdir(parents=True)
        for name, text in (("status", status), ("enabled", enabled), ("modes", "1920x1080\n1280x720\n")):
            (folder / name).write_text(f"{text}\n")
    assert screens(NO_PROGRAMS, X, tmp_path).connected() == [screen("eDP-1", 1920, 1080, built_in=True)]


def test_an_x_that_refuses_us_is_no_computer_without_screens(tmp_path: Path) -> None:
    told = PlayedPrograms({XRANDR: Ran(1, "", "Can't open display :0\n")})
    with pytest.raises(CallProblem, match="Can't open"):
        screens(told, X, tmp_path).connected()
