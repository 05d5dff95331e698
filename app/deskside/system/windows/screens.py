"""Screens on Windows, as its own library tells them. Whether one is built in it does not say there."""

from __future__ import annotations

from collections.abc import Callable

from deskside.system.commands import Run
from deskside.system.looking import Screens
from deskside.system.printing import Record
from deskside.system.windows.screens_library import Library, Shown, WindowsLibrary

_ITS_OWN = (0, 1)
"""A screen with a rate of its own, which has no number."""


class WindowsScreens(Screens):
    def __init__(self, library: Callable[[], Library] = WindowsLibrary) -> None:
        self._library = library

    def connected(self) -> list[Record]:
        return [_screen(shown) for shown in self._library().shown()]


def _screen(shown: Shown) -> Record:
    return {
        "name": shown.name.removeprefix("\\\\.\\"),
        "width": shown.width,
        "height": shown.height,
        "refresh": None if shown.frequency in _ITS_OWN else float(shown.frequency),
        "scale": round(shown.dots / 96, 2) if shown.dots else None,
        "main": shown.main,
        "built_in": None,
        "turned": 90 * (shown.quarters % 4),
    }


def of(run: Run) -> Screens:  # noqa: ARG001 - one shape for every room
    return WindowsScreens()
