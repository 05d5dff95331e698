"""Facts about ourselves: our version, settings that are not the default, and the end of our log."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from deskside.language import _
from deskside.model.report import Fact, SettingRow

_LOG_LINES = 60
_LOG_BYTES = 64 * 1024


def deskside(version: str, settings: tuple[SettingRow, ...], log: Path | None) -> Iterator[Fact]:
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
