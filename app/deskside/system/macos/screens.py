"""Screens of a Mac, as its inventory tells them. It says whether one can be turned, not whether it is."""

from __future__ import annotations

import re
from typing import Any

from deskside.system.commands import Run
from deskside.system.looking import Screens
from deskside.system.macos.profiler import profile, said_yes
from deskside.system.printing import Record

_SIZE = re.compile(r"(\d+) x (\d+)(?: @ ([\d.]+) ?Hz)?")


class MacScreens(Screens):
    def __init__(self, run: Run) -> None:
        self._run = run

    def connected(self) -> list[Record]:
        cards = profile(self._run, "SPDisplaysDataType")
        screens = [screen for card in cards for screen in card.get("spdisplays_ndrvs", []) if isinstance(screen, dict)]
        return [_screen(screen) for screen in screens if str(screen.get("spdisplays_online")) != "spdisplays_no"]


def _screen(told: dict[str, Any]) -> Record:
    looks_like = _SIZE.match(str(told.get("_spdisplays_resolution", "")))
    pixels = _SIZE.match(str(told.get("_spdisplays_pixels", ""))) or looks_like
    kind = f"{told.get('spdisplays_connection_type')} {told.get('spdisplays_display_type')}"
    width, height = (int(pixels[1]), int(pixels[2])) if pixels else (0, 0)
    return {
        "name": "",
        "width": width,
        "height": height,
        "refresh": float(looks_like[3]) if looks_like and looks_like[3] else None,
        "scale": round(width / int(looks_like[1]), 2) if looks_like and width else None,
        "main": said_yes(told, "spdisplays_main"),
        "built_in": "spdisplays_internal" in kind or "built-in" in kind,
        "turned": None,
    }


def of(run: Run) -> Screens:
    return MacScreens(run)
