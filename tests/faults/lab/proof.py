"""What is broken in a running world, and the proof that each fault can be broken, seen and put right."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lab.fault import Fault
from lab.programs import LabProblem, until
from lab.suite import World


class Present:
    """The faults that are in a world now."""

    def __init__(self, world: World, faults: Mapping[str, Fault[Any]]) -> None:
        self._world, self._faults = world, faults.values()

    def inject(self) -> None:
        for fault in self._faults:
            fault.inject(self._world)

    def all_broken(self) -> bool:
        return all(fault.broken(self._world) for fault in self._faults)

    def still_broken(self) -> bool:
        """Whether any of it is broken still, once what the fix set in motion has come to its end."""
        return any(_still(fault, self._world) for fault in self._faults)

    def put_right(self) -> int:
        """Has someone from outside repair it; an exit code."""
        try:
            for fault in self._faults:
                if fault.repair is None:
                    return 5
                fault.repair(self._world)
        except LabProblem:
            return 1
        return 0


def _still(fault: Fault[Any], world: World) -> bool:
    if fault.settles:
        with contextlib.suppress(LabProblem):
            until(lambda: not fault.broken(world), "the end of it", fault.settles)
    return fault.broken(world)


def prove(world: World, faults: Mapping[str, Fault[Any]], names: Sequence[str]) -> Iterator[dict[str, object]]:
    """Breaks and repairs one fault after the other; what its probes say of it before, while it is there, and after."""
    for name in names or faults:
        fault = faults[name]
        if fault.repair is None:
            continue
        begun = time.monotonic()
        before = _seen(fault, world)
        fault.inject(world)
        there = _seen(fault, world)
        fault.repair(world)
        after = _seen(fault, world)
        seconds = round(time.monotonic() - begun, 1)
        yield {
            "fault": name,
            "healthy": fault.healthy,
            "before": before,
            "there": there,
            "after": after,
            "seconds": seconds,
        }


def _seen(fault: Fault[Any], world: World) -> dict[str, bool]:
    """ "odd" is what a healthy oddity's own probe says; every other fault has none."""
    seen = {"broken": fault.broken(world)}
    return seen if fault.odd is None else {**seen, "odd": fault.odd(world)}
