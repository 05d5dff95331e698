"""What no computer asks for any more: editions far behind the newest, and files that only those named.

A computer that began to look a moment ago still fetches what the edition of that
moment names, so the last few editions stay whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from tuf.api.metadata import TargetFile, Targets

from deskside.kit.publishing.books import METADATA, target_file

KEPT = 10
"""Editions of each role, the newest included."""


def outdated(folder: Path, role: str, newest: int, next_edition: Targets | None = None) -> Iterator[str]:
    """Files to remove when ``role`` gets the version ``newest``, which says ``next_edition``."""
    old = newest - KEPT
    if old < 1 or not _file(folder, role, old).is_file():
        return
    yield f"{METADATA}/{old}.{role}.json"
    if next_edition is not None:
        kept = {target_file(target) for target in next_edition.targets.values()}
        kept.update(*(_named(folder, role, version) for version in range(old + 1, newest)))
        yield from sorted(set(_named(folder, role, old)) - kept)


def _named(folder: Path, role: str, version: int) -> Iterable[str]:
    """The files that an edition names; none when it is gone or damaged."""
    try:
        targets = json.loads(_file(folder, role, version).read_bytes())["signed"]["targets"]
        return [target_file(TargetFile.from_dict(dict(data), path)) for path, data in targets.items()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def _file(folder: Path, role: str, version: int) -> Path:
    return folder / METADATA / f"{version}.{role}.json"
