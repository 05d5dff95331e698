"""Windows' own library about printers (winspool), for what PowerShell has no order for. Of use only on Windows."""

from __future__ import annotations

import ctypes as c
from typing import Any, Protocol

from deskside.errors import CallProblem, NotPermitted, Unavailable

WORK_OFFLINE = 0x400
"""PRINTER_ATTRIBUTE_WORK_OFFLINE: "Use Printer Offline"."""
_ADMINISTER, _USE = 0x4, 0x8
_ACCESS_DENIED, _NO_SUCH_PRINTER = 5, 1801
_ALL = 2
"""The level of GetPrinter and SetPrinter that has the attributes among all there is."""


class _Wanted(c.Structure):
    """PRINTER_DEFAULTSW."""

    _fields_ = (("data_type", c.c_void_p), ("mode", c.c_void_p), ("access", c.c_uint32))


class _Printer(c.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = (
        *((name, c.c_void_p) for name in ("server", "name", "share", "port", "driver", "comment", "location", "mode")),
        *((name, c.c_void_p) for name in ("separator", "processor", "data_type", "parameters", "security")),
        *((name, c.c_uint32) for name in ("attributes", "priority", "usual_priority", "start", "until")),
        *((name, c.c_uint32) for name in ("status", "jobs", "pages_a_minute")),
    )


class Library(Protocol):
    def attributes(self, queue: str) -> int:
        """The flags of a printer."""

    def set_attributes(self, queue: str, attributes: int) -> None:
        """Gives a printer these flags, and leaves all else as it is."""


class WindowsLibrary:
    """A ``Library``: this computer's."""

    def __init__(self) -> None:
        library: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
        self._spool: Any = library("winspool.drv", use_last_error=True)

    def attributes(self, queue: str) -> int:
        printer = self._open(queue, _USE)
        try:
            return int(_Printer.from_buffer(self._all(printer)).attributes)
        finally:
            self._spool.ClosePrinter(printer)

    def set_attributes(self, queue: str, attributes: int) -> None:
        printer = self._open(queue, _ADMINISTER | _USE)
        try:
            memory = self._all(printer)
            told = _Printer.from_buffer(memory)
            told.attributes, told.security = attributes, None
            self._done(self._spool.SetPrinterW(printer, _ALL, memory, 0))
        finally:
            self._spool.ClosePrinter(printer)

    def _open(self, queue: str, access: int) -> c.c_void_p:
        printer, wanted = c.c_void_p(), _Wanted(None, None, access)
        self._done(self._spool.OpenPrinterW(c.c_wchar_p(queue), c.byref(printer), c.byref(wanted)))
        return printer

    def _all(self, printer: c.c_void_p) -> Any:
        """What Windows tells of it, in memory that the texts among it lie in too."""
        size = c.c_uint32()
        self._spool.GetPrinterW(printer, _ALL, None, 0, c.byref(size))
        memory = (c.c_char * max(size.value, c.sizeof(_Printer)))()
        self._done(self._spool.GetPrinterW(printer, _ALL, memory, len(memory), c.byref(size)))
        return memory

    def _done(self, worked: int) -> None:
        if worked:
            return
        number = int(getattr(c, "get_last_error")())  # noqa: B009 - only Windows has it
        why = f"Windows error {number}"
        if number == _ACCESS_DENIED:
            raise NotPermitted("winspool", why)
        raise Unavailable("winspool", why) if number == _NO_SUCH_PRINTER else CallProblem("winspool", why)
