"""Ready-made checks and fixes: what they find on simulated PCs, and that the table of them is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.children import Children, ready
from deskside.children.recording import Replay, Says, Scenario
from deskside.errors import CallProblem
from deskside.model import ready as table
from deskside.model.call import Call, Detected
from deskside.model.troubleshooter import Cause, Fix, FixKind, Json, Ready, Troubleshooter
from deskside.system.table import CALLS

OFFICE: dict[str, Json] = {"name": "Office", "accepting": True, "default": True}
LOBBY: dict[str, Json] = {"name": "Lobby", "accepting": False, "default": False}


def detect(check: Ready, answers: dict[str, str], *says: Says) -> Detected:
    needs = table.needs_of(check, table.CHECKS)
    owner = Troubleshooter("printer", "1", "Printing", Path("/nowhere"), needs=needs)
    cause = Cause("printer.made", Fix(FixKind.PEOPLE), check=check)
    with Children({}, source=Replay(Scenario(says=says))) as host:
        return host.detect((owner,), (cause,), answers, lambda _detected: None, 10)[0]


def queues(*there: dict[str, Json]) -> Says:
    return Says("printing.queues", gives=list(there))


def expected(*names: str) -> Says:
    return Says("printing.expected", gives=list(names))


def service(**state: bool) -> Says:
    return Says("services.state", {"service": "print"}, state)


PRINT: dict[str, Json] = {"service": "print"}
FOUND = {
    "stopped service": ("service-stopped", {}, [service(known=True, running=False)], {"service": "print"}),
    "running service": ("service-stopped", {}, [service(known=True, running=True)], None),
    "chosen printer is gone": (
        "printer-missing",
        {"which": "Cellar"},
        [queues(OFFICE)],
        {"queue": "Cellar", "there": ["Office"]},
    ),
    "expected printer is gone": (
        "printer-missing",
        {},
        [queues(OFFICE), expected("Cellar")],
        {"queue": "Cellar", "there": ["Office"]},
    ),
    "no printer at all": ("printer-missing", {}, [queues()], {"queue": "", "there": []}),
    "printer is there": ("printer-missing", {"which": "Office"}, [queues(OFFICE)], None),
    "chosen printer rejects": ("printer-rejecting", {"which": "Lobby"}, [queues(OFFICE, LOBBY)], {"queue": "Lobby"}),
    "expected printer rejects": (
        "printer-rejecting",
        {},
        [queues(OFFICE, LOBBY), expected("Lobby")],
        {"queue": "Lobby"},
    ),
    "default printer accepts": ("printer-rejecting", {}, [queues(OFFICE, LOBBY)], None),
    "the only printer rejects": ("printer-rejecting", {}, [queues(LOBBY)], {"queue": "Lobby"}),
    "another is the default": (
        "printer-wrong-default",
        {},
        [queues(OFFICE, LOBBY), expected("Lobby", "Office")],
        {"queue": "Lobby", "default": "Office"},
    ),
    "there is no default": (
        "printer-wrong-default",
        {"which": "Lobby"},
        [queues(LOBBY)],
        {"queue": "Lobby", "default": ""},
    ),
    "the meant one is the default": ("printer-wrong-default", {}, [queues(OFFICE, LOBBY), expected("Office")], None),
    "nobody said which is meant": ("printer-wrong-default", {}, [queues(LOBBY)], None),
    "the meant one is missing": ("printer-wrong-default", {"which": "Cellar"}, [queues(OFFICE)], None),
}


@pytest.mark.parametrize("what", FOUND)
def test_a_ready_made_check_finds_what_is_wrong_and_nothing_else(what: str) -> None:
    name, answers, says, evidence = FOUND[what]
    told = detect(Ready(name, PRINT if name == "service-stopped" else {}), answers, *says)
    assert told.problem == ""
    assert told.found == (evidence is not None)
    assert told.evidence == (evidence or {})
    own_words = name != "service-stopped"  # there the manifest says what has stopped
    assert bool(told.says) == (told.found and own_words)


@pytest.mark.parametrize(
    ("check", "says", "problem"),
    [
        (Ready("service-stopped", PRINT), service(known=False, running=False), "print is not known here"),
        (
            Ready("printer-rejecting", {}),
            Says("printing.queues", problem="unavailable", why="no CUPS"),
            "unavailable: ",
        ),
        (Ready("printer-rejecting", {}), Says("printing.queues", gives=[{"title": "Office"}]), "shape"),
        (Ready("printer-rejecting", {}), Says("printing.queues", gives=None), "shape"),
    ],
)
def test_what_the_computer_does_not_tell_is_could_not_check(check: Ready, says: Says, problem: str) -> None:
    told = detect(check, {}, says)
    assert not told.found
    assert problem in told.problem


def test_what_the_table_lists_can_be_done_and_nothing_more() -> None:
    assert set(table.CHECKS) == set(ready.CHECKS)
    assert set(table.FIXES) == set(ready.FIXES)
    for made in (*table.CHECKS.values(), *table.FIXES.values()):
        assert {need.partition(":")[0] for need in made.needs} <= set(CALLS)


def test_a_manifest_must_name_the_calls_its_ready_made_causes_make() -> None:
    (need,) = table.needs_of(Ready("service-stopped", PRINT), table.CHECKS)
    assert need == "services.state:print"
    assert table.covered(need, ("services.state:print",))
    assert table.covered(need, ("services.state",))
    assert not table.covered(need, ("services.state:sound", "services.start"))


def test_a_default_that_was_not_there_before_cannot_be_brought_back() -> None:
    asked = ready.Asked(change={"was": "", "now": "Lobby"})
    steps = ready.FIXES["set-default-printer"].undo(asked)
    assert next(steps) == Call("printing.queues")
    with pytest.raises(CallProblem, match="there was no default printer before"):
        steps.send([{"name": "Lobby", "default": True}])
