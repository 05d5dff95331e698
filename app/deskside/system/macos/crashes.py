"""Crashes on a Mac, by the names of the reports it keeps: "Safari-2026-11-20-101112.ips". None is opened."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from deskside.errors import NotPermitted
from deskside.system.commands import Run
from deskside.system.crashes import Crash, together
from deskside.system.looking import Crashes
from deskside.system.printing import Record

_REPORT = re.compile(r"(.+?)[-_](\d{4}-\d{2}-\d{2}-\d{6})(?:[-_.].*)?\.(ips|crash|hang|spin)(?:\.ca|\.synced)?")
_KINDS = {"ips": "crash", "crash": "crash", "hang": "hang", "spin": "hang"}
_OF_THE_SYSTEM = ("JetsamEvent", "ResetCounter", "SiriSearchFeedback", "stacks", "panic-full", "ExcUserFault")
"""Reports of the same kind that tell of no crash of a program."""
_FOLDER = "Library/Logs/DiagnosticReports"


class MacCrashes(Crashes):
    def __init__(
        self, root: Path = Path("/"), home: Path | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self._folders, self._clock = ((home or Path.home()) / _FOLDER, root / _FOLDER), clock

    def recent(self) -> list[Record]:
        return together(crash for folder in self._folders for crash in self._of(folder))

    def _of(self, folder: Path) -> Iterator[Crash]:
        try:
            names = [path.name for path in folder.iterdir()]
        except PermissionError as problem:
            raise NotPermitted("crashes", str(problem)) from problem
        except OSError:
            return  # nothing ever crashed
        for name in names:
            told = _REPORT.fullmatch(name)
            if told and not told[1].startswith(_OF_THE_SYSTEM) and (when := _when(told[2])) is not None:
                yield Crash(told[1], self._clock() - when, _KINDS[told[3]])


def _when(told: str) -> float | None:
    """None for what only looks like a time: anybody can put a file there."""
    try:
        return time.mktime(time.strptime(told, "%Y-%m-%d-%H%M%S"))
    except (ValueError, OverflowError):
        return None


def of(run: Run) -> Crashes:  # noqa: ARG001 - one shape for every room
    return MacCrashes()
