"""The facts that are collected: about the computer, its system, memory, disks, network, printers and ourselves.

psutil and platform answer on every system; they are imported when asked for.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from deskside.diagnostics.facts import Source
from deskside.errors import CALL_PROBLEMS, CallProblem
from deskside.language import _
from deskside.model.call import Answer, Call
from deskside.model.report import Fact, SettingRow

Ask = Callable[[Call], Answer]
"""Puts a call to this computer; the system child's ``call``."""

_GIB = 1024**3
_LOG_LINES = 60
_LOG_BYTES = 64 * 1024


def every(ask: Ask, version: str, settings: Iterable[SettingRow] = (), log: Path | None = None) -> tuple[Source, ...]:
    """All sources there are, in the order in which people are shown them. ``groups_of`` names their groups."""
    return (*this_computer(), printers(ask), deskside(version, settings, log))


def this_computer() -> tuple[Source, ...]:
    """Sources that need nothing passed in."""
    return (
        Source(
            "computer", _("This computer"), _computer, says=_("What kind of computer this is, so that IT knows it.")
        ),
        Source("system", _("System"), _system, says=_("Which system runs here. Some troubles belong to one version.")),
        Source("memory", _("Memory"), _memory, says=_("How much memory is free. Too little makes programs slow.")),
        Source("disks", _("Disks"), _disks, says=_("How full your disks are. Full ones cause odd troubles.")),
        Source("network", _("Network"), _network, says=_("How this computer is connected. Most troubles begin there.")),
    )


def printers(ask: Ask) -> Source:
    """The printers of this computer and their state, asked through ``ask``."""
    return Source(
        "printers", _("Printers"), lambda: _printers(ask), limit=4.0, says=_("Your printers and how they are doing.")
    )


def deskside(version: str, settings: Iterable[SettingRow] = (), log: Path | None = None) -> Source:
    """Ourselves: our version, settings that are not the default, and the end of our log."""
    rows = tuple(settings)
    return Source(
        "deskside",
        _("Deskside itself"),
        lambda: _deskside(version, rows, log),
        says=_("How Deskside is set up and what it did last."),
    )


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _computer() -> Iterator[Fact]:
    import psutil

    yield Fact("computer", "maker", _("Maker"), _read("/sys/class/dmi/id/sys_vendor"))
    yield Fact("computer", "model", _("Model"), _read("/sys/class/dmi/id/product_name"))
    yield Fact("computer", "processor_type", _("Processor type"), platform.machine())
    yield Fact("computer", "processors", _("Processors"), psutil.cpu_count())
    yield Fact("computer", "since_restart", _("Hours since the last restart"), _hours(psutil.boot_time()))
    battery = psutil.sensors_battery() if hasattr(psutil, "sensors_battery") else None
    if battery is not None:
        yield Fact("computer", "battery", _("Battery, percent"), round(battery.percent))
        yield Fact("computer", "plugged_in", _("Power cable plugged in"), bool(battery.power_plugged))


def _hours(boot: float) -> float:
    return round((time.time() - boot) / 3600, 1)


def _system() -> Iterator[Fact]:
    yield Fact("system", "name", _("System"), platform.system())
    yield Fact("system", "release", _("Release"), _release())
    yield Fact("system", "kernel", _("Inner part of the system"), platform.release())
    yield Fact("system", "zone", _("Time zone"), "/".join(time.tzname))


def _release() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return platform.version()


def _memory() -> Iterator[Fact]:
    import psutil

    memory = psutil.virtual_memory()
    yield Fact("memory", "total_gib", _("Memory, GiB"), round(memory.total / _GIB, 1))
    yield Fact("memory", "free_gib", _("Free memory, GiB"), round(memory.available / _GIB, 1))
    try:
        swap = psutil.swap_memory()
    except RuntimeError:
        return  # Windows counts it only while its performance counters are switched on
    yield Fact("memory", "swap_used_gib", _("Memory moved to disk, GiB"), round(swap.used / _GIB, 1))


def _disks() -> Iterator[Fact]:
    import psutil

    seen: set[str] = set()
    for part in psutil.disk_partitions(all=False):
        if part.device in seen:
            continue
        seen.add(part.device)
        try:
            usage = psutil.disk_usage(part.mountpoint)
        except OSError:
            continue
        value = {
            "kind": part.fstype,
            "total_gib": round(usage.total / _GIB, 1),
            "free_gib": round(usage.free / _GIB, 1),
            "full_percent": round(usage.percent),
        }
        yield Fact("disks", part.mountpoint, _("Disk {name}").format(name=part.mountpoint), value)


def _network() -> Iterator[Fact]:
    import psutil

    states, addresses = psutil.net_if_stats(), psutil.net_if_addrs()
    for name, state in sorted(states.items()):
        own = addresses.get(name, [])
        value = {
            "up": state.isup,
            "mbit": state.speed,
            "ipv4": [address.address for address in own if address.family.name == "AF_INET"],
            "ipv6": [address.address.partition("%")[0] for address in own if address.family.name == "AF_INET6"],
        }
        yield Fact("network", name, _("Network connection {name}").format(name=name), value)


_QUEUE_FIELDS = ("name", "state", "accepting", "default", "device", "reasons", "message", "waiting")


def _printers(ask: Ask) -> Iterator[Fact]:
    call = Call("printing.queues")
    answer = ask(call)
    if answer.problem:
        raise CALL_PROBLEMS.get(answer.problem, CallProblem)(call.name, answer.why)
    for queue in answer.gives if isinstance(answer.gives, list) else []:
        if isinstance(queue, dict):
            value = {field: queue[field] for field in _QUEUE_FIELDS if field in queue}
            name = str(queue.get("name", ""))
            yield Fact("printers", name, _("Printer {name}").format(name=name), value)


def _deskside(version: str, settings: tuple[SettingRow, ...], log: Path | None) -> Iterator[Fact]:
    yield Fact("deskside", "version", _("Version of Deskside"), version)
    changed = {row.key: {"value": row.value, "origin": row.origin} for row in settings if row.origin != "default"}
    yield Fact("deskside", "settings", _("Settings that were changed"), changed)
    if log is not None and log.exists():
        yield Fact("deskside", "log", _("The end of Deskside's own log"), _tail(log))


def _tail(path: Path) -> list[str]:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - _LOG_BYTES))
        lines = file.read().decode("utf-8", "replace").splitlines()
    return lines[-_LOG_LINES:]
