"""Screens on Linux: as GNOME's own display server tells them, else X (xrandr), else the kernel.

The kernel knows the sockets and what a screen would like best, not what it
shows now; where only it answers, refresh and scale are not told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.session_bus import SessionBus
from deskside.system.looking import Screens
from deskside.system.printing import Record

_BUILT_IN = ("eDP", "LVDS", "DSI")
_OUTPUT = re.compile(r"(\S+) connected (primary )?(\d+)x(\d+)\+-?\d+\+-?\d+ (left |right |inverted )?")
_MODE = re.compile(r" +(\d+)x(\d+)i? .*?([\d.]+)\*")
_DPI = re.compile(r"^Xft\.dpi:\s*([\d.]+)", re.MULTILINE)
_TURNED = {"left ": 90, "inverted ": 180, "right ": 270}
_SOCKET = re.compile(r"card\d+-(.+)")
_MUTTER = "org.gnome.Mutter.DisplayConfig"


class LinuxScreens(Screens):
    def __init__(self, run: Run, bus: Bus, environ: Mapping[str, str] = os.environ, sys: Path = Path("/sys")) -> None:
        self._run, self._bus, self._environ, self._sys = run, bus, environ, sys

    def connected(self) -> list[Record]:
        try:
            if self._environ.get("WAYLAND_DISPLAY"):
                return self._of_gnome()
        except CallProblem:
            pass  # another desktop: X programs run there too, so X is asked
        try:
            if self._environ.get("DISPLAY"):
                return self._of_x()
        except Unavailable:
            pass  # no xrandr
        return self._of_kernel()

    def _of_gnome(self) -> list[Record]:
        told = self._bus.call(_MUTTER, "/org/gnome/Mutter/DisplayConfig", _MUTTER, "GetCurrentState")
        if len(told) < 3:
            raise CallProblem("screens", "an answer that cannot be read")
        modes = {monitor[0][0]: monitor for monitor in told[1]}
        return [
            _of_mutter(modes[shown[0]], logical) for logical in told[2] for shown in logical[5] if shown[0] in modes
        ]

    def _of_x(self) -> list[Record]:
        ran = self._run(["xrandr", "--current"], 3.0)
        if ran.code != 0:
            raise CallProblem("screens", f"xrandr ended with {ran.code}: {ran.err.strip()[:200]}")
        scale = self._scale()
        found: list[Record] = []
        for line in ran.out.splitlines():
            if output := _OUTPUT.match(line):
                turned = _TURNED.get(output[5] or "", 0)
                found.append(_screen(output[1], int(output[3]), int(output[4]), bool(output[2]), turned, scale))
            elif found and (mode := _MODE.match(line)):
                found[-1]["refresh"] = float(mode[3]) or None
        if not any(screen["main"] for screen in found):
            return [screen | {"main": None} for screen in found]  # nobody said which
        return found

    def _scale(self) -> float | None:
        """How much larger than usual X programs write; None when nobody set it."""
        try:
            dpi = _DPI.search(self._run(["xrdb", "-query"], 2.0).out)
        except CallProblem:
            return None
        return round(float(dpi[1]) / 96, 2) if dpi else None

    def _of_kernel(self) -> list[Record]:
        found = []
        for socket in sorted(self._sys.glob("class/drm/card*-*")):
            name = _SOCKET.fullmatch(socket.name)
            if name and (_read(socket / "status"), _read(socket / "enabled")) == ("connected", "enabled"):
                width, _, height = next(iter(_read(socket / "modes").splitlines()), "0x0").partition("x")
                found.append(_screen(name[1], int(width), int(height.rstrip("i")), None, 0, None))
        return found


def _screen(name: str, width: int, height: int, main: bool | None, turned: int, scale: float | None) -> Record:
    built_in = name.startswith(_BUILT_IN)
    return {
        "name": name,
        "width": width,
        "height": height,
        "refresh": None,
        "scale": scale,
        "main": main,
        "built_in": built_in,
        "turned": turned,
    }


def _of_mutter(monitor: list[Any], logical: list[Any]) -> Record:
    """Both as GetCurrentState tells them: a monitor with its modes, and the place on the desktop that it shows."""
    _x, _y, scale, transform, main = logical[:5]
    turned = 90 * (int(transform) % 4)
    mode = next((mode for mode in monitor[1] if _data(mode[6].get("is-current"))), None)
    width, height = (mode[1], mode[2]) if mode else (0, 0)
    told = _screen(monitor[0][0], *((height, width) if turned in (90, 270) else (width, height)), main, turned, scale)
    return told | {
        "refresh": round(float(mode[3]), 2) if mode else None,
        "built_in": bool(_data(monitor[2].get("is-builtin"))) or told["built_in"],
    }


def _data(told: Any) -> Any:
    """What a variant of busctl holds."""
    return told.get("data") if isinstance(told, dict) else told


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def of(run: Run) -> Screens:
    return LinuxScreens(run, SessionBus(run))
