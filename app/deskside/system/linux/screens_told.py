"""Screens as GNOME's and KDE's own display servers tell them, for desktops on which X knows only half."""

from __future__ import annotations

import json
from typing import Any

from deskside.errors import CallProblem
from deskside.system.commands import Run
from deskside.system.linux.network_bus import Bus
from deskside.system.printing import Record

_MUTTER = "org.gnome.Mutter.DisplayConfig"
_TURNED = {1: 0, 2: 90, 4: 180, 8: 270}
"""As KScreen numbers it."""


def screen(name: str, width: int, height: int, main: bool | None, turned: int, scale: float | None) -> Record:
    """A row of ``screens.connected``, its refresh still unknown."""
    return {
        "name": name,
        "width": width,
        "height": height,
        "refresh": None,
        "scale": scale,
        "main": main,
        "built_in": name.startswith(("eDP", "LVDS", "DSI")),
        "turned": turned,
    }


def of_gnome(bus: Bus) -> list[Record]:
    told = bus.call(_MUTTER, "/org/gnome/Mutter/DisplayConfig", _MUTTER, "GetCurrentState")
    if len(told) < 3:
        raise CallProblem("screens", "an answer that cannot be read")
    monitors = {monitor[0][0]: monitor for monitor in told[1]}
    return [
        _of_mutter(monitors[shown[0]], logical) for logical in told[2] for shown in logical[5] if shown[0] in monitors
    ]


def _of_mutter(monitor: list[Any], logical: list[Any]) -> Record:
    """Both as GetCurrentState tells them: a monitor with its modes, and the place on the desktop that it shows."""
    _x, _y, scale, transform, main = logical[:5]
    turned = 90 * (int(transform) % 4)
    mode = next((mode for mode in monitor[1] if _data(mode[6].get("is-current"))), None)
    width, height = (mode[1], mode[2]) if mode else (0, 0)
    told = screen(monitor[0][0], *_upright(width, height, turned), main, turned, scale)
    return told | {
        "refresh": round(float(mode[3]), 2) if mode else None,
        "built_in": bool(_data(monitor[2].get("is-builtin"))) or told["built_in"],
    }


def _data(told: Any) -> Any:
    """What a variant of busctl holds."""
    return told.get("data") if isinstance(told, dict) else told


def of_kde(run: Run) -> list[Record]:
    ran = run(["kscreen-doctor", "-j"], 2.0)
    try:
        outputs = json.loads(ran.out)["outputs"]
    except (ValueError, KeyError, TypeError) as problem:
        raise CallProblem("screens", f"kscreen-doctor ended with {ran.code}: {ran.err.strip()[:200]}") from problem
    return [_of_kscreen(output) for output in outputs if output.get("connected") and output.get("enabled")]


def _of_kscreen(output: dict[str, Any]) -> Record:
    modes = [mode for mode in output.get("modes", []) if mode.get("id") == output.get("currentModeId")]
    mode: dict[str, Any] = modes[0] if modes else {"size": {"width": 0, "height": 0}}
    turned = _TURNED.get(int(output.get("rotation") or 1), 0)
    width, height = _upright(mode["size"]["width"], mode["size"]["height"], turned)
    main = bool(output.get("primary")) or output.get("priority") == 1
    refresh = mode.get("refreshRate")
    told = screen(str(output.get("name", "")), width, height, main, turned, output.get("scale"))
    return told | {"refresh": round(float(refresh), 2) if refresh else None}


def _upright(width: int, height: int, turned: int) -> tuple[int, int]:
    """As the person sees it."""
    return (height, width) if turned in (90, 270) else (width, height)
