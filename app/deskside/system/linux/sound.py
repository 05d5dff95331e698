"""Sound on Linux: what PulseAudio or PipeWire says through pactl, else PipeWire's own listing, else the kernel's.

Where nothing mixes sound, asking must not start anything: pactl alone would
start PulseAudio, so its socket is looked for first.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from deskside.errors import CallProblem, Unavailable
from deskside.system.commands import Run
from deskside.system.looking import Sound
from deskside.system.printing import Record

_BUSES = {"usb": "usb", "bluetooth": "bluetooth", "pci": "built-in", "platform": "built-in"}
_ON_A_SCREEN = re.compile(r"hdmi|displayport", re.IGNORECASE)
_CARD = re.compile(r"\s*\d+ \[\S+\s*\]: (\S+) - (.+)")


class LinuxSound(Sound):
    def __init__(self, run: Run, environ: Mapping[str, str] = os.environ, proc: Path = Path("/proc")) -> None:
        self._run, self._environ, self._proc = run, environ, proc

    def devices(self) -> Record:
        if self._mixer_is_here():
            try:
                return self._of_mixer()
            except Unavailable:  # no pactl
                return self._of_pipewire()
        return self._of_kernel()

    def _mixer_is_here(self) -> bool:
        if self._environ.get("PULSE_SERVER"):
            return True
        folder = self._environ.get("XDG_RUNTIME_DIR", "")
        return bool(folder) and any(Path(folder, name).exists() for name in ("pulse/native", "pipewire-0"))

    def _of_mixer(self) -> Record:
        server, every = self._json("pactl", "--format=json", "info"), self._json("pactl", "--format=json", "list")
        outputs = [_of_pactl(row, server.get("default_sink_name")) for row in every.get("sinks", [])]
        inputs = [row for row in every.get("sources", []) if not row.get("monitor_source")]
        return {
            "by": str(server.get("server_name", "")),
            "outputs": outputs,
            "inputs": [_of_pactl(row, server.get("default_source_name")) for row in inputs if not _is_monitor(row)],
        }

    def _of_pipewire(self) -> Record:
        objects = self._json("pw-dump")
        nodes = [one["info"] for one in objects if str(one.get("type", "")).endswith(":Node") and one.get("info")]
        used = _defaults(objects)
        return {
            "by": "PipeWire",
            "outputs": [_of_node(node, used) for node in nodes if _class(node) == "Audio/Sink"],
            "inputs": [_of_node(node, used) for node in nodes if _class(node) == "Audio/Source"],
        }

    def _of_kernel(self) -> Record:
        """Nothing mixes sound, so programs take a card each: what cards there are is all that can be told."""
        try:
            cards = (self._proc / "asound/cards").read_text("utf-8", "replace")
            streams = (self._proc / "asound/pcm").read_text("utf-8", "replace")
        except OSError:
            return {"by": "", "outputs": [], "inputs": []}
        names = [told for line in cards.splitlines() if (told := _CARD.match(line))]
        rows = [
            (flow, _device(name[2], "usb" if name[1].startswith("USB") else "built-in"))
            for number, name in enumerate(names)
            for flow in ("playback", "capture")
            if any(line.startswith(f"{number:02}-") and f" {flow} " in line for line in streams.splitlines())
        ]
        found = {flow: [row for its, row in rows if its == flow] for flow in ("playback", "capture")}
        return {"by": "ALSA", "outputs": found["playback"], "inputs": found["capture"]}

    def _json(self, *argv: str) -> Any:
        ran = self._run(argv, 2.0)
        if ran.code != 0:
            raise CallProblem("sound", f"{argv[0]} ended with {ran.code}: {ran.err.strip()[:200]}")
        try:
            return json.loads(ran.out)
        except ValueError as problem:
            raise CallProblem("sound", f"{argv[0]}: an answer that cannot be read") from problem


def _device(name: str, kind: str, **other: Any) -> Record:
    """A Bluetooth device is mostly called after its owner, so its name is not told."""
    told = "" if kind == "bluetooth" else name
    return {"name": told, "kind": kind, "used": None, "muted": None, "volume": None} | other


def _of_pactl(row: dict[str, Any], default: object) -> Record:
    volumes = [str(one.get("value_percent", "")).strip("% ") for one in (row.get("volume") or {}).values()]
    return _device(
        str(row.get("description") or row.get("name", "")),
        _kind(row.get("properties") or {}, f"{row.get('name')} {row.get('active_port')}"),
        used=row.get("name") == default,
        muted=bool(row.get("mute")),
        volume=max((int(volume) for volume in volumes if volume.isdigit()), default=None),
    )


def _is_monitor(row: dict[str, Any]) -> bool:
    return (row.get("properties") or {}).get("device.class") == "monitor"


def _kind(properties: Mapping[str, Any], about: str) -> str:
    if _ON_A_SCREEN.search(about):
        return "screen"
    bus = str(properties.get("device.bus") or properties.get("device.api") or "")
    return _BUSES.get("bluetooth" if bus.startswith("blue") else bus, "other")


def _class(node: dict[str, Any]) -> str:
    return str((node.get("props") or {}).get("media.class", ""))


def _defaults(objects: list[dict[str, Any]]) -> set[str]:
    """The names of what new programs take, for sound out and in."""
    rows = [row for one in objects if str(one.get("type", "")).endswith(":Metadata") for row in one.get("metadata", [])]
    used = [row["value"] for row in rows if row.get("key") in ("default.audio.sink", "default.audio.source")]
    return {str(value.get("name")) for value in used if isinstance(value, dict)}


def _of_node(node: dict[str, Any], used: set[str]) -> Record:
    properties = node["props"]
    name = str(properties.get("node.name", ""))
    told: dict[str, Any] = next(iter((node.get("params") or {}).get("Props") or []), {})
    loudest = max(told.get("channelVolumes") or [], default=None)
    return _device(
        str(properties.get("node.description") or name),
        _kind(properties, name),
        used=name in used,
        muted=told.get("mute"),
        # it counts as sound does, people and pactl by the cube root of that
        volume=None if loudest is None else round(100 * loudest ** (1 / 3)),
    )


def of(run: Run) -> Sound:
    return LinuxSound(run)
