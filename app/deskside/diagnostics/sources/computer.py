"""Facts about the computer and its system: what they are, since when they run, how much memory is free."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from deskside.diagnostics.facts import unread
from deskside.diagnostics.sources.asking import Ask, row, told
from deskside.errors import CallProblem
from deskside.language import _, of_this_person
from deskside.model.report import Fact

_GIB = 1024**3


def computer(ask: Ask) -> Iterator[Fact]:
    yield Fact("computer", "processor_type", _("Processor type"), platform.machine())
    yield Fact("computer", "processors", _("Processors"), os.cpu_count())
    yield Fact("computer", "cores", _("Cores of the processor"), _cores())
    about = row(told(ask, "computer.about"))
    yield Fact("computer", "maker", _("Maker"), about.get("maker"))
    yield Fact("computer", "model", _("Model"), about.get("model"))
    yield Fact("computer", "kind", _("Kind of computer"), about.get("kind"))
    yield Fact("computer", "processor", _("Processor"), about.get("processor"))


def _cores() -> int | None:
    import psutil  # here, as in every source: 28 ms that only facts pay

    return psutil.cpu_count(logical=False)


def system(ask: Ask) -> Iterator[Fact]:
    import psutil

    yield Fact("system", "name", _("System"), platform.system())
    yield Fact("system", "language", _("Language"), of_this_person())
    yield Fact("system", "hours_from_utc", _("Hours from world time"), _hours_from_utc())
    boot = psutil.boot_time()
    yield Fact("system", "restarted", _("Last restart"), iso(boot))
    yield Fact("system", "since_restart", _("Hours since the last restart"), round((time.time() - boot) / 3600, 1))
    try:
        about = row(told(ask, "computer.about"))
    except CallProblem as problem:
        yield unread("system", _("Release"), str(problem), "release")
        return
    yield Fact("system", "release", _("Release"), about.get("release"))
    yield Fact("system", "build", _("Build"), about.get("build"))
    yield Fact("system", "desktop", _("Desktop"), about.get("desktop"))
    yield Fact("system", "zone", _("Time zone"), about.get("zone"))
    yield Fact("system", "restart_waits", _("Updates wait for a restart"), about.get("restart_waits"))


def memory() -> Iterator[Fact]:
    import psutil

    memory = psutil.virtual_memory()
    yield Fact("memory", "total_gib", _("Memory, GiB"), round(memory.total / _GIB, 1))
    yield Fact("memory", "free_gib", _("Free memory, GiB"), round(memory.available / _GIB, 1))
    try:
        swap = psutil.swap_memory()
    except RuntimeError:
        return  # Windows counts it only while its performance counters are switched on
    yield Fact("memory", "swap_gib", _("Room for memory on disk, GiB"), round(swap.total / _GIB, 1))
    yield Fact("memory", "swap_used_gib", _("Memory moved to disk, GiB"), round(swap.used / _GIB, 1))


def iso(seconds: float) -> str:
    """A time as everything here tells times: to the minute, in world time."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%MZ")


def _hours_from_utc() -> float:
    return time.localtime().tm_gmtoff / 3600
