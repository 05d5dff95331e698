"""Sound on a Mac: its inventory knows the devices and which are used; how loud is asked by AppleScript."""

from __future__ import annotations

import re
from typing import Any

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.looking import Sound
from deskside.system.macos.profiler import profile, said_yes
from deskside.system.printing import Record

_KINDS = {
    "builtin": "built-in",
    "usb": "usb",
    "bluetooth": "bluetooth",
    "bluetoothle": "bluetooth",
    "hdmi": "screen",
    "displayport": "screen",
}
_VOLUME = re.compile(r"(output|input) volume:(\d+)")
_MUTED = re.compile(r"output muted:(true|false)")


class MacSound(Sound):
    def __init__(self, run: Run) -> None:
        self._run = run

    def devices(self) -> Record:
        parts = profile(self._run, "SPAudioDataType")
        items = [item for part in parts for item in part.get("_items", []) if isinstance(item, dict)]
        volumes, muted = self._loudness()
        return {
            "by": "Core Audio",
            "outputs": [_device(item, "output", volumes, muted) for item in items if _has(item, "output")],
            "inputs": [_device(item, "input", volumes, None) for item in items if _has(item, "input")],
        }

    def _loudness(self) -> tuple[dict[str, int], bool | None]:
        """Of what is used. A device that has no volume of its own is "missing value"."""
        try:
            said = self._run(["/usr/bin/osascript", "-e", "get volume settings"], 3.0).out
        except CallProblem:
            return {}, None
        muted = _MUTED.search(said)
        return {flow: int(volume) for flow, volume in _VOLUME.findall(said)}, muted[1] == "true" if muted else None


def _has(item: dict[str, Any], flow: str) -> bool:
    """Whether sound goes out of it, or in: it tells how many channels."""
    return bool(item.get(f"coreaudio_device_{flow}"))


def _device(item: dict[str, Any], flow: str, volumes: dict[str, int], muted: bool | None) -> Record:
    used = said_yes(item, f"coreaudio_default_audio_{flow}_device")
    transport = str(item.get("coreaudio_device_transport", "")).removeprefix("coreaudio_device_type_")
    kind = _KINDS.get(transport, "other")
    return {
        "name": "" if kind == "bluetooth" else str(item.get("_name", "")),
        "kind": kind,
        "used": used,
        "muted": muted if used else None,
        "volume": volumes.get(flow) if used else None,
    }


def of(run: Run) -> Sound:
    return MacSound(run)
