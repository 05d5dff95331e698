"""A job object of Windows: processes that are limited, and ended, as one, with all that they start.

A process is started asleep, put into the job and only then woken, so nothing it
starts is ever outside. When the job's last handle is closed, by the death of
its owner too, Windows ends what is in it. Importable everywhere, of use only on
Windows.
"""

from __future__ import annotations

import ctypes
import time
from collections.abc import Sequence
from ctypes import wintypes

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from typing import Any

_HIDDEN_CONSOLE, _NO_CONSOLE, _ASLEEP = 0x08000000, 0x00000008, 0x00000004
_MAY = 0x0001 | 0x0100 | 0x0800  # end it, put it into a job, wake it
_ACCOUNTING, _LIMITS = 1, 9
_TIME, _PROCESSES, _MEMORY, _NO_CRASH_WINDOW, _LETS_OUT, _ENDS_WITH_US = 0x2, 0x8, 0x100, 0x400, 0x1000, 0x2000
_TICKS = 10_000_000
"""Of 100 ns, in a second."""
_PATIENCE = 2.0
_INTERNAL = 1359
"""ERROR_INTERNAL_ERROR, seen under Wine when many processes start and end."""


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Limits(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("counted", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peaks", ctypes.c_size_t * 2),
    )


class _Accounting(ctypes.Structure):
    _fields_ = (
        ("times", ctypes.c_int64 * 4),
        ("faults", ctypes.c_uint32),
        ("ever", ctypes.c_uint32),
        ("now", ctypes.c_uint32),
        ("ended", ctypes.c_uint32),
    )


class Job:
    """``memory`` in bytes and ``seconds`` of processor time for each process; 0 is no limit.

    ``alone``: one process and no more. ``lets_out``: what its processes start is not in it. No limits on clipboard and
    windows are set: a job that has them cannot stand inside another, as that of a scheduled task.
    """

    def __init__(self, memory: int = 0, seconds: float = 0, *, alone: bool = False, lets_out: bool = False) -> None:
        self._windows, self._kernel = _libraries()
        self._handle: int | None = self._worked(self._windows.CreateJobObjectW(None, None))
        limits = _Limits()
        limits.basic.flags = _ENDS_WITH_US | _NO_CRASH_WINDOW
        for wanted, flag in ((memory, _MEMORY), (seconds, _TIME), (alone, _PROCESSES), (lets_out, _LETS_OUT)):
            limits.basic.flags |= flag if wanted else 0
        limits.process_memory, limits.basic.process_time = memory, int(seconds * _TICKS)
        limits.basic.processes = 1 if alone else 0
        self._set_limits(limits)

    def start(self, argv: Sequence[str], *, console: bool = True, **how: Any) -> subprocess.Popen[bytes]:
        """Starts a program in the job, without a window. ``OSError`` when it cannot be, and then it never ran.

        Windows' own programs want a ``console``, a hidden one; it is a process more.
        """
        flags = _HIDDEN_CONSOLE if console else _NO_CONSOLE
        child = _started(argv, creationflags=flags | _ASLEEP, **how)
        try:
            self._take(child.pid)
        except OSError:
            child.kill()
            child.wait()
            raise
        return child

    def _take(self, pid: int) -> None:
        process = self._worked(self._windows.OpenProcess(_MAY, False, pid))
        try:
            self._worked(self._windows.AssignProcessToJobObject(self._handle, process))
            if self._kernel.NtResumeProcess(process) < 0:
                raise OSError(f"process {pid} does not wake up")
        finally:
            self._windows.CloseHandle(process)

    def end(self) -> None:
        """Ends all that is in the job, and waits until it is gone."""
        if self._handle is None:
            return
        self._windows.TerminateJobObject(self._handle, 1)
        give_up = time.monotonic() + _PATIENCE
        while self.running() and time.monotonic() < give_up:
            time.sleep(0.002)
        self._close()

    def running(self) -> int:
        """How many processes are in the job."""
        told = _Accounting()
        size = ctypes.sizeof(told)
        if not self._windows.QueryInformationJobObject(self._handle, _ACCOUNTING, ctypes.byref(told), size, None):
            return 0
        return int(told.now)

    def let_go(self) -> None:
        """What is still in the job may live on."""
        if self._handle is not None:
            self._set_limits(_Limits())
            self._close()

    def _close(self) -> None:
        self._windows.CloseHandle(self._handle)
        self._handle = None

    def _set_limits(self, limits: _Limits) -> None:
        size = ctypes.sizeof(limits)
        self._worked(self._windows.SetInformationJobObject(self._handle, _LIMITS, ctypes.byref(limits), size))

    def _worked(self, result: Any) -> Any:
        if not result:
            code = ctypes.get_last_error()  # type: ignore[attr-defined]  # Windows only
            raise OSError(f"Windows gave error {code} for a job object")
        return result


def _libraries() -> tuple[Any, Any]:
    """kernel32 and ntdll, with handles as wide as they are."""
    load: Any = ctypes.WinDLL  # type: ignore[attr-defined]  # Windows only
    windows, kernel = load("kernel32", use_last_error=True), load("ntdll")
    handle, number = wintypes.HANDLE, wintypes.DWORD
    for name, takes, gives in (
        ("CreateJobObjectW", (ctypes.c_void_p, ctypes.c_wchar_p), handle),
        ("SetInformationJobObject", (handle, ctypes.c_int, ctypes.c_void_p, number), wintypes.BOOL),
        ("QueryInformationJobObject", (handle, ctypes.c_int, ctypes.c_void_p, number, ctypes.c_void_p), wintypes.BOOL),
        ("AssignProcessToJobObject", (handle, handle), wintypes.BOOL),
        ("TerminateJobObject", (handle, wintypes.UINT), wintypes.BOOL),
        ("OpenProcess", (number, wintypes.BOOL, number), handle),
        ("CloseHandle", (handle,), wintypes.BOOL),
    ):
        function = getattr(windows, name)
        function.argtypes, function.restype = takes, gives
    kernel.NtResumeProcess.argtypes, kernel.NtResumeProcess.restype = (handle,), ctypes.c_long
    return windows, kernel


def _started(argv: Sequence[str], **how: Any) -> subprocess.Popen[bytes]:
    """A process that was never made may be asked for again: now and then the system says only that it could not."""
    from subprocess import Popen  # here: most calls of the system child run no program, and this costs 10 ms

    try:
        return Popen(argv, **how)
    except OSError as problem:
        if getattr(problem, "winerror", 0) != _INTERNAL:
            raise
    return Popen(argv, **how)
