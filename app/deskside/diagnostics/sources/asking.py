"""Asks this computer everything at once, while each source waits only for what it wants to know."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any, Protocol

from deskside.errors import CALL_PROBLEMS, CallProblem, DesksideError, TookTooLong
from deskside.model.call import Answer, Call

Ask = Callable[[Call], Answer]
"""Puts a call to this computer and waits for the answer. Several threads may do so."""


class Asked(Protocol):
    """Who is asked: ``Children``."""

    def call_all(self, calls: Sequence[Call], on_answer: Callable[[Call, Answer], None]) -> None: ...

    def cancel(self) -> None: ...


class AtOnce:
    """An ``Ask`` within its ``with``. All ``calls`` are put when that begins; whoever asks one waits for that one."""

    def __init__(self, asked: Asked, calls: Iterable[Call]) -> None:
        self._asked = asked
        self._calls = tuple(calls)
        self._came = {call.name: threading.Event() for call in self._calls}
        self._answers: dict[str, Answer] = {}
        self._why = "it was not waited for"
        self._thread = threading.Thread(target=self._run, name="facts-calls", daemon=True)

    def __enter__(self) -> AtOnce:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._thread.is_alive():
            self._asked.cancel()
            self._thread.join(0.05)

    def __call__(self, call: Call) -> Answer:
        self._came[call.name].wait()
        return self._answers.get(call.name, Answer(problem=TookTooLong.kind, why=self._why))

    def _run(self) -> None:
        try:
            self._asked.call_all(self._calls, self._on_answer)
        except DesksideError as problem:
            self._why = str(problem)
        finally:
            for came in self._came.values():
                came.set()

    def _on_answer(self, call: Call, answer: Answer) -> None:
        self._answers[call.name] = answer
        self._came[call.name].set()


def told(ask: Ask, name: str) -> Any:
    """What a call gives; raises its ``CallProblem``."""
    answer = ask(Call(name))
    if answer.problem:
        raise CALL_PROBLEMS.get(answer.problem, CallProblem)(name, answer.why)
    return answer.gives


def rows(gives: Any) -> list[dict[str, Any]]:
    """The rows of an answer that is a list of them."""
    return [row for row in gives if isinstance(row, dict)] if isinstance(gives, list) else []


def row(gives: Any) -> dict[str, Any]:
    """The answer where it is one row."""
    return gives if isinstance(gives, dict) else {}


def some(gives: dict[str, Any], *fields: str) -> dict[str, Any]:
    """Of a row only the fields that were decided on."""
    return {field: gives[field] for field in fields if field in gives}
