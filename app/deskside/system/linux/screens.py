"""Screens on Linux: as GNOME's and KDE's own display servers tell them, else X (xrandr), else the kernel.

The kernel knows the sockets and what a screen would like best, not what it
shows now; where only it answers, refresh and scale are not told.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.linux import screens_told
from deskside.system.linux.network_bus import Bus
from deskside.system.linux.screens_told import screen
from deskside.system.linux.session_bus import SessionBus
from deskside.system.looking import Screens
from deskside.system.printing import Record

_OUTPUT = re.compile(r"(\S+) connected (primary )?(\d+)x(\d+)\+-?\d+\+-?\d+ (left |right |inverted )?")
_MODE = re.compile(r" +(\d+)x(\d+)i? .*?([\d.]+)\*")
_DPI = re.compile(r"^Xft\.dpi:\s*([\d.]+)", re.MULTILINE)
_TURNED = {"left ": 90, "inverted ": 180, "right ": 270}
_SOCKET = re.compile(r"card\d+-(.+)")


class LinuxScreens(Screens):
    def __init__(self, run: Run, bus: Bus, environ: Mapping[str, str] = os.environ, sys: Path = Path("/sys")) -> None:
        self._run, self._bus, self._environ, self._sys = run, bus, environ, sys

    def connected(self) -> list[Record]:
        try:
            if self._environ.get("WAYLAND_DISPLAY"):
                return self._of_wayland()
        except CallProblem:
            pass  # another desktop: X programs run there too, so X is asked
        try:
            if self._environ.get("DISPLAY"):
                return self._of_x()
        except Unavailable:
            pass  # no xrandr
        return self._of_kernel()

    def _of_wayland(self) -> list[Record]:
        if "KDE" in self._environ.get("XDG_CURRENT_DESKTOP", ""):
            return screens_told.of_kde(self._run)
        return screens_told.of_gnome(self._bus)

    def _of_x(self) -> list[Record]:
        ran = self._run(["xrandr", "--current"], 3.0)
        if ran.code != 0:
            raise CallProblem("screens", f"xrandr ended with {ran.code}: {ran.err.strip()[:200]}")
        scale = self._scale()
        found: list[Record] = []
        for line in ran.out.splitlines():
            if output := _OUTPUT.match(line):
                turned = _TURNED.get(output[5] or "", 0)
                found.append(screen(output[1], int(output[3]), int(output[4]), bool(output[2]), turned, scale))
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
                found.append(screen(name[1], int(width), int(height.rstrip("i")), None, 0, None))
        return found


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def of(run: Run) -> Screens:
    return LinuxScreens(run, SessionBus(run))
