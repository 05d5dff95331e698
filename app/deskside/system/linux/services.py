"""Services on Linux: systemd by its own program. Whether printing runs is asked of CUPS itself.

CUPS may be started by the first program that connects, and "inactive" is then
no fault; so its socket is asked before systemd is.
"""

from __future__ import annotations

import shutil

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import person
from deskside.system.commands import Ran, Run
from deskside.system.cups import Cups, addresses, is_remote
from deskside.system.linux.printing import SOCKETS
from deskside.system.printing import Record
from deskside.system.services import Services

_UNITS = {"print": "cups.service"}
_PROGRAMS = {"print": ("cupsd", "/usr/sbin/cupsd")}
_NO_RIGHT, _NO_UNIT = 4, 5
"""Exit codes of systemctl."""


class Systemd(Services):
    def __init__(self, run: Run) -> None:
        self._run = run

    def state(self, service: str) -> Record:
        self._unit(service)
        places = addresses(SOCKETS)
        if is_remote(places):
            return {"known": False, "running": False}
        if Cups(places, self._run).answers():
            return {"known": True, "running": True}
        return {"known": self._installed(service), "running": False}

    def start(self, service: str) -> None:
        self._order("start", service)

    def stop(self, service: str) -> None:
        self._order("stop", service)

    def may(self, action: str, service: str) -> bool | None:
        self._unit(service)
        if action not in ("start", "stop"):
            return None
        return True if person.is_administrator() else None

    def _unit(self, service: str) -> str:
        if service not in _UNITS:
            self._unknown(service)
        return _UNITS[service]

    def _installed(self, service: str) -> bool:
        if any(shutil.which(program) for program in _PROGRAMS[service]):
            return True
        try:
            ran = self._run(["systemctl", "cat", self._unit(service)], 2.0)
        except CallProblem:
            return False
        return ran.code == 0

    def _order(self, verb: str, service: str) -> None:
        ran = self._run(["systemctl", "--no-ask-password", verb, self._unit(service)], 25.0)
        if ran.code == 0:
            return
        raise _problem(ran)


def _problem(ran: Ran) -> CallProblem:
    why = f"systemctl ended with {ran.code}: {ran.err.strip()[:200]}"
    if ran.code == _NO_UNIT:
        return Unavailable("services", why)
    if ran.code == _NO_RIGHT or (ran.code == 1 and not person.is_administrator()):
        return NotPermitted("services", why)
    return CallProblem("services", why)


def of(run: Run) -> Services:
    return Systemd(run)
