"""Crashes on Windows: what it wrote in its event log of programs that crashed (1000) or hung (1002), by name alone."""

from __future__ import annotations

from typing import Any

from deskside.system.commands import Run
from deskside.system.crashes import DAYS, Crash, together
from deskside.system.looking import Crashes
from deskside.system.printing import Record
from deskside.system.windows import powershell
from deskside.system.windows.kept_powershell import kept

QUESTION = (
    "$e=@(Get-WinEvent -FilterHashtable @{LogName='Application';ProviderName='Application Error','Application Hang';"
    f"Id=1000,1002;StartTime=(Get-Date).AddDays(-{DAYS})}} -MaxEvents 300 -ErrorAction SilentlyContinue "
    "-ErrorVariable x);if($x -and $x[0].FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*'){throw $x[0]};"
    "$r=@($e|Select-Object Id,@{n='Program';e={[string]$_.Properties[0].Value}},"
    "@{n='Age';e={[int]((Get-Date)-$_.TimeCreated).TotalSeconds}});"
    "ConvertTo-Json -InputObject @{crashes=$r} -Depth 3 -Compress"
)
"""The first value of either event is the program's file: the rest, where its parts lie and what it did, stays there."""
_KINDS = {1000: "crash", 1002: "hang"}


class WindowsCrashes(Crashes):
    def __init__(self, shell: powershell.Shell) -> None:
        self._shell = shell

    def recent(self) -> list[Record]:
        told = powershell.ask(self._shell, QUESTION, 7.0)
        rows = powershell.rows(told.get("crashes")) if isinstance(told, dict) else []
        return together(_crash(row) for row in rows)


def _crash(row: dict[str, Any]) -> Crash:
    program = str(row.get("Program") or "").replace("/", "\\").rpartition("\\")[2]
    return Crash(program, float(row.get("Age") or 0), _KINDS.get(int(row.get("Id") or 0), "crash"))


def of(run: Run) -> Crashes:  # noqa: ARG001 - one shape for every room
    return WindowsCrashes(kept)
