"""Pipes on Windows, where none can be waited for: a thread for each, and one queue that the host's loop waits on.

A thread reads one piece ahead and then waits until it was taken, so a child
that floods fills no memory. It ends, and closes its pipe, when the child's side
of the pipe ends, which the end of the child's job sees to.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from typing import IO

from deskside.children.pipes import PIECE

_LONGEST_WAIT = 0.5
"""Seconds; between two waits Python hears Ctrl+C, which on Windows ends no wait."""
_REST = 1.0
"""Seconds that what a child said last may take to come through its pipe."""


class ThreadedPipes:
    """``Pipes``, by threads."""

    def __init__(self) -> None:
        self._news: queue.SimpleQueue[_Ear | None] = queue.SimpleQueue()
        self._ears: dict[IO[bytes], _Ear] = {}
        self._voices: dict[IO[bytes], _Voice] = {}

    def hear(self, pipe: IO[bytes], heard: Callable[[bytes], None]) -> None:
        self._ears[pipe] = _Ear(pipe, heard, self._news.put)

    def say(self, pipe: IO[bytes], words: bytes) -> None:
        if pipe not in self._voices:
            self._voices[pipe] = _Voice(pipe)
        self._voices[pipe].words.put(words)

    def rest(self, pipe: IO[bytes]) -> bytes:
        return self._ears[pipe].rest()

    def drop(self, pipe: IO[bytes]) -> None:
        if ear := self._ears.pop(pipe, None):
            ear.close()
        elif voice := self._voices.pop(pipe, None):
            voice.words.put(None)
        else:
            pipe.close()

    def wait(self, seconds: float) -> None:
        try:
            ear = self._news.get(timeout=min(seconds, _LONGEST_WAIT))
        except queue.Empty:
            return
        if ear is not None:
            ear.tell()

    def wake(self) -> None:
        self._news.put(None)

    def close(self) -> None:
        """Every thread ends with its pipe."""


class _Ear:
    """Reads one pipe to its end, one piece ahead of who hears it."""

    def __init__(self, pipe: IO[bytes], heard: Callable[[bytes], None], news: Callable[[_Ear], None]) -> None:
        self._pipe, self._heard, self._news = pipe, heard, news
        self._pieces: queue.Queue[bytes] = queue.Queue(maxsize=1)
        self._closed = self._ended = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        with self._pipe:
            piece = b"?"
            while piece:
                piece = _piece(self._pipe)
                if not self._closed:
                    self._pieces.put(piece)  # waits until the one before was taken
                    self._news(self)

    def tell(self) -> None:
        """Hands on the piece there is, unless it was taken by ``rest``, or nobody hears any more."""
        piece = self._next(0)
        if piece is not None and not self._closed:
            self._heard(piece)

    def rest(self) -> bytes:
        rest = b""
        while not self._ended and (piece := self._next(_REST)):
            rest += piece
        return rest

    def _next(self, seconds: float) -> bytes | None:
        """The next piece; None when none came in time."""
        try:
            piece = self._pieces.get(timeout=seconds) if seconds else self._pieces.get_nowait()
        except queue.Empty:
            return None
        self._ended = not piece
        return piece

    def close(self) -> None:
        """The thread goes on reading, for nobody, so that it finds the end."""
        self._closed = True
        self._next(0)


def _piece(pipe: IO[bytes]) -> bytes:
    try:
        return os.read(pipe.fileno(), PIECE)
    except OSError:
        return b""  # Windows calls the end of some pipes a broken one


class _Voice:
    """Writes into one pipe what is put into ``words``, until None is, which closes it."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self.words: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=self._write, daemon=True).start()

    def _write(self) -> None:
        while (words := self.words.get()) is not None:
            left = memoryview(words)
            try:
                while left:
                    left = left[os.write(self._pipe.fileno(), left) :]
            except OSError:
                continue  # nobody reads it any more; the end is heard on the other pipes
        self._pipe.close()
