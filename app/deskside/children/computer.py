"""This computer as a source of answers: the system child, its time limits, and a new one when a call hangs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from deskside.children.limits import Limits
from deskside.children.loop import Alarm, Loop
from deskside.children.process import ChildProcess
from deskside.errors import ChildProblem
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json
from deskside.system import platform
from deskside.system.table import CALLS

_NOT_PASSED_ON = ("TOKEN", "SECRET", "PASS", "KEY", "CREDENTIAL", "AUTH_")
"""Parts of a variable's name that let it hold a secret."""
_NOT_PASSED_ON_STARTS = ("PYTHON", "LD_", "DYLD_")
"""What would change which code the child runs."""


class _Pending:
    """One call that was given to the system child."""

    def __init__(self, call: Call, done: Callable[[Answer], None]) -> None:
        self.call, self.done = call, done
        self.began = time.monotonic()
        self.alarm: Alarm | None = None
        self.again = False

    def drop(self) -> None:
        """Its time limit counts no more."""
        if self.alarm is not None:
            self.alarm.cancel()

    def answer(self, gives: Json = None, problem: str = "", why: str = "") -> None:
        self.drop()
        self.done(Answer(gives, problem, why, time.monotonic() - self.began))


class ThisComputer:
    """A ``Source``. The system child is started when calls are to come and kept until ``end``."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._environ = passed_on(os.environ if environ is None else environ)
        self._child: _SystemChild | None = None
        self._retired: list[_SystemChild] = []

    @property
    def system(self) -> str:
        return platform.current()

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:
        self._loop, self._known, self._limits = loop, dict(known), limits

    def prepare(self) -> None:
        with suppress(ChildProblem):  # the first call will say so
            self._fresh()

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        self._give(_Pending(call, done))

    def _give(self, pending: _Pending) -> None:
        try:
            child = self._fresh()
        except ChildProblem as problem:
            pending.answer(problem="problem", why=str(problem))
            return
        number = child.give(pending)
        limit = CALLS[pending.call.name].limit
        pending.alarm = self._loop.after(limit, lambda: self._on_hang(child, number, limit))

    def _fresh(self) -> _SystemChild:
        """The system child of now; one that ended or hangs is not asked again."""
        if self._child is None:
            self._child = _SystemChild(
                self._loop, self._limits, self._environ, self._known, self._on_answer, self._on_end
            )
        return self._child

    def _on_hang(self, child: _SystemChild, number: int, limit: float) -> None:
        """Later calls go to a new child; this one ends as soon as its other calls are answered."""
        if self._child is child:
            self._child = None
            self._retired.append(child)
        hung = child.pending.pop(number)
        if not child.pending:
            self._end(child)
        hung.answer(problem="took-too-long", why=f"no answer in {limit:g} s")

    def _on_answer(self, child: _SystemChild) -> None:
        if child in self._retired and not child.pending:
            self._end(child)

    def _end(self, child: _SystemChild) -> None:
        child.process.end()
        self._retired.remove(child)

    def _on_end(self, child: _SystemChild, problem: ChildProblem) -> None:
        """It died. What only looks is asked once more, of a new one; what changes something is not."""
        if self._child is child:
            self._child = None
        for pending in child.take_pending():
            pending.drop()
            if pending.again or CALLS[pending.call.name].changes:
                pending.answer(problem="problem", why=str(problem))
            else:
                pending.again = True
                self._give(pending)

    def end(self) -> None:
        for child in [*self._retired, *([self._child] if self._child else [])]:
            for pending in child.take_pending():
                pending.drop()
            child.process.end()
        self._child, self._retired = None, []


class _SystemChild:
    """One system child and the calls it was given."""

    def __init__(
        self,
        loop: Loop,
        limits: Limits,
        environ: Mapping[str, str],
        known: Mapping[str, Json],
        on_answer: Callable[[_SystemChild], None],
        on_end: Callable[[_SystemChild, ChildProblem], None],
    ) -> None:
        self._on_answer = on_answer
        self.pending: dict[int, _Pending] = {}
        self._last = 0
        self.process = ChildProcess(
            loop,
            "system",
            limits,
            folder=Path(sys.executable).anchor,
            environ=environ,
            on_line=self._on_line,
            on_end=lambda problem: on_end(self, problem),
        )
        self.process.send({"path": [path for path in sys.path if path], "known": dict(known)})

    def give(self, pending: _Pending) -> int:
        self._last += 1
        self.pending[self._last] = pending
        self.process.send({"call": self._last, "name": pending.call.name, "arguments": pending.call.arguments})
        return self._last

    def take_pending(self) -> list[_Pending]:
        taken, self.pending = list(self.pending.values()), {}
        return taken

    def _on_line(self, told: dict[str, Any]) -> None:
        pending = self.pending.pop(told.get("answer", 0), None)
        if pending is not None:
            pending.answer(told.get("gives"), told.get("problem", ""), told.get("why", ""))
            self._on_answer(self)


def passed_on(environ: Mapping[str, str]) -> dict[str, str]:
    """What the system child may know of our environment: all that the computer's own programs may need, no secret."""
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith(_NOT_PASSED_ON_STARTS) and not any(part in name.upper() for part in _NOT_PASSED_ON)
    }
    return {**kept, "LANG": "C.UTF-8"}
