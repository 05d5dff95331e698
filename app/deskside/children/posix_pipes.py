"""Pipes on Linux and macOS: none of them blocks, and one selector waits for all."""

from __future__ import annotations

import os
import selectors
from collections.abc import Callable
from typing import IO

from deskside.children.pipes import PIECE


class SelectedPipes:
    """``Pipes``, by a selector."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._unsaid: dict[int, bytes] = {}
        self._woken, self._waker = os.pipe()
        os.set_blocking(self._woken, False)
        os.set_blocking(self._waker, False)
        self._selector.register(self._woken, selectors.EVENT_READ, self._on_woken)

    def hear(self, pipe: IO[bytes], heard: Callable[[bytes], None]) -> None:
        fd = pipe.fileno()
        os.set_blocking(fd, False)

        def readable() -> None:
            piece = _read(fd)
            if piece == b"":
                self._selector.unregister(fd)
            if piece is not None:
                heard(piece)

        self._selector.register(fd, selectors.EVENT_READ, readable)

    def say(self, pipe: IO[bytes], words: bytes) -> None:
        fd = pipe.fileno()
        waiting = self._unsaid.get(fd)
        if waiting:
            self._unsaid[fd] = waiting + words
            return
        os.set_blocking(fd, False)
        if left := _written(fd, words):
            self._unsaid[fd] = left
            self._selector.register(fd, selectors.EVENT_WRITE, lambda: self._on_writable(fd))

    def _on_writable(self, fd: int) -> None:
        left = _written(fd, self._unsaid[fd])
        self._unsaid[fd] = left
        if not left:
            self._selector.unregister(fd)

    def rest(self, pipe: IO[bytes]) -> bytes:
        return _read(pipe.fileno()) or b""

    def drop(self, pipe: IO[bytes]) -> None:
        fd = pipe.fileno()
        if fd in self._selector.get_map():
            self._selector.unregister(fd)
        self._unsaid.pop(fd, None)
        pipe.close()

    def wait(self, seconds: float) -> None:
        for key, _ in self._selector.select(seconds):
            if self._selector.get_map().get(key.fd) is key:
                key.data()

    def wake(self) -> None:
        try:
            os.write(self._waker, b"!")
        except BlockingIOError:
            return  # it is full of wakes already

    def _on_woken(self) -> None:
        os.read(self._woken, 4096)

    def close(self) -> None:
        self._selector.close()
        os.close(self._woken)
        os.close(self._waker)


def _read(fd: int) -> bytes | None:
    """What there is; b"" at the end, None when there is nothing yet."""
    try:
        return os.read(fd, PIECE)
    except BlockingIOError:
        return None


def _written(fd: int, words: bytes) -> bytes:
    """Writes what fits; what is left."""
    try:
        return words[os.write(fd, words) :]
    except BlockingIOError:
        return words
    except BrokenPipeError:
        return b""  # its end will be read in a moment
