"""A file that one process holds at a time. The system lets go of it when that process ends, however it ends."""

from __future__ import annotations

import errno
import importlib
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from deskside.system import platform

_STEP = 0.1


class FileLock:
    """``take`` and ``give_back``; or as a context, once it was taken. The file itself stays, and says nothing."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle: int | None = None

    def take(self, patience: float = 0.0) -> bool:
        """Whether it is ours now; others may have it for ``patience`` seconds more.

        OSError where there is no place, or a link.
        """
        until = time.monotonic() + patience
        how = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
        handle = os.open(self.path, how, 0o600)
        while not _locked(handle):
            if time.monotonic() >= until:
                os.close(handle)
                return False
            time.sleep(_STEP)
        self._handle = handle
        return True

    def sign(self, text: str, mode: int) -> None:
        """Writes who has it into the file, for those who wait. OSError where the file has another name besides."""
        if self._handle is None or os.fstat(self._handle).st_nlink != 1:
            raise OSError(errno.EPERM, "it is not ours alone", str(self.path))
        os.truncate(self._handle, 0)
        os.write(self._handle, text.encode())
        if platform.current() != "windows":
            os.fchmod(self._handle, mode)

    def give_back(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, it: BaseException | None, trace: TracebackType | None) -> None:
        self.give_back()


def _locked(handle: int) -> bool:
    try:
        if platform.current() == "windows":
            msvcrt = importlib.import_module("msvcrt")  # not elsewhere
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # not on Windows

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
