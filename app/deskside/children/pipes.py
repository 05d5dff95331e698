"""What the host's loop needs of pipes, the same on every system: hear them, say something, drop them, wait for all.

Linux and macOS can wait for many pipes at once (``posix_pipes``). Windows can
not, so each has a thread there that reads ahead one piece (``windows_pipes``).
It uses no socket for it: children must run on a computer whose network is
broken, loopback included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Protocol

PIECE = 1 << 16
"""The most that is read at once."""


class Pipes(Protocol):
    def hear(self, pipe: IO[bytes], heard: Callable[[bytes], None]) -> None:
        """Calls back, in ``wait``, with each piece that comes out of ``pipe``, and with b"" once at its end."""

    def say(self, pipe: IO[bytes], words: bytes) -> None:
        """Puts ``words`` in, in order, and never blocks; a pipe that nobody reads any more swallows them."""

    def rest(self, pipe: IO[bytes]) -> bytes:
        """What still lies in a pipe that is heard, whose other side has ended. Nothing is called back for it."""

    def drop(self, pipe: IO[bytes]) -> None:
        """No more callbacks; the pipe is closed, at the latest when its other side ends."""

    def wait(self, seconds: float) -> None:
        """Calls back for what came; returns when something did, when woken, and after ``seconds``."""

    def wake(self) -> None:
        """Ends a ``wait``, the next one if there is none now; safe from any thread."""

    def close(self) -> None:
        """The last call, after every pipe was dropped."""
