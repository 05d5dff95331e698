"""Printing on Windows: printers, jobs and ports as WMI tells them, all in one question.

The numbers are those of winspool.h. What was told is shared by all who ask
within one second.
"""

from __future__ import annotations

import threading
import time
from typing import Any
from urllib.parse import quote, urlsplit

from deskside.errors import Unavailable
from deskside.system import device
from deskside.system.commands import Run
from deskside.system.printing import Printing, Record
from deskside.system.windows import powershell, rights
from deskside.system.windows.kept_powershell import kept

QUESTION = (
    "$p=@(Get-CimInstance Win32_Printer|Select-Object Name,Default,PortName,PrinterState,WorkOffline);"
    "$j=@(Get-CimInstance Win32_PrintJob|Select-Object JobId,Name,Owner,StatusMask,"
    "@{n='Age';e={[int]((Get-Date)-$_.TimeSubmitted).TotalSeconds}});"
    "$t=@(Get-PrinterPort -ErrorAction SilentlyContinue|Select-Object Name,PrinterHostAddress,PortNumber,"
    "@{n='Protocol';e={[string]$_.Protocol}});"
    "ConvertTo-Json -InputObject @{printers=$p;jobs=$j;ports=$t;person=$env:USERNAME} -Depth 4 -Compress"
)
_QUEUE = "$o=@(Get-CimInstance Win32_Printer|Where-Object{$_.Name -eq $env:DESKSIDE_QUEUE});"
_JOB = (
    "$o=@(Get-CimInstance Win32_PrintJob|"
    "Where-Object{$_.JobId -eq [int]$env:DESKSIDE_JOB -and $_.Owner -eq $env:USERNAME});"
)
_DO = (
    "if(-not $o){{$code=44}};"
    "foreach($i in $o){{$r=Invoke-CimMethod -InputObject $i -MethodName {method};"
    "if($r.ReturnValue){{$code=$r.ReturnValue;break}}}}"
)

_FRESH = 1.0
_PAUSED, _PRINTING = 0x1, 0x400 | 0x4000 | 0x200
_REASONS = {
    0x8: "media-jam-error",
    0x10: "media-empty-error",
    0x80: "offline-report",
    0x800: "output-area-full-error",
    0x1000: "offline-report",
    0x40000: "toner-empty-error",
    0x400000: "door-open-error",
}
"""Of PRINTER_STATUS, in the words a printer uses for itself."""
_JOB_PAUSED, _JOB_PRINTING = 0x1, 0x10
_JOB_OVER = 0x4 | 0x80 | 0x100 | 0x1000
_JOB_STUCK = 0x2 | 0x20 | 0x40 | 0x200 | 0x400
"""Of JOB_STATUS."""
_LPR = ("2", "LPR")


class Spooler(Printing):
    def __init__(self, run: Run, shell: powershell.Shell) -> None:
        self._run, self._shell = run, shell
        self._lock = threading.Lock()
        self._told: dict[str, Any] = {}
        self._at = 0.0

    def queues(self) -> list[Record]:
        told = self._ask()
        return [_queue(printer, told) for printer in powershell.rows(told.get("printers"))]

    def jobs(self, queue: str) -> list[Record]:
        told = self._ask()
        return [_job(job, told) for job in _jobs_of(queue, told)]

    def device(self, queue: str) -> Record:
        told = next((row for row in self.queues() if row["name"] == queue), None)
        if told is None:
            raise Unavailable("printing", "there is no such queue")
        start = time.monotonic()
        seen = device.ask(str(told["device"]), self._run, start + 4.5, start + 3.5)
        place = urlsplit(str(told["device"]))
        if seen["reachable"] and place.scheme in ("socket", "lpd"):
            spoken = device.ask(f"ipp://{place.hostname}/ipp/print", self._run, start + 4.5, start + 4.0)
            seen = spoken if spoken["state"] else {**seen, "reasons": told["reasons"]}
        return seen

    def resume(self, queue: str) -> None:
        self._order(_QUEUE, "Resume", DESKSIDE_QUEUE=queue)

    def pause(self, queue: str) -> None:
        self._order(_QUEUE, "Pause", DESKSIDE_QUEUE=queue)

    def set_default(self, queue: str) -> None:
        self._order(_QUEUE, "SetDefaultPrinter", DESKSIDE_QUEUE=queue)

    def release(self, job: int) -> None:
        self._order(_JOB, "Resume", DESKSIDE_JOB=str(job))

    def hold(self, job: int) -> None:
        self._order(_JOB, "Pause", DESKSIDE_JOB=str(job))

    def may(self, action: str, first: str) -> bool | None:  # noqa: ARG002 - one shape for every room
        return True if action == "set_default" or rights.is_administrator() else None

    def _ask(self) -> dict[str, Any]:
        with self._lock:
            if not self._told or time.monotonic() - self._at > _FRESH:
                told = powershell.ask(self._shell, QUESTION, 7.0)
                self._told = told if isinstance(told, dict) else {}
                self._at = time.monotonic()
            return self._told

    def _order(self, target: str, method: str, **words: str) -> None:
        try:
            powershell.order(self._shell, target + _DO.format(method=method), 9.0, words)
        finally:
            with self._lock:
                self._told = {}


def _queue(printer: dict[str, Any], told: dict[str, Any]) -> Record:
    name, flags = str(printer.get("Name")), int(printer.get("PrinterState") or 0)
    offline = bool(printer.get("WorkOffline"))
    reasons = [reason for flag, reason in _REASONS.items() if flags & flag]
    waiting = [job for job in _jobs_of(name, told) if not int(job.get("StatusMask") or 0) & _JOB_OVER]
    return {
        "name": name,
        "state": "stopped" if flags & _PAUSED else "printing" if flags & _PRINTING else "idle",
        "accepting": True,
        "default": bool(printer.get("Default")),
        "device": _address(str(printer.get("PortName") or ""), told),
        "reasons": list(dict.fromkeys([*reasons, *(["offline-report"] if offline else [])])),
        "message": "",
        "waiting": len(waiting),
        "set_offline": offline,
    }


def _address(port: str, told: dict[str, Any]) -> str:
    """Where a port leads, as an address; the port's own name for one that leads to no place on the network."""
    if port.startswith("\\\\"):
        return f"smb://{quote(port[2:].partition(chr(92))[0])}/"
    for row in powershell.rows(told.get("ports")):
        host = str(row.get("PrinterHostAddress") or "")
        if row.get("Name") == port and host:
            lpr = str(row.get("Protocol")) in _LPR
            return f"lpd://{host}:515/" if lpr else f"socket://{host}:{row.get('PortNumber') or 9100}/"
    return port


def _jobs_of(queue: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    """WMI calls a job by its queue and number: "Office, 12"."""
    jobs = powershell.rows(told.get("jobs"))
    return [job for job in jobs if str(job.get("Name")).rpartition(", ")[0] == queue]


def _job(job: dict[str, Any], told: dict[str, Any]) -> Record:
    flags = int(job.get("StatusMask") or 0)
    state = "held" if flags & _JOB_PAUSED else "stopped" if flags & _JOB_STUCK else "waiting"
    return {
        "id": int(job.get("JobId") or 0),
        "state": "printing" if state == "waiting" and flags & _JOB_PRINTING else state,
        "reasons": [],
        "until": "indefinite" if state == "held" else "",
        "age": max(0, int(job.get("Age") or 0)),
        "mine": str(job.get("Owner") or "").casefold() == str(told.get("person") or "").casefold(),
    }


def of(run: Run) -> Printing:
    return Spooler(run, kept)
