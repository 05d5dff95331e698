"""One child process as the host holds it: lines in, lines out, a cap on all it says, and a thorough end."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from deskside.children import entry, strays
from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.errors import ChildProblem

_CHUNK = 1 << 16
_STDERR_KEPT = 2000


def child_command(kind: str) -> list[str]:
    """The command line that starts a child; frozen, ``deskside child KIND`` is its first word."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "child", kind]
    return [sys.executable, "-I", "-S", "-u", str(Path(entry.__file__).resolve()), kind]


class ChildProcess:
    """A running child. ``on_line`` gets each thing it says; ``on_end`` why it ended, if not by ``end``."""

    def __init__(
        self,
        loop: Loop,
        kind: str,
        limits: Limits,
        *,
        folder: str,
        environ: Mapping[str, str],
        on_line: Callable[[dict[str, Any]], None],
        on_end: Callable[[ChildProblem], None],
    ) -> None:
        self._loop, self._limits, self._on_line, self._on_end = loop, limits, on_line, on_end
        self.mark = f"{os.getpid()}-{secrets.token_hex(8)}"
        self._runs_programs = kind == "system"
        self.guarded = False
        """Whether it may start processes, and a guard above it ends them (``guard.py``)."""
        self.ended = False
        self._rest, self._unsent, self._said, self._stderr = b"", b"", 0, b""
        try:
            self._child = subprocess.Popen(
                child_command(kind),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env={**environ, strays.MARK: self.mark},
                cwd=folder,
                bufsize=0,
                start_new_session=True,
            )
        except OSError as problem:
            self.ended = True
            raise ChildProblem("no-start", str(problem)) from problem
        self._pipes = [pipe for pipe in (self._child.stdin, self._child.stdout, self._child.stderr) if pipe]
        self._in, self._out, self._err = (pipe.fileno() for pipe in self._pipes)
        for fd in (self._in, self._out, self._err):
            os.set_blocking(fd, False)
        loop.readable(self._out, self._on_out)
        loop.readable(self._err, self._on_err)

    @property
    def pid(self) -> int:
        return self._child.pid

    def send(self, message: dict[str, Any]) -> None:
        """Says one thing to the child; never blocks."""
        if self.ended:
            return
        waiting = bool(self._unsent)
        self._unsent += msgspec.json.encode(message) + b"\n"
        if not waiting and not self._write() and not self.ended:
            self._loop.writable(self._in, self._on_writable)

    def _write(self) -> bool:
        """Writes what fits; True when all is written."""
        try:
            self._unsent = self._unsent[os.write(self._in, self._unsent) :]
        except BlockingIOError:
            return False
        except BrokenPipeError:
            self._unsent = b""  # its end will be read in a moment
        return not self._unsent

    def _on_writable(self) -> None:
        if self._write():
            self._loop.forget(self._in)

    def _on_out(self) -> None:
        data = self._read(self._out)
        if data is None:
            return
        if not data:
            self._fail("ended", self._how_it_ended())
            return
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if self.ended or not self._hear(line):
                return
        if len(self._rest) > self._limits.line:
            self._fail("flooded", f"a line over {self._limits.line} bytes")

    def _hear(self, line: bytes) -> bool:
        if len(line) > self._limits.line:
            self._fail("flooded", f"a line over {self._limits.line} bytes")
            return False
        try:
            told = msgspec.json.decode(line)
        except (msgspec.DecodeError, RecursionError) as problem:
            self._fail("garbage", str(problem))
            return False
        if not isinstance(told, dict):
            self._fail("garbage", "not an object")
            return False
        self._on_line(told)
        return True

    def _on_err(self) -> None:
        data = self._read(self._err)
        if data == b"":
            self._loop.forget(self._err)
        elif data:
            self._stderr = (self._stderr + data)[-_STDERR_KEPT:]

    def _read(self, fd: int) -> bytes | None:
        """What there is; b"" at the end; None when there is nothing yet or it said too much."""
        try:
            data = os.read(fd, _CHUNK)
        except BlockingIOError:
            return None
        self._said += len(data)
        if self._said > self._limits.output:
            self._fail("flooded", f"over {self._limits.output} bytes")
            return None
        return data

    def _how_it_ended(self) -> str:
        strays.end_group(self._child)
        self._on_err()
        code = self._child.returncode
        how = "did not end" if code is None else f"signal {-code}" if code < 0 else f"exit {code}"
        last = self._stderr.decode(errors="replace").strip().splitlines()[-1:]
        return ": ".join([how, *last])

    def _fail(self, what: str, why: str) -> None:
        if not self.ended:
            self.end()
            self._on_end(ChildProblem(what, why))

    def end(self) -> None:
        """Ends the child and all it started; nothing is called back afterwards."""
        if self.ended:
            return
        self.ended = True
        for fd in (self._in, self._out, self._err):
            self._loop.forget(fd)
        for pipe in self._pipes:
            pipe.close()
        if self.guarded:
            strays.let_guard_end(self._child)
        programs = strays.stop_below(self._child.pid) if self._runs_programs else set()
        strays.end_group(self._child)
        strays.end_all(programs)
        if self.guarded:
            strays.end_marked(self.mark)
