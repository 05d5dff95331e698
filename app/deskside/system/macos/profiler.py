"""Asking a Mac's own inventory, system_profiler, for one part of it. Its keys are the same in every language."""

from __future__ import annotations

import json
from typing import Any

from deskside.errors import CallProblem
from deskside.system.commands import Run


def profile(run: Run, part: str) -> list[dict[str, Any]]:
    """The rows of a part such as "SPAudioDataType"."""
    ran = run(["/usr/sbin/system_profiler", "-json", part], 5.0)
    if ran.code != 0:
        raise CallProblem("system_profiler", f"it ended with {ran.code}: {ran.err.strip()[:200]}")
    try:
        told = json.loads(ran.out)
    except ValueError as problem:
        raise CallProblem("system_profiler", "an answer that cannot be read") from problem
    rows = told.get(part) if isinstance(told, dict) else None
    return [row for row in rows or [] if isinstance(row, dict)]


def said_yes(row: dict[str, Any], key: str) -> bool:
    """Whether it says "spaudio_yes", "spdisplays_yes" and so on."""
    return str(row.get(key, "")).endswith("_yes")
