"""A line for the agent before all the facts: what is usually asked first, and what stands out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from deskside.model.report import Fact

FULL_PERCENT, LITTLE_MEMORY, LONG_HOURS = 90, 0.1, 14 * 24


def at_a_glance(facts: tuple[Fact, ...]) -> str:
    """One line by those facts that are there, and another of what stands out; "" without any."""
    known: dict[tuple[str, str], Any] = {(fact.group, fact.key): fact.value for fact in facts}
    usual, odd = [part for part in _usual(known) if part], list(_odd(facts, known))
    lines = [f"At a glance: {', '.join(usual)}"] if usual else []
    return "\n".join([*lines, *([f"Stands out: {', '.join(odd)}"] if odd else [])])


def _usual(known: dict[tuple[str, str], Any]) -> Iterator[str]:
    yield str(known.get(("system", "release")) or known.get(("system", "name")) or "")
    yield " ".join(str(known[key]) for key in (("computer", "maker"), ("computer", "model")) if known.get(key))
    hours = known.get(("system", "since_restart"))
    yield f"restarted {hours:g} h ago" if isinstance(hours, int | float) else ""
    free, total = known.get(("memory", "free_gib")), known.get(("memory", "total_gib"))
    yield f"{free:g} of {total:g} GiB memory free" if isinstance(free, float) and isinstance(total, float) else ""
    vpn = known.get(("network", "vpn"))
    yield f"VPN {'on' if vpn else 'off'}" if isinstance(vpn, bool) else ""


def _odd(facts: tuple[Fact, ...], known: dict[tuple[str, str], Any]) -> Iterator[str]:
    for fact in facts:
        value = fact.value if isinstance(fact.value, dict) else {}
        percent = value.get("full_percent")
        if fact.group == "disks" and isinstance(percent, int | float) and percent >= FULL_PERCENT:
            yield f"disk {fact.key} {percent:g} % full"
        if fact.group == "printers" and value.get("state") in ("paused", "stopped"):
            yield f"printer {fact.key} {value['state']}"
        if fact.group == "crashes" and value.get("program"):
            yield f"{value['program']} crashed {value.get('count') or 1}x"
    free, total = known.get(("memory", "free_gib")), known.get(("memory", "total_gib"))
    if isinstance(free, float) and isinstance(total, float) and free < LITTLE_MEMORY * total:
        yield "little memory free"
    hours = known.get(("system", "since_restart"))
    if isinstance(hours, int | float) and hours > LONG_HOURS:
        yield f"not restarted for {hours / 24:.0f} days"
    if known.get(("system", "restart_waits")) is True:
        yield "updates wait for a restart"
    if known.get(("network", "gateway")) in ({"ipv4": False, "ipv6": False}, False):
        yield "no way out of its network"
