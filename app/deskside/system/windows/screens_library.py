"""Windows' own library about screens (user32, shcore): no program is started. Of use only on Windows."""

from __future__ import annotations

import ctypes as c
from typing import Any, NamedTuple, Protocol

_ATTACHED, _PRIMARY, _MIRRORING = 0x1, 0x4, 0x8
_NOW = 0xFFFFFFFF
"""ENUM_CURRENT_SETTINGS."""
_NEAREST = 2
_EFFECTIVE = 0
_EACH_ITS_OWN = -4
"""DPI_AWARENESS_CONTEXT_PER_MONITOR_AWARE_V2: without it Windows tells everybody the same scale."""
_MOST = 32


class _Device(c.Structure):
    """DISPLAY_DEVICEW."""

    _fields_ = (
        ("size", c.c_uint32),
        ("name", c.c_uint16 * 32),
        ("says", c.c_uint16 * 128),
        ("flags", c.c_uint32),
        ("id", c.c_uint16 * 128),
        ("key", c.c_uint16 * 128),
    )


class Mode(c.Structure):
    """DEVMODEW, as it is for screens."""

    _fields_ = (
        ("device", c.c_uint16 * 32),
        ("versions", c.c_uint16 * 2),
        ("size", c.c_uint16),
        ("extra", c.c_uint16),
        ("fields", c.c_uint32),
        ("x", c.c_int32),
        ("y", c.c_int32),
        ("orientation", c.c_uint32),
        ("fixed_output", c.c_uint32),
        ("of_printers", c.c_uint16 * 5),
        ("form", c.c_uint16 * 32),
        ("pixels_an_inch", c.c_uint16),
        ("bits", c.c_uint32),
        ("width", c.c_uint32),
        ("height", c.c_uint32),
        ("display_flags", c.c_uint32),
        ("frequency", c.c_uint32),
        ("more", c.c_uint32 * 8),
    )


class _Point(c.Structure):
    _fields_ = (("x", c.c_int32), ("y", c.c_int32))


class Shown(NamedTuple):
    """One screen. ``dots`` an inch, 96 at a scale of one, 0 when not told; ``quarters`` turned."""

    name: str
    width: int
    height: int
    frequency: int
    quarters: int
    main: bool
    dots: int


class Library(Protocol):
    def shown(self) -> list[Shown]:
        """The screens that are part of the desktop."""


class WindowsLibrary:
    """A ``Library``: this computer's."""

    def __init__(self) -> None:
        library: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
        self._user: Any = library("user32")
        self._core: Any = library("shcore")
        self._user.MonitorFromPoint.argtypes = (_Point, c.c_uint32)
        self._user.MonitorFromPoint.restype = c.c_void_p
        self._core.GetDpiForMonitor.argtypes = (c.c_void_p, c.c_int, c.c_void_p, c.c_void_p)
        if hasattr(self._user, "SetThreadDpiAwarenessContext"):
            self._user.SetThreadDpiAwarenessContext.argtypes = (c.c_void_p,)
            self._user.SetThreadDpiAwarenessContext.restype = c.c_void_p

    def shown(self) -> list[Shown]:
        if hasattr(self._user, "SetThreadDpiAwarenessContext"):
            self._user.SetThreadDpiAwarenessContext(c.c_void_p(_EACH_ITS_OWN))
        found = []
        for number in range(_MOST):
            device = _Device(size=c.sizeof(_Device))
            if not self._user.EnumDisplayDevicesW(None, number, c.byref(device), 0):
                break
            if device.flags & _ATTACHED and not device.flags & _MIRRORING:
                found += self._one(device)
        return found

    def _one(self, device: _Device) -> list[Shown]:
        mode = Mode(size=c.sizeof(Mode))
        if not self._user.EnumDisplaySettingsExW(device.name, _NOW, c.byref(mode), 0):
            return []
        name = bytes(device.name).decode("utf-16-le").partition("\0")[0]
        main = bool(device.flags & _PRIMARY)
        dots = self._dots(mode.x, mode.y)
        return [Shown(name, mode.width, mode.height, mode.frequency, mode.orientation, main, dots)]

    def _dots(self, x: int, y: int) -> int:
        across, down = c.c_uint32(), c.c_uint32()
        screen = self._user.MonitorFromPoint(_Point(x, y), _NEAREST)
        refused = self._core.GetDpiForMonitor(screen, _EFFECTIVE, c.byref(across), c.byref(down))
        return 0 if refused else across.value
