"""Small troubleshooters written for one test, and what is looked at afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from textwrap import dedent, indent

from msgspec.structs import replace

from deskside.children import Children, Limits
from deskside.children.recording import Replay, Says, Scenario
from deskside.children.strays import MARK
from deskside.model.call import Detected
from deskside.model.case import Finding
from deskside.model.troubleshooter import Cause, FixKind, Troubleshooter

OFFICE = {"name": "Office", "state": "stopped", "accepting": True, "default": True}
PAUSED = Scenario(says=(Says("printing.queues", gives=[OFFICE]), Says("printing.expected", gives=["Office"])))
NEEDS = ("printing.queues", "printing.expected", "printing.resume", "printing.pause")

INNOCENT = """
class {name}(Cause):
    fix = People()

    def detect(self, pc, answers):
        queue = pc.printing.meant(answers)
        return Finding("The printer is paused.", {{"queue": queue.name}}) if queue.paused else None
"""


def written(folder: Path, code: str, needs: Iterable[str] = NEEDS, id_: str = "printer") -> Troubleshooter:
    """A troubleshooter with this code."""
    folder.mkdir(exist_ok=True)
    (folder / "troubleshooter.py").write_text("from deskside.sdk import *\n" + dedent(code), "utf-8")
    return Troubleshooter(id_, "1.0.0", "Test", folder, needs=tuple(needs), has_code=True)


def cause(name: str, body: str, before: str = "") -> str:
    """The code of a cause whose ``detect`` is ``body``."""
    head = f"{dedent(before)}\nclass {name}(Cause):\n    fix = People()\n\n    def detect(self, pc, answers):\n"
    return head + indent(dedent(body), " " * 8) + "\n"


def innocent(name: str) -> str:
    """The code of a cause that asks the computer and finds a paused printer."""
    return INNOCENT.format(name=name)


def children(scenario: Scenario = PAUSED, limits: Limits | None = None) -> Children:
    """Real plugin children; the computer they ask is a replay."""
    return Children({}, limits, source=Replay(scenario))


def described(host: Children, troubleshooter: Troubleshooter) -> tuple[Cause, ...]:
    """Its causes with full ids, as a case has them."""
    return tuple(replace(one, id=f"{troubleshooter.id}.{one.id}") for one in host.describe(troubleshooter))


def detect_all(
    host: Children,
    *troubleshooters: Troubleshooter,
    deadline: float = 60.0,
    on_detected: Callable[[Detected], None] = lambda _detected: None,
    **answers: str,
) -> dict[str, Detected]:
    """What every cause of these troubleshooters says."""
    causes = [one for each in troubleshooters for one in described(host, each)]
    told = host.detect(troubleshooters, causes, answers, on_detected, deadline)
    assert [one.cause for one in told] == [one.id for one in causes]
    return {one.cause.partition(".")[2]: one for one in told}


def finding_of(detected: Detected) -> Finding:
    return Finding(detected.cause, detected.says, detected.evidence, FixKind.AUTOMATIC, undo=True)


def still_running(host: int | None = None) -> list[int]:
    """Processes that children of this (or another) host process left behind."""
    mark = f"{MARK}={host or os.getpid()}-".encode()
    left = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environ = (folder / "environ").read_bytes()
        except OSError:
            continue
        if mark in environ:
            left.append(int(folder.name))
    return left


def runs(pid: int | str) -> bool:
    """Whether this process still does anything: one that ended and was not yet fetched does not."""
    try:
        state = Path("/proc", str(pid), "stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")
