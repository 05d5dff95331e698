"""Windows' objects that other programs ask (COM), as far as looking needs them. Of use only on Windows."""

from __future__ import annotations

import ctypes as c
import uuid
from typing import Any

from deskside.errors import Unavailable

_ANY_THREAD = 0
_CHANGED_MODE = 0x80010106
"""This thread was set up otherwise before, which is as good."""
_IN_PROCESS = 1


class Guid(c.Structure):
    """GUID, made of its usual words."""

    _fields_ = (("bytes", c.c_uint8 * 16),)

    @classmethod
    def of(cls, words: str) -> Guid:
        return cls.from_buffer_copy(uuid.UUID(words).bytes_le)


class Thing:
    """One object. Its methods have numbers; a method that refuses raises ``Unavailable``."""

    def __init__(self, address: int) -> None:
        self._address = address

    def __enter__(self) -> Thing:
        return self

    def __exit__(self, *_left: object) -> None:
        self.ask(2, raising=False)  # Release

    def ask(self, method: int, *arguments: Any, raising: bool = True) -> bool:
        """Calls a method; whether it did as asked."""
        table = c.cast(c.c_void_p.from_address(self._address).value or 0, c.POINTER(c.c_void_p))
        # every argument is a pointer or a number of 32 bits, and both fit as they are
        kinds = [c.c_void_p, *(type(one) if isinstance(one, c._SimpleCData) else c.c_void_p for one in arguments)]
        made: Any = getattr(c, "WINFUNCTYPE")(c.c_uint32, *kinds)  # noqa: B009 - only Windows has it
        code = made(table[method])(self._address, *arguments)
        if code & 0x80000000 and raising:
            raise Unavailable("com", f"method {method} said {code:#x}")
        return not code & 0x80000000

    def get(self, method: int, *arguments: Any) -> Thing:
        """The object that a method gives back through its last argument."""
        given = c.c_void_p()
        self.ask(method, *arguments, c.addressof(given))
        return Thing(given.value or 0)


def make(kind: str, face: str) -> Thing:
    """A new object of this kind, seen through this face."""
    library: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
    ole = library("ole32")
    begun = ole.CoInitializeEx(None, _ANY_THREAD) & 0xFFFFFFFF
    if begun & 0x80000000 and begun != _CHANGED_MODE:
        raise Unavailable("com", f"CoInitializeEx said {begun:#x}")
    made = c.c_void_p()
    code = ole.CoCreateInstance(c.byref(Guid.of(kind)), None, _IN_PROCESS, c.byref(Guid.of(face)), c.byref(made))
    if code or not made.value:
        raise Unavailable("com", f"CoCreateInstance said {code & 0xFFFFFFFF:#x}")
    return Thing(made.value)
