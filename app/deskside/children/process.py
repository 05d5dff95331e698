"""One child process as the host holds it: lines in, lines out, a cap on all it says, and a thorough end."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from deskside.children import entry
from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.children.tree import Seed, plant
from deskside.errors import ChildProblem

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
        self._pipes, self._limits, self._on_line, self._on_end = loop.pipes, limits, on_line, on_end
        self.ended = False
        self._rest, self._said, self._stderr = b"", 0, b""
        try:
            mark = f"{os.getpid()}-{secrets.token_hex(8)}"
            self._tree = plant(Seed(child_command(kind), limits, folder, environ, mark, kind == "system"))
        except OSError as problem:
            self.ended = True
            raise ChildProblem("no-start", str(problem)) from problem
        child = self._tree.child
        if child.stdin is None or child.stdout is None or child.stderr is None:
            raise ChildProblem("no-start", "it has no pipes")
        self._in, self._out, self._err = child.stdin, child.stdout, child.stderr
        self._pipes.hear(self._out, self._on_out)
        self._pipes.hear(self._err, self._on_err)

    @property
    def pid(self) -> int:
        return self._tree.child.pid

    @property
    def guarded(self) -> bool:
        """Whether it may start processes, and a guard above it ends them (``guard.py``)."""
        return self._tree.guarded

    @guarded.setter
    def guarded(self, guarded: bool) -> None:
        self._tree.guarded = guarded

    def send(self, message: dict[str, Any]) -> None:
        """Says one thing to the child; never blocks."""
        if not self.ended:
            self._pipes.say(self._in, msgspec.json.encode(message) + b"\n")

    def _on_out(self, data: bytes) -> None:
        if not data:
            self._fail("ended", self._how_it_ended())
            return
        if self._too_much(data):
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

    def _on_err(self, data: bytes) -> None:
        if not self._too_much(data):
            self._stderr = (self._stderr + data)[-_STDERR_KEPT:]

    def _too_much(self, data: bytes) -> bool:
        self._said += len(data)
        if self._said > self._limits.output:
            self._fail("flooded", f"over {self._limits.output} bytes")
        return self.ended

    def _how_it_ended(self) -> str:
        how = self._tree.how_it_ended()
        said = self._stderr + self._pipes.rest(self._err)
        last = said.decode(errors="replace").strip().splitlines()[-1:]
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
        for pipe in (self._in, self._out, self._err):
            self._pipes.drop(pipe)
        self._tree.end()
