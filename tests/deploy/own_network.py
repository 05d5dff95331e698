"""A network of its own for one thread and what it starts: nothing but loopback, where web servers may have port 443."""

from __future__ import annotations

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_NETWORK = 0x40000000
_libc = ctypes.CDLL(None, use_errno=True)


class OwnNetwork:
    """Root only. ``inside()`` moves the calling thread there and back; what it starts meanwhile stays there."""

    def __init__(self) -> None:
        self._before = _here()
        _checked(_libc.unshare(_NEW_NETWORK))
        self._own = _here()
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True, timeout=60)
        self._go(self._before)

    @contextmanager
    def inside(self) -> Iterator[None]:
        self._go(self._own)
        try:
            yield
        finally:
            self._go(self._before)

    def close(self) -> None:
        """The network goes when the last process in it has ended."""
        os.close(self._own)
        os.close(self._before)

    def _go(self, network: int) -> None:
        _checked(_libc.setns(network, _NEW_NETWORK))


def _here() -> int:
    return os.open(f"/proc/self/task/{_libc.gettid()}/ns/net", os.O_RDONLY | os.O_CLOEXEC)


def _checked(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
