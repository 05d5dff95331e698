"""The one PowerShell that a system child keeps: started at the first question, asked line by line, ended when it hangs.

Starting PowerShell takes a second, a question to one that runs a few hundredths.
It reads its lines from standard input ("-Command -") and ends with that.
"""

from __future__ import annotations

import contextlib
import itertools
import queue
import threading
import time
from collections.abc import Mapping, Sequence
from typing import IO

from deskside.errors import TookTooLong, Unavailable
from deskside.system import platform
from deskside.system.commands import Ran, new_group
from deskside.system.windows import powershell

_FIRST = (
    "$ErrorActionPreference='Stop';$ProgressPreference='SilentlyContinue';"
    "try{[Console]::OutputEncoding=[Text.Encoding]::UTF8}catch{}"
)
_MOST = 4 << 20


def program() -> list[str]:
    """The words that start PowerShell so that it takes its questions from standard input."""
    shell = powershell.of_windows(r"WindowsPowerShell\v1.0\powershell.exe")
    return [shell, "-NoLogo", "-NoProfile", "-NonInteractive", "-Command", "-"]


class KeptShell:
    """A ``Shell``: one question at a time, whoever asks; made anew after one that hung, ended or spoke nonsense."""

    def __init__(self, start: Sequence[str] | None = None) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._running: _Running | None = None

    def __call__(self, script: str, limit: float, words: Mapping[str, str] | None = None) -> Ran:
        deadline = time.monotonic() + limit
        if not self._lock.acquire(timeout=limit):
            raise TookTooLong("powershell", f"others asked for {limit:.1f} s")
        try:
            mark = f"deskside-{next(self._numbers)}"
            line = powershell.framed(script, mark, words or {})
            if self._running is not None and not self._running.is_alive():
                self._end()
            if self._running is None:
                self._running = _Running(self._start or program())
                self._running.say(_FIRST)
            self._running.say(line)
            return self._running.answer(mark, deadline)
        except (OSError, TookTooLong, Unavailable) as problem:
            self._end()
            if isinstance(problem, OSError):
                raise Unavailable("powershell", str(problem)) from problem
            raise
        finally:
            self._lock.release()

    def close(self) -> None:
        """Ends it; the next question starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._running is not None:
            self._running.end()
            self._running = None


class _Running:
    def __init__(self, start: Sequence[str]) -> None:
        from subprocess import DEVNULL, PIPE  # here: who never asks need not load it

        self._group = new_group()
        self._child = self._group.start(start, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=_read, args=(self._child.stdout, self._lines), daemon=True).start()

    def is_alive(self) -> bool:
        return self._child.poll() is None

    def say(self, line: str) -> None:
        to = self._child.stdin
        if to is not None:
            to.write(line.encode("ascii") + b"\r\n")
            to.flush()

    def answer(self, mark: str, deadline: float) -> Ran:
        """All that was written before the line with the mark."""
        said: list[str] = []
        size = 0
        while size < _MOST:
            try:
                line = self._lines.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise TookTooLong("powershell", "no answer in time") from None
            if not line:
                raise Unavailable("powershell", "it ended by itself")
            text = _text(line)
            if (end := powershell.ended(text, mark)) is not None:
                return Ran(end[0], "".join(said), end[1])
            said.append(text)
            size += len(line)
        raise Unavailable("powershell", "it said too much")

    def end(self) -> None:
        self._group.end()
        self._child.wait()
        if self._child.stdin is not None:
            with contextlib.suppress(OSError):  # what was still to be said to one that is gone
                self._child.stdin.close()


def _read(pipe: IO[bytes], lines: queue.SimpleQueue[bytes]) -> None:
    """Until the end, which is an empty line of bytes."""
    with pipe:
        while line := pipe.readline(_MOST):
            lines.put(line)
    lines.put(b"")


def _text(line: bytes) -> str:
    """UTF-8; the code page of old where IT does not let it be chosen."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("oem" if platform.current() == "windows" else "cp850", "replace")


kept = KeptShell()
"""The one of this process."""
