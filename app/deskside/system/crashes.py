"""Crashes put together: how often a program's file crashed or hung in the last two weeks, and when last.

What crashed is a file's name and nothing else: never a path, which may hold a
person's name, and never what the program was doing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from deskside.system.printing import Record

DAYS = 14
MOST = 20


class Crash(NamedTuple):
    program: str
    ago: float
    """Seconds."""
    kind: str = "crash"


def together(crashes: Iterable[Crash]) -> list[Record]:
    """One row a program and kind, the latest first."""
    rows: dict[tuple[str, str], list[float]] = {}
    for crash in crashes:
        if crash.program and crash.ago <= DAYS * 86400:
            rows.setdefault((crash.program[:80], crash.kind), []).append(max(0.0, crash.ago))
    latest = sorted(rows.items(), key=lambda row: (min(row[1]), row[0]))[:MOST]
    return [
        {"program": program, "kind": kind, "count": len(agos), "last": round(min(agos))}
        for (program, kind), agos in latest
    ]
