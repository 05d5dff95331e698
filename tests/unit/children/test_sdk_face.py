"""The face a publisher sees: names made for them, mistakes told to them, records with attributes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import deskside
from deskside.sdk import (
    Answers,
    Automatic,
    Cause,
    Change,
    ChangedSince,
    Device,
    Finding,
    HandsOn,
    Job,
    People,
    Queue,
    System,
    meant_queue,
)
from deskside.sdk.causes import describe, problem_with


class WrongDefault(Cause):
    title = "Is the right printer chosen?"
    likelihood = 0.2
    masks = ("paused",)
    questions = ("which",)
    fix = Automatic("I can choose it.", changes=["The printer for new pages."], restart="sign-out")

    def detect(self, pc: System, answers: Answers) -> Finding | None:
        return Finding("Another printer is chosen.")

    def apply(self, pc: System, finding: Finding) -> Change:
        return Change("a", "b")

    def undo(self, pc: System, change: Change) -> None:
        return None


def test_a_cause_is_told_whole_with_a_name_made_of_its_class() -> None:
    assert problem_with(WrongDefault) == ""
    assert describe(WrongDefault) == {
        "id": "wrong-default",
        "title": "Is the right printer chosen?",
        "likelihood": 0.2,
        "cost": 10.0,
        "explain": "",
        "why": "",
        "tip": "",
        "masks": ["paused"],
        "questions": ["which"],
        "watch": False,
        "systems": ["windows", "macos", "linux"],
        "fix": {
            "kind": "automatic",
            "consent": "I can choose it.",
            "changes": ["The printer for new pages."],
            "seconds": 5.0,
            "undo": True,
            "no_undo_why": "",
            "restart": "sign-out",
        },
    }


def with_fix(fix: Any, **more: Any) -> type[Cause]:
    return type("Some", (Cause,), {"fix": fix, "detect": lambda self, pc, answers: None, **more})


def test_each_kind_of_fix_is_told() -> None:
    step = HandsOn(
        "Switch it on.", picture="power.svg", picture_says="The switch is at the back.", seconds=30, opens="Open it"
    )
    assert describe(with_fix(step))["fix"] == {
        "kind": "hands-on",
        "consent": "Switch it on.",
        "seconds": 30,
        "undo": False,
        "picture": "power.svg",
        "picture_says": "The switch is at the back.",
        "opens": "Open it",
    }
    assert describe(with_fix(People("IT will look.")))["fix"] == {
        "kind": "people",
        "consent": "IT will look.",
        "undo": False,
    }


@pytest.mark.parametrize(
    ("cause", "says"),
    [
        (type("Some", (Cause,), {"fix": People()}), "no detect()"),
        (with_fix(None), "no fix"),
        (with_fix("please"), "no fix"),
        (with_fix(HandsOn("Switch it on.", opens="Open it")), "no open()"),
        (with_fix(Automatic("")), "consent"),
        (with_fix(Automatic("I can.")), "no apply()"),
        (with_fix(Automatic("I can."), apply=lambda *_: None), "no undo()"),
        (with_fix(Automatic("I can.", no_undo_why="It was old."), apply=lambda *_: None), ""),
        (with_fix(HandsOn("")), "without a step"),
    ],
)
def test_a_mistake_is_told_to_its_author(cause: type[Cause], says: str) -> None:
    told = problem_with(cause)
    assert says in told if says else told == ""


OFFICE = Queue({"name": "Office", "default": True})
LOBBY = Queue({"name": "Lobby"})


@pytest.mark.parametrize(
    ("queues", "which", "expected", "meant"),
    [
        ([OFFICE, LOBBY], "Lobby", ["Office"], "Lobby"),
        ([OFFICE, LOBBY], "", ["Lobby", "Office"], "Lobby"),
        ([OFFICE, LOBBY], "", [], "Office"),
        ([LOBBY], "", [], "Lobby"),
        ([LOBBY, Queue({"name": "PDF"})], "", [], None),
        ([OFFICE], "Cellar", [], None),
        ([], "", [], None),
    ],
)
def test_the_printer_people_mean(queues: list[Queue], which: str, expected: list[str], meant: str | None) -> None:
    found = meant_queue(queues, Answers(which=which), expected)
    assert (found.name if found else None) == meant


def computer(told: dict[str, Any], **more: Any) -> tuple[System, list[tuple[str, dict[str, Any]]]]:
    asked: list[tuple[str, dict[str, Any]]] = []

    def ask(name: str, arguments: dict[str, Any]) -> Any:
        asked.append((name, arguments))
        return told.get(name)

    return System("linux", ask, {}, **more), asked


def test_every_word_of_the_face_is_one_typed_call() -> None:
    pc, asked = computer({"services.state": {"known": True, "running": True}, "rights.may": {"may": True}})
    assert pc.services.state("print").running
    pc.services.start("print")
    pc.services.stop("print")
    for verb in ("resume", "pause", "accept", "reject", "set_default"):
        getattr(pc.printing, verb)("Office")
    pc.printing.release(7)
    pc.printing.hold(7)
    assert pc.may("printing.resume", "Office") is True
    assert asked == [
        ("services.state", {"service": "print"}),
        ("services.start", {"service": "print"}),
        ("services.stop", {"service": "print"}),
        *[(f"printing.{verb}", {"queue": "Office"}) for verb in ("resume", "pause", "accept", "reject", "set_default")],
        ("printing.release", {"job": 7}),
        ("printing.hold", {"job": 7}),
        ("rights.may", {"call": "printing.resume", "first": "Office"}),
    ]


def test_what_the_computer_tells_has_names_and_harmless_defaults() -> None:
    pc, _asked = computer({"printing.jobs": [{"id": 3, "state": "held"}], "printing.device": {"reachable": False}})
    (job,) = pc.printing.jobs("Office")
    device = pc.printing.device("Office")
    assert isinstance(job, Job)
    assert isinstance(device, Device)
    assert (job.id, job.state, job.mine, device.reachable, device.reasons) == (3, "held", False, False, [])
    assert Queue({"name": "Office", "state": "stopped"}).paused
    assert not OFFICE.paused


def test_undo_stops_where_a_setting_was_changed_since_unless_the_person_was_asked() -> None:
    pc, _asked = computer({})
    pc.unless_changed("idle", "idle")
    with pytest.raises(ChangedSince, match="'stopped' now"):
        pc.unless_changed("stopped", "idle")
    computer({}, anyway=True)[0].unless_changed("stopped", "idle")


def test_an_answer_that_was_not_given_is_empty_text() -> None:
    assert Answers(which="Office")["colour"] == ""


def test_a_change_gives_back_what_was_put_in_and_nothing_else() -> None:
    change = Change("stopped", "idle", queue="Office")
    assert (change.was, change.now, change.queue) == ("stopped", "idle", "Office")
    with pytest.raises(AttributeError, match="printer"):
        _ = change.printer


def test_the_sdk_loads_none_of_the_slow_modules() -> None:
    """Every check pays for what it loads: this keeps re, typing, enum and dataclasses out."""
    app = Path(deskside.__file__).parents[1]
    code = f"import sys; sys.path.insert(0, {str(app)!r}); import deskside.children.plugin_child; print(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    slow = {
        "re",
        "typing",
        "enum",
        "dataclasses",
        "inspect",
        "json",
        "threading",
        "functools",
        "collections",
        "msgspec",
    }
    assert slow & set(ran.stdout.split()) == set()
