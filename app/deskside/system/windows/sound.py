"""Sound on Windows, as its own objects tell it."""

from __future__ import annotations

from collections.abc import Callable

from deskside.system.commands import Run
from deskside.system.looking import Sound
from deskside.system.printing import Record
from deskside.system.windows.sound_library import IN, OUT, Endpoint, Library, WindowsLibrary

_ON_A_SCREEN = 9
"""DigitalAudioDisplayDevice."""


class WindowsSound(Sound):
    def __init__(self, library: Callable[[], Library] = WindowsLibrary) -> None:
        self._library = library

    def devices(self) -> Record:
        endpoints = self._library().endpoints()
        return {
            "by": "Windows Audio",
            "outputs": [_device(one) for one in endpoints if one.flow == OUT],
            "inputs": [_device(one) for one in endpoints if one.flow == IN],
        }


def _device(endpoint: Endpoint) -> Record:
    kind = _kind(endpoint)
    return {
        "name": "" if kind == "bluetooth" else endpoint.name,
        "kind": kind,
        "used": endpoint.used,
        "muted": endpoint.muted,
        "volume": None if endpoint.loudness is None else round(100 * endpoint.loudness),
    }


def _kind(endpoint: Endpoint) -> str:
    if endpoint.form == _ON_A_SCREEN:
        return "screen"
    bus = endpoint.bus.upper()
    if bus.startswith("BTH"):
        return "bluetooth"
    return {"USB": "usb", "HDAUDIO": "built-in", "INTELAUDIO": "built-in", "PCI": "built-in"}.get(bus, "other")


def of(run: Run) -> Sound:  # noqa: ARG001 - one shape for every room
    return WindowsSound()
