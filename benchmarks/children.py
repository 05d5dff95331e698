#!/usr/bin/env python3
"""Both kinds of child from nothing to their first call, and a call from one through the host to the other and back.

The floor of a start is a bare Python that only opens its pipe; of a
call, one line sent to a bare Python that sends it back.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deskside.children import Children
from deskside.children.plugin import PluginChild
from deskside.errors import DesksideError
from deskside.model.call import Call
from deskside.model.troubleshooter import Cause, Fix, FixKind, Troubleshooter

RUNS = 20
CALLS = 200

CODE = """
import time
from deskside.sdk import Cause, Finding, People

class Calls(Cause):
    fix = People()
    def detect(self, pc, answers):
        pc.printing.expected()
        began = time.perf_counter()
        for _ in range({calls}):
            pc.printing.expected()
        return Finding("", {{"seconds": (time.perf_counter() - began) / {calls}}})
"""
ECHO = "import sys\nfor line in sys.stdin.buffer: sys.stdout.buffer.write(line); sys.stdout.buffer.flush()"


def bare_start() -> float:
    began = time.perf_counter()
    with subprocess.Popen([sys.executable, "-S", "-c", "pass"], stdout=subprocess.PIPE, env={}) as child:
        assert child.stdout is not None
        child.stdout.read()
        return time.perf_counter() - began


def child_start(children: Children, troubleshooter: Troubleshooter) -> float:
    """Until its causes are known: walls up, code loaded."""
    told: list[tuple[Cause, ...]] = []
    gone: list[DesksideError] = []
    began = time.perf_counter()
    child = PluginChild(
        children.site, troubleshooter, (), on_ready=told.append, on_gone=lambda _child, problem: gone.append(problem)
    )
    children.site.loop.run(lambda: bool(told or gone), 10)
    seconds = time.perf_counter() - began
    child.end()
    if gone:
        raise gone[0]
    return seconds


def first_answer() -> float:
    """From no system child to the answer of its first call."""
    with Children({"printing.expected": ["Office"]}) as children:
        began = time.perf_counter()
        children.call(Call("printing.expected"))
        return time.perf_counter() - began


def echo() -> float:
    """One line to a bare Python and back; the mean of many."""
    command = [sys.executable, "-S", "-c", ECHO]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"first\n")
        child.stdout.readline()
        began = time.perf_counter()
        for _ in range(CALLS):
            child.stdin.write(b'{"call": 1, "name": "printing.expected"}\n')
            child.stdout.readline()
        seconds = (time.perf_counter() - began) / CALLS
        child.stdin.close()
    return seconds


def call(children: Children, troubleshooter: Troubleshooter) -> float:
    """One call; the mean of many, told by the plugin itself."""
    cause = Cause("calls.calls", Fix(FixKind.PEOPLE))
    found = children.detect((troubleshooter,), (cause,), {}, lambda _detected: None, 30)[0]
    seconds = found.evidence.get("seconds")
    if not isinstance(seconds, float):
        raise SystemExit(f"the call could not be measured: {found.problem}")
    return seconds


def line(what: str, ours: list[float], floor: list[float], of: str, budget: str) -> str:
    median, bare = statistics.median(ours) * 1000, statistics.median(floor) * 1000
    return f"{what}: median {median:.2f} ms ({budget}) ratio {median / bare:.2f} of {of} ({bare:.2f} ms), n={len(ours)}"


def main() -> None:
    starts: list[float] = []
    answers: list[float] = []
    bare_starts: list[float] = []
    calls: list[float] = []
    echoes: list[float] = []
    with tempfile.TemporaryDirectory() as folder, Children({"printing.expected": ["Office"]}) as children:
        Path(folder, "troubleshooter.py").write_text(CODE.format(calls=CALLS), "utf-8")
        troubleshooter = Troubleshooter(
            "calls", "1", "calls", Path(folder), needs=("printing.expected",), has_code=True
        )
        child_start(children, troubleshooter)
        for _ in range(RUNS):
            bare_starts.append(bare_start())
            starts.append(child_start(children, troubleshooter))
            answers.append(first_answer())
            echoes.append(echo())
            calls.append(call(children, troubleshooter))
    bare = "bare python -S -c pass"
    print(line("plugin child ready", starts, bare_starts, bare, "goal 2 ×, limit 3 ×"))
    print(line("system child, first call answered", answers, bare_starts, bare, "goal 2 ×, limit 3 ×"))
    print(line("call plugin - system - plugin", calls, echoes, "one line to a bare child", "goal 1 ms, limit 3 ms"))


if __name__ == "__main__":
    main()
