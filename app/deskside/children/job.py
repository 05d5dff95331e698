"""One thing one cause is asked to do, as the host follows it: its calls, its clock, and how it ended."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from deskside.children.limits import Limits
from deskside.children.loop import Alarm, Loop
from deskside.children.permission import refusal
from deskside.children.source import Source
from deskside.errors import CallProblem
from deskside.model.call import Answer, Call
from deskside.system.table import CALLS


class Told(dict[str, Any]):
    """How a job ended: what it said, or ``problem`` (a kind) and ``why``; ``changed_since`` for an undo."""

    @property
    def problem(self) -> str:
        kind: str = self.get("problem", "")
        return kind

    @property
    def why(self) -> str:
        why: str = self.get("why", "")
        return why

    @property
    def in_one_line(self) -> str:
        return self.why if self.problem == "problem" and self.why else f"{self.problem}: {self.why}".rstrip(": ")


class Job:
    """``do`` is "detect", "apply", "verify", "undo" or "open"; ``details`` go with it. Ends once, by ``on_told``."""

    def __init__(
        self,
        cause: str,
        do: str,
        details: Mapping[str, Any],
        needs: tuple[str, ...],
        on_told: Callable[[Job, Told], None],
    ) -> None:
        self.cause, self.do, self.details, self.needs = cause, do, dict(details), needs
        self._on_told = on_told
        self.over = False
        self.made: list[str] = []
        """The changes that were made for it: a fix that breaks half way leaves them behind."""
        self._refused: CallProblem | None = None
        self._calls, self._waiting = 0, 0
        self._alarm: Alarm | None = None
        self._began = time.monotonic()

    @property
    def id(self) -> str:
        """The cause's name inside its troubleshooter."""
        return self.cause.rpartition(".")[2]

    @property
    def changes(self) -> bool:
        return self.do in ("apply", "undo", "open")

    @property
    def waits(self) -> bool:
        """Whether it waits for the computer, and not we for it."""
        return self._waiting > 0

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._began

    def think(self, loop: Loop, limits: Limits, on_stuck: Callable[[Job], None]) -> None:
        """Starts its clock: from now on it must ask or end in time. While it waits for an answer, the clock stands.

        A clock that runs already goes on: asking for what it may not have wins a job no time.
        """
        if self.waits or self._alarm is not None:
            return
        seconds = limits.thinking if self.do == "detect" else limits.fixing
        self._alarm = loop.after(seconds, lambda: on_stuck(self))

    def ask(self, source: Source, limits: Limits, call: Call, done: Callable[[Answer], None]) -> None:
        """Makes one of its calls, if it may; stops its clock until the answer."""
        self._calls += 1
        problem = refusal(self.needs, call.name, call.arguments, may_change=self._may_change(call.name))
        if problem is None and (self._calls > limits.calls or self._waiting >= limits.calls_at_once):
            problem = CallProblem(call.name, f"asked more than {limits.calls} times, or too much at once")
        if problem is not None:
            self._refused = self._refused or problem
            done(Answer(problem=problem.kind, why=problem.why))
            return
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        self._waiting += 1

        def answered(answer: Answer) -> None:
            self._waiting -= 1
            if CALLS[call.name].changes and not answer.problem:
                self.made.append(call.name)
            done(answer)

        source.ask(call, answered)

    def _may_change(self, call: str) -> bool:
        """Who clicks to have a place opened has agreed to that and to nothing else."""
        return self.changes and (self.do != "open" or call.startswith("open."))

    def end(self, told: Mapping[str, Any]) -> None:
        """It ended. A check that asked for what it may not have is no check, whatever it made of the refusal."""
        if self.over:
            return
        self.drop()
        if self._refused is not None and not self.changes:
            told = {"problem": self._refused.kind, "why": self._refused.why}
        self._on_told(self, Told(told))

    def drop(self) -> None:
        """Nobody waits for it any more."""
        self.over = True
        if self._alarm is not None:
            self._alarm.cancel()

    def fail(self, why: str, problem: str = "problem") -> None:
        self.end({"problem": problem, "why": why})
