"""Windows' own libraries about disks (kernel32, shell32): drives, room on them, the recycle bin. Numbers, no texts.

Importable everywhere, of use only on Windows.
"""

from __future__ import annotations

import ctypes as c
from typing import Any, NamedTuple, Protocol

from deskside.errors import CallProblem, NotPermitted

REMOVABLE, FIXED, REMOTE = 2, 3, 4
"""Of GetDriveType."""
_READ_ONLY = 0x00080000
_USB = 7
_NO_BOXES = 0x0001 | 0x8000
"""No question on the screen about a card reader without a card."""
_QUIETLY = 0x1 | 0x2 | 0x4
_DENIED, _NOTHING_THERE = 0x80070005, 0x8000FFFF
_ASK_PROPERTY = 0x2D1400
_NO_HANDLE = c.c_void_p(-1).value
_BUS_AT = 28
_THREAD_OF_ITS_OWN = 2
_NAME = 261


class Drive(NamedTuple):
    root: str
    """ "C:\\"."""
    kind: int
    label: str
    system: str
    """Of files: "NTFS"."""
    read_only: bool
    usb: bool
    size: int
    free: int
    """For this person: a quota counts."""


class Bin(NamedTuple):
    size: int
    items: int


class Drives(Protocol):
    def all(self) -> list[tuple[str, int]]:
        """The root of each drive and its kind. No drive is asked anything."""

    def drive(self, root: str) -> Drive | None:
        """None for one in which nothing lies."""

    def size_on_disk(self, path: str) -> int | None: ...

    def bin(self, root: str) -> Bin:
        """What this person threw away on one drive."""

    def empty_bin(self, root: str) -> None: ...

    def person(self) -> str:
        """The number (SID) of this person, by which their part of a recycle bin is called."""


class _BinInfo(c.Structure):
    """SHQUERYRBINFO of a 64-bit Windows."""

    _fields_ = (("length", c.c_uint32), ("size", c.c_int64), ("items", c.c_int64))


class WindowsDrives:
    """A ``Drives``: this computer's."""

    def __init__(self) -> None:
        load: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
        self._kernel, self._shell, self._ole = load("kernel32", use_last_error=True), load("shell32"), load("ole32")
        self._rights = load("advapi32")
        self._kernel.CreateFileW.restype = c.c_void_p
        self._kernel.GetCurrentProcess.restype = c.c_void_p
        self._last_problem: Any = getattr(c, "get_last_error")  # noqa: B009 - only Windows has it
        self._kernel.SetThreadErrorMode(_NO_BOXES, None)

    def all(self) -> list[tuple[str, int]]:
        there = self._kernel.GetLogicalDrives()
        roots = [f"{chr(65 + place)}:\\" for place in range(26) if there >> place & 1]
        return [(root, self._kernel.GetDriveTypeW(c.c_wchar_p(root))) for root in roots]

    def drive(self, root: str) -> Drive | None:
        self._kernel.SetThreadErrorMode(_NO_BOXES, None)
        label, system, flags = c.create_unicode_buffer(_NAME), c.create_unicode_buffer(_NAME), c.c_uint32()
        known = self._kernel.GetVolumeInformationW(
            c.c_wchar_p(root), label, _NAME, None, None, c.byref(flags), system, _NAME
        )
        free, size = c.c_uint64(), c.c_uint64()
        if not known or not self._kernel.GetDiskFreeSpaceExW(c.c_wchar_p(root), c.byref(free), c.byref(size), None):
            return None
        return Drive(
            root=root,
            kind=self._kernel.GetDriveTypeW(c.c_wchar_p(root)),
            label=label.value,
            system=system.value,
            read_only=bool(flags.value & _READ_ONLY),
            usb=self._bus(root) == _USB,
            size=size.value,
            free=free.value,
        )

    def size_on_disk(self, path: str) -> int | None:
        high = c.c_uint32()
        low = self._kernel.GetCompressedFileSizeW(c.c_wchar_p(path), c.byref(high)) & 0xFFFFFFFF
        if low == 0xFFFFFFFF and self._last_problem():
            return None
        return (high.value << 32) + int(low)

    def bin(self, root: str) -> Bin:
        told = _BinInfo(length=c.sizeof(_BinInfo))
        code = self._shell.SHQueryRecycleBinW(c.c_wchar_p(root), c.byref(told)) & 0xFFFFFFFF
        if code:
            raise CallProblem("disk", f"SHQueryRecycleBin said {code:#010x}")
        return Bin(told.size, told.items)

    def empty_bin(self, root: str) -> None:
        self._ole.CoInitializeEx(None, _THREAD_OF_ITS_OWN)
        code = self._shell.SHEmptyRecycleBinW(None, c.c_wchar_p(root), _QUIETLY) & 0xFFFFFFFF
        if code not in (0, _NOTHING_THERE):
            raise (NotPermitted if code == _DENIED else CallProblem)("disk", f"SHEmptyRecycleBin said {code:#010x}")

    def person(self) -> str:
        token, length, text = c.c_void_p(), c.c_uint32(), c.c_wchar_p()
        process = c.c_void_p(self._kernel.GetCurrentProcess())
        if not self._rights.OpenProcessToken(process, 0x8, c.byref(token)):
            return ""
        space = c.create_string_buffer(256)
        told = self._rights.GetTokenInformation(token, 1, space, len(space), c.byref(length))
        self._kernel.CloseHandle(token)
        if not told or not self._rights.ConvertSidToStringSidW(c.c_void_p.from_buffer(space), c.byref(text)):
            return ""
        said = text.value or ""
        self._kernel.LocalFree(text)
        return said

    def _bus(self, root: str) -> int | None:
        """How the disk is attached, which it tells without any right to its contents."""
        path = c.c_wchar_p(f"\\\\.\\{root[:2]}")
        handle = self._kernel.CreateFileW(path, 0, 0x3, None, 3, 0, None)
        if handle == _NO_HANDLE:
            return None
        question, space, length = (c.c_uint32 * 3)(), c.create_string_buffer(1024), c.c_uint32()
        asked = self._kernel.DeviceIoControl(
            c.c_void_p(handle), _ASK_PROPERTY, question, c.sizeof(question), space, len(space), c.byref(length), None
        )
        self._kernel.CloseHandle(c.c_void_p(handle))
        return c.c_uint32.from_buffer(space, _BUS_AT).value if asked and length.value >= _BUS_AT + 4 else None
