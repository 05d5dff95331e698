"""Windows' own word about power (kernel32): whether the cable is in and how full the batteries are, all in one."""

from __future__ import annotations

import ctypes as c
from typing import Any, NamedTuple, Protocol

from deskside.errors import CallProblem

UNKNOWN = 255


class Status(c.Structure):
    """SYSTEM_POWER_STATUS."""

    _fields_ = (
        ("cable", c.c_uint8),
        ("battery", c.c_uint8),
        ("percent", c.c_uint8),
        ("saver", c.c_uint8),
        ("left", c.c_uint32),
        ("lasts", c.c_uint32),
    )


class Said(NamedTuple):
    """As Windows numbers them: ``cable`` 0 out, 1 in; ``battery`` flags, 8 charging, 128 none; 255 unknown."""

    cable: int
    battery: int
    percent: int
    saver: int


class Library(Protocol):
    def power(self) -> Said:
        """How it is now."""


class WindowsLibrary:
    """A ``Library``: this computer's."""

    def power(self) -> Said:
        library: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
        status = Status()
        if not library("kernel32").GetSystemPowerStatus(c.byref(status)):
            raise CallProblem("power", "GetSystemPowerStatus said no")
        return Said(status.cable, status.battery, status.percent, status.saver)
