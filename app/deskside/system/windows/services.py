"""Services on Windows, by its own library: a look takes no program, and a refusal is a number."""

from __future__ import annotations

import time
from collections.abc import Callable

from deskside.errors import CallProblem, NotPermitted, TookTooLong, Unavailable
from deskside.system.commands import Run
from deskside.system.printing import Record
from deskside.system.services import Services
from deskside.system.windows import rights
from deskside.system.windows.services_library import NO_SUCH, RUNNING, STOPPED, Library, WindowsLibrary

_NAMES = {"print": "Spooler"}
_NO_RIGHT, _RUNS_ALREADY, _DISABLED, _NOT_RUNNING = 5, 1056, 1058, 1062
"""Windows' error numbers. A service that is disabled was disabled by someone with the right to do so."""
_PATIENCE = 20.0


class ServiceControl(Services):
    def __init__(self, library: Library) -> None:
        self._library = library

    def state(self, service: str) -> Record:
        state, code = self._library.state(self._name(service))
        if code not in (0, NO_SUCH):
            raise _problem(f"the state of {service}", code)
        return {"known": code == 0, "running": state == RUNNING}

    def start(self, service: str) -> None:
        self._order(self._library.start, service, RUNNING, _RUNS_ALREADY)

    def stop(self, service: str) -> None:
        self._order(self._library.stop, service, STOPPED, _NOT_RUNNING)

    def may(self, action: str, service: str) -> bool | None:
        self._name(service)
        return rights.is_administrator() or None if action in ("start", "stop") else None

    def _name(self, service: str) -> str:
        if service not in _NAMES:
            self._unknown(service)
        return _NAMES[service]

    def _order(self, give: Callable[[str], int], service: str, wanted: int, already: int) -> None:
        """Gives the order and waits until it was followed: Windows does not."""
        name = self._name(service)
        code = give(name)
        if code not in (0, already):
            raise _problem(f"an order to {service}", code)
        end = time.monotonic() + _PATIENCE
        while self._library.state(name)[0] != wanted:
            if time.monotonic() > end:
                raise TookTooLong("services", f"{service} did not follow within {_PATIENCE:.0f} s")
            time.sleep(0.3)


def _problem(what: str, code: int) -> CallProblem:
    why = f"{what}: Windows said {code}"
    if code in (_NO_RIGHT, _DISABLED):
        return NotPermitted("services", why)
    return Unavailable("services", why) if code == NO_SUCH else CallProblem("services", why)


def of(run: Run) -> Services:  # noqa: ARG001 - no program is run for it
    return ServiceControl(WindowsLibrary())
