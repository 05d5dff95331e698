"""The print service of Windows: its state and the numbers with which orders are refused, played back."""

from __future__ import annotations

import pytest

from deskside.errors import CallProblem, NotPermitted, TookTooLong, Unavailable
from deskside.system.windows import services
from deskside.system.windows.services import ServiceControl
from deskside.system.windows.services_library import NO_SUCH, RUNNING, STOPPED

STARTS = 2
DENIED, RUNS_ALREADY, DISABLED, NOT_RUNNING, TIMED_OUT = 5, 1056, 1058, 1062, 1053


class PlayedServices:
    """Goes from state to state each time it is asked, and stays in the last; orders end with ``code``."""

    def __init__(self, *states: int, code: int = 0, problem: int = 0) -> None:
        self._states, self._code, self._problem = list(states), code, problem
        self.orders: list[tuple[str, str]] = []

    def state(self, name: str) -> tuple[int, int]:
        assert name == "Spooler"
        now = self._states.pop(0) if len(self._states) > 1 else (self._states or [0])[0]
        return now, self._problem

    def start(self, name: str) -> int:
        self.orders.append(("start", name))
        return self._code

    def stop(self, name: str) -> int:
        self.orders.append(("stop", name))
        return self._code


@pytest.mark.parametrize(
    ("state", "problem", "known", "running"),
    [(RUNNING, 0, True, True), (STOPPED, 0, True, False), (STARTS, 0, True, False), (0, NO_SUCH, False, False)],
)
def test_the_spoolers_state_is_told(state: int, problem: int, known: bool, running: bool) -> None:
    told = ServiceControl(PlayedServices(state, problem=problem)).state("print")
    assert told == {"known": known, "running": running}


def test_a_state_that_windows_does_not_tell_is_a_problem_and_not_a_service_that_is_missing() -> None:
    with pytest.raises(NotPermitted):
        ServiceControl(PlayedServices(0, problem=DENIED)).state("print")


def test_a_service_counts_as_started_only_once_it_runs() -> None:
    played = PlayedServices(STOPPED, STARTS, RUNNING, STOPPED)
    ServiceControl(played).start("print")
    assert (played.orders, played._states) == ([("start", "Spooler")], [STOPPED])


@pytest.mark.parametrize(("verb", "code", "state"), [("start", RUNS_ALREADY, RUNNING), ("stop", NOT_RUNNING, STOPPED)])
def test_an_order_that_needed_nothing_is_no_problem(verb: str, code: int, state: int) -> None:
    getattr(ServiceControl(PlayedServices(state, code=code)), verb)("print")


def test_a_service_that_does_not_come_is_not_said_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "_PATIENCE", 0.0)
    with pytest.raises(TookTooLong):
        ServiceControl(PlayedServices(STARTS)).start("print")


@pytest.mark.parametrize(
    ("code", "problem"),
    [(DENIED, NotPermitted), (DISABLED, NotPermitted), (NO_SUCH, Unavailable), (TIMED_OUT, CallProblem)],
)
def test_an_order_that_windows_refuses_is_told_as_what_it_is(code: int, problem: type[CallProblem]) -> None:
    with pytest.raises(problem) as raised:
        ServiceControl(PlayedServices(STOPPED, code=code)).start("print")
    assert raised.type is problem


def test_only_services_with_a_name_of_ours_can_be_asked_about() -> None:
    with pytest.raises(Unavailable):
        ServiceControl(PlayedServices(RUNNING)).state("Spooler")
