"""Windows' own library about services (advapi32): states and refusals as numbers. Of use only on Windows."""

from __future__ import annotations

import ctypes as c
from collections.abc import Callable
from typing import Any, Protocol

STOPPED, RUNNING = 1, 4
"""Of SERVICE_STATUS."""
NO_SUCH = 1060
_CONNECT, _QUERY, _START, _STOP = 0x1, 0x4, 0x10, 0x20
_STOP_ORDER = 1


class Library(Protocol):
    """Each answer has Windows' number for what went wrong, 0 for nothing."""

    def state(self, name: str) -> tuple[int, int]:
        """The state of a service, and the number."""

    def start(self, name: str) -> int: ...

    def stop(self, name: str) -> int: ...


class _Status(c.Structure):
    """SERVICE_STATUS."""

    _fields_ = (("kind", c.c_uint32), ("state", c.c_uint32), ("rest", c.c_uint32 * 5))


class WindowsLibrary:
    """A ``Library``: this computer's."""

    def __init__(self) -> None:
        load: Any = getattr(c, "WinDLL")  # noqa: B009 - only Windows has it
        self._services: Any = load("advapi32", use_last_error=True)
        for name in ("OpenSCManagerW", "OpenServiceW"):
            getattr(self._services, name).restype = c.c_void_p
        self._problem: Callable[[], int] = getattr(c, "get_last_error")  # noqa: B009 - only Windows has it

    def state(self, name: str) -> tuple[int, int]:
        status = _Status()
        code = self._with(name, _QUERY, lambda it: self._services.QueryServiceStatus(it, c.byref(status)))
        return status.state, code

    def start(self, name: str) -> int:
        return self._with(name, _START, lambda it: self._services.StartServiceW(it, 0, None))

    def stop(self, name: str) -> int:
        status = _Status()
        return self._with(name, _STOP, lambda it: self._services.ControlService(it, _STOP_ORDER, c.byref(status)))

    def _with(self, name: str, right: int, do: Callable[[Any], int]) -> int:
        """Opens the service with no more than this right, and closes it again."""
        everything = c.c_void_p(self._services.OpenSCManagerW(None, None, _CONNECT))
        if not everything:
            return self._problem()
        service = c.c_void_p(self._services.OpenServiceW(everything, c.c_wchar_p(name), right))
        code = 0 if service and do(service) else self._problem()
        if service:
            self._services.CloseServiceHandle(service)
        self._services.CloseServiceHandle(everything)
        return code
