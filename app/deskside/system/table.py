"""Every call there is: its arguments, its time limit, whether it changes something, and how it is undone.

A manifest's ``needs`` names calls of this table; "services.restart:print"
narrows a call to one value of its first argument. Nothing outside this table
can be asked of the computer by a troubleshooter. Plain data, standard library
only: the plugin child reads it too.
"""

from __future__ import annotations

from collections.abc import Mapping

TEXT, NUMBER, WHOLE, FLAG = "text", "number", "whole", "flag"

_TYPES: dict[str, tuple[type, ...]] = {TEXT: (str,), NUMBER: (int, float), WHOLE: (int,), FLAG: (bool,)}


class Entry:
    """One call. ``limit`` is in seconds; ``changes`` marks actions, which need consent."""

    __slots__ = ("arguments", "changes", "limit", "name")

    def __init__(self, name: str, arguments: Mapping[str, str], *, limit: float = 3.0, changes: bool = False) -> None:
        self.name, self.arguments, self.limit, self.changes = name, dict(arguments), limit, changes

    def wrong(self, arguments: Mapping[str, object]) -> str:
        """What is wrong with these arguments, technically; "" when nothing is."""
        if set(arguments) != set(self.arguments):
            return f"wants {sorted(self.arguments)}, got {sorted(arguments)}"
        for name, kind in self.arguments.items():
            value = arguments[name]
            if not isinstance(value, _TYPES[kind]) or (isinstance(value, bool) and kind != FLAG):
                return f"{name} must be {kind}"
            if isinstance(value, str) and len(value) > 1000:
                return f"{name} is too long"
        return ""


def _table(*entries: Entry) -> dict[str, Entry]:
    return {entry.name: entry for entry in entries}


CALLS = _table(
    # printing. A queue: {"name", "state": "idle" | "printing" | "stopped", "accepting", "default", "device",
    # "reasons": [...], "message", "waiting": jobs, "set_offline": Windows only}. A job: {"id", "state": "waiting" |
    # "held" | "printing" | "stopped", "reasons": [...], "until": "indefinite" when someone holds it, "age": seconds,
    # "mine": bool}.
    # Linux and macOS answer at once; the longer limits are for Windows, where the first question starts PowerShell
    Entry("printing.queues", {}, limit=8.0),
    Entry("printing.expected", {}),
    # the names a person may mean, likeliest first: only one when it is plain which
    Entry("printing.choices", {}, limit=8.0),
    Entry("printing.jobs", {"queue": TEXT}, limit=8.0),
    # the printer itself: {"reachable", "networked", "state", "reasons": [...], "accepting", "why"}
    Entry("printing.device", {"queue": TEXT}, limit=12.0),
    Entry("printing.resume", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.pause", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.accept", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.reject", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.set_default", {"queue": TEXT}, limit=10.0, changes=True),
    Entry("printing.release", {"job": WHOLE}, limit=10.0, changes=True),
    Entry("printing.hold", {"job": WHOLE}, limit=10.0, changes=True),
    # services. "print" is CUPS or the spooler. {"known": bool, "running": bool}
    Entry("services.state", {"service": TEXT}, limit=5.0),
    Entry("services.start", {"service": TEXT}, limit=30.0, changes=True),
    Entry("services.stop", {"service": TEXT}, limit=30.0, changes=True),
    # may the caller do this call now, before anyone is asked? {"may": bool | null, "why"}
    Entry("rights.may", {"call": TEXT, "first": TEXT}),
)


def allowed(needs: tuple[str, ...] | list[str], name: str, arguments: Mapping[str, object]) -> bool:
    """Whether a manifest's ``needs`` cover this call. ``rights.may`` changes nothing and is always covered."""
    if name == "rights.may":
        return True
    entry = CALLS.get(name)
    if entry is None:
        return False
    first = next(iter(entry.arguments), None)
    value = arguments.get(first) if first else None
    return name in needs or f"{name}:{value}" in needs


def unknown_needs(needs: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Those of ``needs`` that name no call."""
    return tuple(need for need in needs if need.partition(":")[0] not in CALLS)
