"""Ready-made checks and fixes in a manifest: known by name, given what they want, and covered by ``needs``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from deskside.catalogue.source import ManifestSource, nearest
from deskside.model.troubleshooter import Ready
from deskside.system.table import allowed


class Made(Struct, frozen=True):
    """What one takes, and the calls it makes with the same arguments."""

    arguments: tuple[str, ...]
    calls: tuple[str, ...]


CHECKS: dict[str, Made] = {"service-stopped": Made(("service",), ("services.state",))}
FIXES: dict[str, Made] = {"start-service": Made(("service",), ("services.start", "services.stop"))}


def ready_made(source: ManifestSource, key: str, data: Mapping[str, Any], *path: str | int) -> Ready:
    """The check (``key`` "is") or the fix ("do") that ``data`` asks for. ManifestProblem when there is none such."""
    known, what = (CHECKS, "check") if key == "is" else (FIXES, "fix")
    name = data.get(key)
    if not isinstance(name, str):
        raise source.problem(f'A {what} needs "{key}", the name of a ready-made {what}.', *path)
    if name not in known:
        says = f'There is no ready-made {what} "{name[:60]}".'
        raise source.problem(says, *path, key, suggestion=nearest(name, known))
    arguments = {argument: value for argument, value in data.items() if argument != key}
    for argument in arguments:
        if argument not in known[name].arguments:
            says = f'"{argument[:60]}" is not a key of the {what} "{name}".'
            raise source.problem(says, *path, argument, suggestion=nearest(argument, known[name].arguments))
    for argument in known[name].arguments:
        value = arguments.get(argument)
        if not isinstance(value, str) or not 0 < len(value) <= 200:
            raise source.problem(f'The {what} "{name}" needs "{argument}", a text.', *path)
    for call in known[name].calls:
        if not allowed(source.data.get("needs", []), call, arguments):
            raise source.problem(f'"{call}" must be among "needs": the {what} "{name}" uses it.', *path, key)
    return Ready(name, arguments)
