"""Whether a troubleshooter may make a call now: by its manifest, by the table, and by what it is asked to do."""

from __future__ import annotations

from collections.abc import Mapping

from deskside.errors import CallProblem, NotNeeded, WrongCall
from deskside.model.troubleshooter import Json
from deskside.system.table import CALLS, allowed


def refusal(
    needs: tuple[str, ...], name: str, arguments: Mapping[str, Json], *, may_change: bool
) -> CallProblem | None:
    """Why this call is not made; None when it may be. ``why`` is whole: it ends up beside the cause."""
    entry = CALLS.get(name)
    if entry is None:
        return WrongCall(name, f"asked for {name}, and there is no such call")
    if wrong := entry.wrong(arguments):
        return WrongCall(name, f"asked for {name}: {wrong}")
    if not allowed(needs, name, arguments):
        return NotNeeded(name, f"asked for {name}, which its manifest does not name")
    if entry.changes and not may_change:
        return NotNeeded(name, f"asked for {name}, which changes something, and is not being asked to fix")
    return None
