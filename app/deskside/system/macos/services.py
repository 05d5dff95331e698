"""Services on macOS: launchd by its own program.

launchd holds CUPS' socket and starts CUPS for whoever connects, so the only way
for printing to be stopped is that the job is not loaded or the socket is dead.
"""

from __future__ import annotations

from deskside.errors import CallProblem, NotPermitted, Unavailable
from deskside.system import person
from deskside.system.commands import Run
from deskside.system.cups import Cups, addresses, is_remote
from deskside.system.macos.printing import SOCKETS
from deskside.system.printing import Record
from deskside.system.services import Services

_JOBS = {"print": "org.cups.cupsd"}
_NOT_PRIVILEGED, _NO_SUCH_JOB = (1, 150), 113
"""Exit codes of launchctl: "Operation not permitted" and "Could not find service"."""


class Launchd(Services):
    def __init__(self, run: Run) -> None:
        self._run = run

    def state(self, service: str) -> Record:
        target = self._target(service)
        places = addresses(SOCKETS)
        if is_remote(places):
            return {"known": False, "running": False}
        if Cups(places, self._run).answers():
            return {"known": True, "running": True}
        return {"known": self._run(["launchctl", "print", target], 2.0).code == 0, "running": False}

    def start(self, service: str) -> None:
        self._order(["launchctl", "kickstart", self._target(service)])

    def stop(self, service: str) -> None:
        self._order(["launchctl", "kill", "SIGTERM", self._target(service)])

    def may(self, action: str, service: str) -> bool | None:
        """launchd takes orders for the whole computer from root alone."""
        self._target(service)
        return person.is_administrator() if action in ("start", "stop") else None

    def _target(self, service: str) -> str:
        if service not in _JOBS:
            self._unknown(service)
        return f"system/{_JOBS[service]}"

    def _order(self, command: list[str]) -> None:
        ran = self._run(command, 25.0)
        if ran.code == 0:
            return
        why = f"launchctl ended with {ran.code}: {ran.err.strip()[:200]}"
        problem: CallProblem = CallProblem("services", why)
        if ran.code == _NO_SUCH_JOB:
            problem = Unavailable("services", why)
        elif ran.code in _NOT_PRIVILEGED and not person.is_administrator():
            problem = NotPermitted("services", why)
        raise problem


def of(run: Run) -> Services:
    return Launchd(run)
