"""Inside a plugin child: takes the publisher's code, raises the walls, then does what the host asks, several at once.

The host speaks first: ``{"sources", "texts", "system", "here", "memory",
"cpu"}``; "system" is the computer it will be told about, "here" the one it runs
on, which differ in a replay. The child answers ``{"walls"}`` and then ``{"causes"}`` or ``{"broken"}``. From
then on ``{"job", "do", "cause", …}`` starts a job in a thread of its own; the
job asks with ``{"call", "job", "name", "arguments"}``, is told
``{"answer", "gives" | "problem", "why"}``, and ends with ``{"done": job, …}``. ``{"where": job}`` is answered with
the line that it is in, ``{"where": job, "at"}``; job 0 is the loading of the code.
"""

from __future__ import annotations

import _thread
import os
import time

from deskside.children.publisher_code import PublisherCode, Refused, in_words, place_of
from deskside.children.walls import can_keep_from_starting, raise_walls
from deskside.children.wire import Wire
from deskside.sdk import texts
from deskside.sdk.causes import Cause, Change, Finding, HandsOn, describe_fix
from deskside.sdk.problems import ChangedSince, CouldNotCheck, problem_of
from deskside.sdk.system import System

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STACK = 1 << 20
_LOADING = 0
"""Stands for a job while the code is loaded."""


class _Calls:
    """The calls under way: each waits for its own answer."""

    def __init__(self, wire: Wire) -> None:
        self._wire, self._last = wire, 0
        self._waiting: dict[int, list[Any]] = {}
        self._lock = _thread.allocate_lock()

    def ask(self, job: int, name: str, arguments: dict[str, Any]) -> Any:
        answered = _thread.allocate_lock()
        answered.acquire()
        place: list[Any] = [answered, None]
        with self._lock:
            self._last += 1
            number = self._last
            self._waiting[number] = place
        self._wire.send({"call": number, "job": job, "name": name, "arguments": arguments})
        answered.acquire()
        told: dict[str, Any] = place[1]
        if told.get("problem"):
            raise problem_of(told["problem"], f"{name}: {told.get('why', '')}")
        return told.get("gives")

    def answer(self, told: dict[str, Any]) -> None:
        with self._lock:
            place = self._waiting.pop(told["answer"])
        place[1] = told
        place[0].release()


def run() -> None:
    """The whole life of a plugin child."""
    wire = Wire()
    lines = wire.lines()
    start = next(lines)
    if start["here"] != "windows":
        time.tzset()  # reads the time zone while files can still be opened
    _thread.stack_size(_STACK)
    try:
        texts.speak(start["texts"])
        code = PublisherCode(start["sources"])
        if start["here"] == "linux" and not can_keep_from_starting("linux"):
            from deskside.children.guard import stand_guard  # seldom needed

            stand_guard(wire.input)
        wire.send({"walls": raise_walls(start["here"], start["memory"], start["cpu"])})
    except Refused as problem:
        wire.send({"broken": str(problem)})
        os._exit(0)
    calls = _Calls(wire)
    threads = {_LOADING: _thread.start_new_thread(_load, (wire, code))}
    for told in lines:
        if "answer" in told:
            calls.answer(told)
        elif "where" in told:
            if at := place_of(threads[told["where"]]):
                wire.send({"where": told["where"], "at": at})
        else:
            work = (wire, calls, start["system"], code.causes[told["cause"]], told)
            threads[told["job"]] = _thread.start_new_thread(_work, work)
    os._exit(0)


def _load(wire: Wire, code: PublisherCode) -> None:
    """Runs the code and tells its causes; in a thread of its own, so that it can be asked where it hangs."""
    try:
        wire.send({"causes": code.run()})
    except (Refused, TypeError) as problem:
        wire.send({"broken": str(problem)})
        os._exit(0)
    except BaseException as problem:  # noqa: BLE001 - a thread would end without a word, and be waited for
        os.write(2, f"{type(problem).__name__}: {problem}\n".encode(errors="replace"))
        os._exit(1)


def _work(wire: Wire, calls: _Calls, system: str, kind: type[Cause], told: dict[str, Any]) -> None:
    """One job, to its end, whatever the publisher's code raises."""
    job = told["job"]
    pc = System(
        system,
        lambda name, arguments: calls.ask(job, name, arguments),
        told.get("answers", {}),
        anyway=told.get("even_if_changed", False),
    )
    try:
        said = _DO[told["do"]](kind(), pc, told)
    except ChangedSince as problem:
        said = {"changed_since": True, "why": problem.why}
    except CouldNotCheck as problem:
        said = {"problem": problem.kind, "why": str(problem)}
    except MemoryError:
        os.write(2, b"MemoryError\n")  # whose fault it is cannot be told from here: the host runs each again, alone
        os._exit(1)
    except BaseException as problem:  # noqa: BLE001 - translated: the host turns it into "could not check"
        said = {"problem": "problem", "why": in_words(problem)}
    try:
        wire.send({"done": job, **said})
    except (TypeError, RecursionError) as problem:
        wire.send({"done": job, "problem": "problem", "why": f"told something that is not plain data: {problem}"})


def _detect(cause: Cause, pc: System, told: dict[str, Any]) -> dict[str, Any]:  # noqa: ARG001 - one shape for four
    found = cause.detect(pc, pc.answers)
    said: dict[str, Any] = {"unnamed": [list(one) for one in pc.unnamed_seen]}
    if found is not None:
        if not isinstance(found, Finding):
            raise CouldNotCheck(f"detect() gave {type(found).__name__}, not Finding or None")
        said["found"] = {"says": found.says, "evidence": found.evidence, "shows": found.shows}
        if found.instead is not None:
            if isinstance(found.instead, HandsOn) and found.instead.opens and type(cause).open is Cause.open:
                raise CouldNotCheck("its finding's step opens something, and the cause has no open()")
            said["found"]["instead"] = describe_fix(found.instead)
    return said


def _apply(cause: Cause, pc: System, told: dict[str, Any]) -> dict[str, Any]:
    change = cause.apply(pc, _finding(told))
    if not isinstance(change, Change):
        raise CouldNotCheck(f"apply() gave {type(change).__name__}, not Change")
    return {"change": change.data}


def _verify(cause: Cause, pc: System, told: dict[str, Any]) -> dict[str, Any]:
    return {"ok": bool(cause.verify(pc, _finding(told)))}


def _undo(cause: Cause, pc: System, told: dict[str, Any]) -> dict[str, Any]:
    cause.undo(pc, Change(**told["change"]))
    return {"ok": True}


def _open(cause: Cause, pc: System, told: dict[str, Any]) -> dict[str, Any]:
    cause.open(pc, _finding(told))
    return {}


def _finding(told: dict[str, Any]) -> Finding:
    return Finding(told["says"], told["evidence"])


_DO = {"detect": _detect, "apply": _apply, "verify": _verify, "undo": _undo, "open": _open}
