"""Printing on Windows: printers, jobs, ports and drivers as WMI tells them, all in one question.

The numbers are those of winspool.h. What was told is shared by all who ask
within one second.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from deskside.errors import Unavailable
from deskside.system import device
from deskside.system.commands import Run
from deskside.system.printing import Printing, Record
from deskside.system.windows import powershell, rights
from deskside.system.windows.kept_powershell import kept
from deskside.system.windows.printing_library import WORK_OFFLINE, Library, WindowsLibrary

QUESTION = (
    "$p=@(Get-CimInstance Win32_Printer|Select-Object Name,Default,PortName,PrinterState,WorkOffline,"
    "DriverName,DetectedErrorState);"
    "$j=@(Get-CimInstance Win32_PrintJob|Select-Object JobId,Name,Document,Owner,StatusMask,PagesPrinted,"
    "@{n='Age';e={[int]((Get-Date)-$_.TimeSubmitted).TotalSeconds}});"
    "$t=@(Get-PrinterPort -ErrorAction SilentlyContinue|Select-Object Name,PrinterHostAddress,PortNumber,DeviceURL,"
    "@{n='Protocol';e={[string]$_.Protocol}});"
    "$d=@(Get-PrinterDriver -ErrorAction SilentlyContinue|Select-Object Name);"
    "ConvertTo-Json -InputObject @{printers=$p;jobs=$j;ports=$t;drivers=$d;person=$env:USERNAME} -Depth 4 -Compress"
)
PLUGGED = (
    "$u=@(Get-CimInstance Win32_PnPEntity -Filter \"DeviceID LIKE 'USBPRINT\\\\%'\"|Select-Object DeviceID,Present);"
    "ConvertTo-Json -InputObject @{plugged=$u} -Depth 3 -Compress"
)
"""Printers on a cable. Windows ends the name of each with its port: "USBPRINT\\HPLASERJET_1018\\7&2F4C&0&USB001"."""
_QUEUE = "$o=@(Get-CimInstance Win32_Printer|Where-Object{$_.Name -eq $env:DESKSIDE_QUEUE});"
_JOB = (
    "$o=@(Get-CimInstance Win32_PrintJob|Where-Object{$_.JobId -eq [int]$env:DESKSIDE_JOB});"
    "$m=@($o|Where-Object{$_.Owner -eq $env:USERNAME});if($m){$o=$m};if($o.Count -gt 1){$o=@()};"
)
"""A number may be given twice where print servers count for themselves: then it is the person's own, or none."""
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
_DETECTED = {
    4: "media-empty-error",
    6: "toner-empty-error",
    7: "door-open-error",
    8: "media-jam-error",
    11: "output-area-full-error",
}
"""Of DetectedErrorState, likewise."""
_JOB_PAUSED, _JOB_PRINTING = 0x1, 0x10
_JOB_OVER = 0x80 | 0x100 | 0x1000
_JOB_REASONS = {
    0x2: "error",
    0x4: "deleting",
    0x20: "offline",
    0x40: "paper-out",
    0x200: "blocked",
    0x400: "intervention",
}
"""Of JOB_STATUS: why a job stands still."""
_LPR = ("2", "LPR")
_ON_CABLE = re.compile(r"USB\d+")


class Spooler(Printing):
    def __init__(self, run: Run, shell: powershell.Shell, library: Callable[[], Library] = WindowsLibrary) -> None:
        self._run, self._shell, self._library = run, shell, library
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
        if _ON_CABLE.fullmatch(str(told["device"])):
            return self._on_cable(str(told["device"]))
        return device.ask(str(told["device"]), self._run, start + 5.5, start + 3.5)

    def _on_cable(self, port: str) -> Record:
        """Whether there is a printer at this port; another one plugged in may well be ours at another."""
        rows = powershell.rows(powershell.ask(self._shell, PLUGGED, 7.0).get("plugged"))
        there = [str(row.get("DeviceID")).upper() for row in rows if row.get("Present") is not False]
        if any(name.endswith(f"&{port}") for name in there):
            return device.record(True, networked=False)
        why = "another printer is plugged in" if there else "no printer is plugged in"
        return device.record(None if there else False, networked=False, why=why)

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

    def set_online(self, queue: str) -> None:
        self._set_offline(queue, on=False)

    def set_offline(self, queue: str) -> None:
        self._set_offline(queue, on=True)

    def _set_offline(self, queue: str, *, on: bool) -> None:
        try:
            was = self._library().attributes(queue)
            self._library().set_attributes(queue, was | WORK_OFFLINE if on else was & ~WORK_OFFLINE)
        finally:
            self._forget()

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
            self._forget()

    def _forget(self) -> None:
        with self._lock:
            self._told = {}


def _queue(printer: dict[str, Any], told: dict[str, Any]) -> Record:
    name, flags = str(printer.get("Name")), int(printer.get("PrinterState") or 0)
    offline = bool(printer.get("WorkOffline"))
    driver = str(printer.get("DriverName") or "")
    reasons = [reason for flag, reason in _REASONS.items() if flags & flag]
    detected = _DETECTED.get(int(printer.get("DetectedErrorState") or 0))
    reasons += [detected] if detected else []
    reasons += ["offline-report"] if offline else []
    reasons += ["driver-missing-error"] if not _shared(name) and _lacks(driver, told) else []
    return {
        "name": name,
        "state": "stopped" if flags & _PAUSED else "printing" if flags & _PRINTING else "idle",
        "accepting": True,
        "default": bool(printer.get("Default")),
        "device": _address(str(printer.get("PortName") or ""), told),
        "reasons": list(dict.fromkeys(reasons)),
        "message": "",
        "waiting": len(_jobs_of(name, told)),
        "driver": driver,
        "set_offline": offline,
    }


def _shared(name: str) -> bool:
    """Whether it is another computer's printer: Windows may then name a driver that only that computer has."""
    return name.startswith("\\\\")


def _lacks(driver: str, told: dict[str, Any]) -> bool:
    """Whether a printer's driver is not on this computer; never where the drivers could not be listed."""
    listed = {str(row.get("Name")).casefold() for row in powershell.rows(told.get("drivers"))}
    return bool(driver and listed) and driver.casefold() not in listed


def _address(port: str, told: dict[str, Any]) -> str:
    """Where a port leads, as an address; the port's own name for one that leads to no place on the network."""
    if _shared(port):
        return f"smb://{quote(port[2:].partition(chr(92))[0])}/"
    for row in powershell.rows(told.get("ports")):
        host = str(row.get("PrinterHostAddress") or "")
        if row.get("Name") != port:
            continue
        if link := urlsplit(str(row.get("DeviceURL") or "")).netloc:
            return f"socket://{link if ':' in link else f'{link}:80'}/"
        if host:
            lpr = str(row.get("Protocol")) in _LPR
            return f"lpd://{host}:515/" if lpr else f"socket://{host}:{row.get('PortNumber') or 9100}/"
    return port


def _jobs_of(queue: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    """Those that are not over. WMI calls a job by its queue and number: "Office, 12"."""
    jobs = powershell.rows(told.get("jobs"))
    named = [job for job in jobs if str(job.get("Name")).rpartition(", ")[0] == queue]
    return [job for job in named if not int(job.get("StatusMask") or 0) & _JOB_OVER]


def _job(job: dict[str, Any], told: dict[str, Any]) -> Record:
    flags = int(job.get("StatusMask") or 0)
    reasons = [reason for flag, reason in _JOB_REASONS.items() if flags & flag]
    state = "held" if flags & _JOB_PAUSED else "stopped" if reasons else "waiting"
    state = "printing" if state == "waiting" and flags & _JOB_PRINTING else state
    mine = str(job.get("Owner") or "").casefold() == str(told.get("person") or "").casefold()
    age = max(0, int(job.get("Age") or 0))
    return {
        "id": int(job.get("JobId") or 0),
        "name": str(job.get("Document") or "") if mine else "",
        "state": state,
        "reasons": reasons,
        "message": "",
        "until": "indefinite" if state == "held" else "",
        "age": age,
        "printing": age if state == "printing" else 0,
        "sheets": int(job.get("PagesPrinted") or 0),
        "mine": mine,
    }


def of(run: Run) -> Printing:
    return Spooler(run, kept)
