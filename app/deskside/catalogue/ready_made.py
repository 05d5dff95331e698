"""Ready-made checks and fixes in a manifest: known by name, given what they want, and covered by ``needs``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from deskside.catalogue.source import ManifestSource, nearest
from deskside.model.ready import CHECKS, FIXES, OPENS, ReadyMade, covered, needs_of
from deskside.model.troubleshooter import Ready

_LONGEST = 200


def ready_made(source: ManifestSource, key: str, data: Mapping[str, Any], *path: str | int) -> Ready:
    """The check (``key`` "is") or the fix ("do") that ``data`` asks for. ManifestProblem when there is none such."""
    table, what = (CHECKS, "check") if key == "is" else (FIXES, "fix")
    name = data.get(key)
    if not isinstance(name, str):
        raise source.problem(f'A {what} needs "{key}", the name of a ready-made {what}.', *path)
    if name not in table:
        says = f'There is no ready-made {what} "{name[:60]}".'
        raise source.problem(says, *path, key, suggestion=nearest(name, table))
    wanted = table[name].arguments
    arguments = {argument: value for argument, value in data.items() if argument != key}
    for argument, value in arguments.items():
        if argument not in wanted:
            says = f'"{argument[:60]}" is not a key of the {what} "{name}".'
            raise source.problem(says, *path, argument, suggestion=nearest(argument, wanted))
        if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _LONGEST:
            raise source.problem(f'"{argument}" must be text of at most {_LONGEST} letters.', *path, argument)
    for argument in wanted:
        if argument not in arguments:
            raise source.problem(f'The {what} "{name}" needs "{argument}".', *path)
    ready = Ready(name, arguments)
    _check_needs(source, ready, table, f'The {what} "{name}"', *path, key)
    return ready


def what_opens(source: ManifestSource, data: Mapping[str, Any], *path: str | int) -> Ready:
    """What a hands-on step's button opens: one of a link, a folder, a page of the settings."""
    if len(data) != 1 or (place := next(iter(data))) not in OPENS:
        says = 'A button opens exactly one of "link", "folder", "settings".'
        raise source.problem(says, *path, suggestion=next((near for key in data if (near := nearest(key, OPENS))), ""))
    value = data[place]
    if not isinstance(value, str) or not value.isprintable() or not 0 < len(value) <= _LONGEST:
        raise source.problem(f'"{place}" must be text of at most {_LONGEST} letters.', *path, place)
    if place == "link" and not value.startswith(("https://", "http://")):
        raise source.problem('A link begins with "https://" or "http://".', *path, place)
    ready = Ready(OPENS[place].name, {place: value})
    _check_needs(source, ready, {ready.name: OPENS[place]}, "The button", *path, place)
    return ready


def _check_needs(
    source: ManifestSource, ready: Ready, table: Mapping[str, ReadyMade], says: str, *path: str | int
) -> None:
    for need in needs_of(ready, table):
        if not covered(need, tuple(source.data.get("needs", ()))):
            raise source.problem(f'{says} uses "{need}". Please add it to "needs".', *path)
