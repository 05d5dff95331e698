"""Services on Windows: their state as an object, orders through sc.exe, which ends with Windows' own numbers."""

from __future__ import annotations

import time

from deskside.errors import CallProblem, NotPermitted, TookTooLong, Unavailable
from deskside.system.commands import Run
from deskside.system.printing import Record
from deskside.system.services import Services
from deskside.system.windows import powershell, rights
from deskside.system.windows.kept_powershell import kept

_NAMES = {"print": "Spooler"}
STATE = (
    "$s=Get-Service -Name {name} -ErrorAction SilentlyContinue;ConvertTo-Json -InputObject @{{state=[string]$s.Status}}"
)
_NO_RIGHT, _RUNS_ALREADY, _DISABLED, _NO_SERVICE, _NOT_RUNNING = 5, 1056, 1058, 1060, 1062
"""Windows' error numbers. A service that is disabled was disabled by someone with the right to do so."""


class ServiceControl(Services):
    def __init__(self, run: Run, shell: powershell.Shell) -> None:
        self._run, self._shell = run, shell

    def state(self, service: str) -> Record:
        state = self._state(service)
        return {"known": bool(state), "running": state == "Running"}

    def start(self, service: str) -> None:
        self._order("start", service, "Running", _RUNS_ALREADY)

    def stop(self, service: str) -> None:
        self._order("stop", service, "Stopped", _NOT_RUNNING)

    def may(self, action: str, service: str) -> bool | None:
        self._name(service)
        return rights.is_administrator() or None if action in ("start", "stop") else None

    def _name(self, service: str) -> str:
        if service not in _NAMES:
            self._unknown(service)
        return _NAMES[service]

    def _state(self, service: str) -> str:
        told = powershell.ask(self._shell, STATE.format(name=self._name(service)), 4.5)
        return str(told.get("state") or "") if isinstance(told, dict) else ""

    def _order(self, verb: str, service: str, wanted: str, already: int) -> None:
        """Gives the order and waits until it was followed: sc.exe does not."""
        ran = self._run([powershell.of_windows("sc.exe"), verb, self._name(service)], 10.0)
        why = f"sc.exe {verb} ended with {ran.code}"
        if ran.code in (_NO_RIGHT, _DISABLED):
            raise NotPermitted("services", why)
        if ran.code == _NO_SERVICE:
            raise Unavailable("services", why)
        if ran.code not in (0, already):
            raise CallProblem("services", why)
        end = time.monotonic() + 15
        while self._state(service) != wanted:
            if time.monotonic() > end:
                raise TookTooLong("services", f"{service} is not {wanted} after 15 s")
            time.sleep(0.3)


def of(run: Run) -> Services:
    return ServiceControl(run, kept)
