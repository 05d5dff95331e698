"""A fix is made, verified and taken back, in code and ready-made; a setting someone changed since is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from deskside.children import Children, Limits
from deskside.children.recording import Says, Scenario
from deskside.model.call import Applied, Call
from deskside.model.case import Finding
from deskside.model.troubleshooter import Cause, Fix, FixKind, Ready, Troubleshooter

from .bench import NEEDS, children, described, detect_all, finding_of, still_running, written

PAUSED_CODE = """
class Paused(Cause):
    fix = Automatic("I can switch it on again.", seconds=2)

    def detect(self, pc, answers):
        queue = pc.printing.meant(answers)
        return Finding("The printer is paused.", {"queue": queue.name}) if queue.paused else None

    def apply(self, pc, finding):
        pc.printing.resume(finding.evidence["queue"])
        return Change("stopped", "idle", queue=finding.evidence["queue"])

    def undo(self, pc, change):
        state = next(queue.state for queue in pc.printing.queues() if queue.name == change.queue)
        pc.unless_changed(state, change.now)
        pc.printing.pause(change.queue)
"""


def queue(state: str, *, after: str = "", accepting: bool = True, default: bool = True) -> Says:
    row = {"name": "Office", "state": state, "accepting": accepting, "default": default}
    return Says("printing.queues", gives=[row], after=after)


SICK = Scenario(
    answers={"which": "Office"},
    says=(
        queue("stopped"),
        Says("printing.resume", gives=True),
        queue("idle", after="printing.resume"),
        Says("printing.pause", gives=True),
        queue("stopped", after="printing.pause"),
    ),
)


class Patient:
    """One cause that was found on a simulated sick PC."""

    def __init__(self, host: Children, troubleshooter: Troubleshooter, cause: Cause, finding: Finding) -> None:
        self.host, self.troubleshooter, self.cause, self.finding = host, troubleshooter, cause, finding

    def apply(self) -> Applied:
        applied = self.host.apply(self.troubleshooter, self.cause, self.finding, {})
        self.finding = replace(self.finding, change=applied.change)
        return applied

    @property
    def works(self) -> bool | None:
        return self.host.verify(self.troubleshooter, self.cause, self.finding, {}).ok

    def undo(self, *, even_if_changed: bool = False) -> tuple[bool, bool]:
        undone = self.host.undo(self.troubleshooter, self.cause, self.finding, even_if_changed=even_if_changed)
        return undone.ok, undone.changed_since


def in_code(host: Children, folder: Path, code: str = PAUSED_CODE) -> Patient:
    troubleshooter = written(folder, code)
    (cause,) = described(host, troubleshooter)
    (found,) = host.detect((troubleshooter,), (cause,), {"which": "Office"}, lambda _detected: None, 60)
    return Patient(host, troubleshooter, cause, finding_of(found))


def test_a_fix_is_made_verified_and_taken_back(folder: Path) -> None:
    with children(SICK) as host:
        patient = in_code(host, folder)
        assert patient.works is False
        applied = patient.apply()
        assert applied.change == {"was": "stopped", "now": "idle", "queue": "Office"}
        assert applied.refused == ""
        assert patient.works is True
        assert patient.undo() == (True, False)
        assert patient.works is False
        assert still_running() == []


def test_a_setting_that_someone_changed_since_is_left_until_the_person_says_so(folder: Path) -> None:
    with children(SICK) as host:
        patient = in_code(host, folder)
        patient.apply()
        host.call(Call("printing.pause", {"queue": "Office"}))
        assert patient.undo() == (False, True)
        assert patient.undo(even_if_changed=True) == (True, False)


@pytest.mark.parametrize("problem", ["not-permitted", "unavailable", "took-too-long"])
def test_a_fix_the_person_has_no_right_to_says_so(folder: Path, problem: str) -> None:
    refusing = Scenario(says=(queue("stopped"), Says("printing.resume", problem=problem, why="policy")))
    with children(refusing) as host:
        applied = in_code(host, folder).apply()
    assert (applied.refused, applied.change) == (problem, None)
    assert applied.why == f"{problem}: printing.resume: policy"


@pytest.mark.parametrize(
    ("apply", "why"),
    [
        ("import os\n        os._exit(4)", "ended: exit 4"),
        ("import threading\n        threading.Event().wait()", "no answer in time"),
        ("return {'was': 1}", "gave dict, not Change"),
        ("pc.printing.set_default('Office')", "which its manifest does not name"),
        ("return Change(object(), 1)", "not plain data"),
    ],
)
def test_a_fix_that_breaks_is_not_made_and_says_why(folder: Path, apply: str, why: str) -> None:
    code = PAUSED_CODE.replace('pc.printing.resume(finding.evidence["queue"])', apply)
    with children(SICK, Limits(fixing=4.0 if "in time" in why else 60.0)) as host:
        applied = in_code(host, folder, code).apply()
        assert still_running() == []
    assert applied.change is None
    assert applied.refused
    assert why in applied.why


def test_a_fix_that_breaks_half_way_says_what_was_done_before(folder: Path) -> None:
    code = PAUSED_CODE.replace('return Change("stopped"', 'raise ValueError("lost")\n        return Change("stopped"')
    with children(SICK) as host:
        applied = in_code(host, folder, code).apply()
    assert (applied.refused, applied.change) == ("problem", None)
    assert applied.why == "ValueError: lost (line 12) (after printing.resume)"


def test_a_verification_that_breaks_is_neither_yes_nor_no(folder: Path) -> None:
    code = PAUSED_CODE + "\n    def verify(self, pc, finding):\n        raise ValueError('lost')\n"
    with children(SICK) as host:
        patient = in_code(host, folder, code)
        verified = host.verify(patient.troubleshooter, patient.cause, patient.finding, {})
    assert verified.ok is None
    assert "ValueError: lost" in verified.why


def test_verifying_may_look_and_not_change(folder: Path) -> None:
    code = (
        PAUSED_CODE + "\n    def verify(self, pc, finding):\n        pc.printing.pause('Office')\n        return True\n"
    )
    with children(SICK) as host:
        patient = in_code(host, folder, code)
        verified = host.verify(patient.troubleshooter, patient.cause, patient.finding, {})
    assert verified.ok is None
    assert "is not being asked to fix" in verified.why


def test_the_answers_that_led_to_a_finding_are_there_when_it_is_verified(folder: Path) -> None:
    code = PAUSED_CODE.replace("pc.printing.meant(answers)", "pc.printing.meant(Answers(which=answers['which'] + ''))")
    lobby = {"name": "Lobby", "state": "stopped", "default": True}
    office = {"name": "Office", "state": "idle", "default": False}
    with children(Scenario(says=(Says("printing.queues", gives=[lobby, office]),))) as host:
        troubleshooter = written(folder, code)
        (cause,) = described(host, troubleshooter)
        finding = Finding(cause.id, "paused", {"queue": "Office"}, FixKind.AUTOMATIC, undo=True)
        assert host.verify(troubleshooter, cause, finding, {"which": "Office"}).ok is True
        assert host.verify(troubleshooter, cause, finding, {"which": "Lobby"}).ok is False


def ready_made(host: Children, check: Ready, fix: Ready, needs: tuple[str, ...], **answers: str) -> Patient:
    troubleshooter = Troubleshooter("printer", "1", "Printing", Path("/nowhere"), needs=needs)
    cause = Cause("printer.made", Fix(FixKind.AUTOMATIC, consent="I can."), check=check, do=fix)
    (found,) = host.detect((troubleshooter,), (cause,), answers, lambda _detected: None, 60)
    assert found.found, found.problem
    return Patient(host, troubleshooter, cause, finding_of(found))


def service(running: bool, after: str = "") -> Says:
    return Says("services.state", gives={"known": True, "running": running}, after=after)


MADE = {
    "start-service": (
        Ready("service-stopped", {"service": "print"}),
        Ready("start-service", {"service": "print"}),
        (
            service(False),
            Says("services.start", gives=True),
            service(True, "services.start:print"),
            Says("services.stop", gives=True),
            service(False, "services.stop:print"),
        ),
        Call("services.stop", {"service": "print"}),
    ),
    "accept-jobs": (
        Ready("printer-rejecting", {}),
        Ready("accept-jobs", {}),
        (
            queue("idle", accepting=False),
            Says("printing.accept", gives=True),
            queue("idle", after="printing.accept"),
            Says("printing.reject", gives=True),
            queue("idle", accepting=False, after="printing.reject"),
        ),
        Call("printing.reject", {"queue": "Office"}),
    ),
    "set-default-printer": (
        Ready("printer-wrong-default", {}),
        Ready("set-default-printer", {}),
        (
            Says("printing.queues", gives=[{"name": "PDF", "default": True}, {"name": "Office"}]),
            Says("printing.set_default", gives=True),
            Says(
                "printing.queues",
                gives=[{"name": "PDF"}, {"name": "Office", "default": True}],
                after="printing.set_default:Office",
            ),
            Says(
                "printing.queues",
                gives=[{"name": "PDF", "default": True}, {"name": "Office"}],
                after="printing.set_default:PDF",
            ),
        ),
        Call("printing.set_default", {"queue": "PDF"}),
    ),
}
ALL_NEEDS = (*NEEDS, "services.state", "services.start", "services.stop", "printing.accept", "printing.reject")


@pytest.mark.parametrize("name", MADE)
def test_a_ready_made_fix_is_made_verified_and_taken_back_without_any_plugin_process(name: str) -> None:
    check, fix, says, _since = MADE[name]
    with children(Scenario(says=says)) as host:
        patient = ready_made(host, check, fix, (*ALL_NEEDS, "printing.set_default"), which="Office")
        assert patient.works is False
        applied = patient.apply()
        assert applied.refused == ""
        assert patient.works is True
        assert patient.undo() == (True, False)
        assert patient.works is False


@pytest.mark.parametrize("name", MADE)
def test_a_ready_made_undo_leaves_what_was_changed_since(name: str) -> None:
    check, fix, says, since = MADE[name]
    with children(Scenario(says=says)) as host:
        patient = ready_made(host, check, fix, (*ALL_NEEDS, "printing.set_default"), which="Office")
        patient.apply()
        host.call(since)
        assert patient.undo() == (False, True)
        assert patient.undo(even_if_changed=True) == (True, False)


def test_a_ready_made_fix_without_the_right_says_so() -> None:
    says = (queue("idle", accepting=False), Says("printing.accept", problem="not-permitted"))
    with children(Scenario(says=says)) as host:
        applied = ready_made(host, Ready("printer-rejecting", {}), Ready("accept-jobs", {}), ALL_NEEDS).apply()
    assert (applied.refused, applied.change) == ("not-permitted", None)


def test_a_plugin_in_code_and_a_ready_made_cause_are_checked_together(folder: Path) -> None:
    with children(Scenario(says=(queue("stopped", accepting=False),))) as host:
        troubleshooter = written(folder, PAUSED_CODE)
        made = Cause("printer.made", Fix(FixKind.PEOPLE), check=Ready("printer-rejecting", {}))
        causes = (made, *described(host, troubleshooter))
        told = host.detect((troubleshooter,), causes, {}, lambda _detected: None, 60)
    assert [(one.cause, one.found) for one in told] == [("printer.made", True), ("printer.paused", True)]


OPENS_CODE = """
class Off(Cause):
    fix = HandsOn("Switch it on.", opens="Open the list")

    def detect(self, pc, answers):
        return Finding("It is off.", {"page": "printers"})

    def open(self, pc, finding):
        pc.open.settings(finding.evidence["page"])
"""


@pytest.mark.parametrize("problem", ["", "unavailable"])
def test_a_steps_button_opens_its_place_or_says_that_it_could_not(folder: Path, problem: str) -> None:
    place = Says("open.settings", arguments={"page": "printers"}, problem=problem, why="no such program")
    with children(Scenario(says=(place,))) as host:
        troubleshooter = written(folder, OPENS_CODE, ("open.settings",))
        (cause,) = described(host, troubleshooter)
        (found,) = host.detect((troubleshooter,), (cause,), {}, lambda _detected: None, 60)
        in_code = host.open(troubleshooter, cause, finding_of(found), {})
        ready = replace(cause, do=Ready("open-settings", {"settings": "printers"}))
        ready_made = host.open(troubleshooter, ready, finding_of(found), {})
    assert [in_code.ok, ready_made.ok] == [not problem] * 2
    assert ("no such program" in in_code.why) is bool(problem)


def test_a_click_that_opens_a_place_lets_nothing_else_be_changed(folder: Path) -> None:
    code = OPENS_CODE.replace("pc.open.settings(", "pc.printing.pause('Office'); pc.open.settings(")
    with children(Scenario(says=(Says("open.settings"), Says("printing.pause")))) as host:
        troubleshooter = written(folder, code, ("open.settings", "printing.pause"))
        (cause,) = described(host, troubleshooter)
        (found,) = host.detect((troubleshooter,), (cause,), {}, lambda _detected: None, 60)
        opened = host.open(troubleshooter, cause, finding_of(found), {})
    assert not opened.ok
    assert "printing.pause, which changes something" in opened.why


def test_opening_a_place_while_only_checking_is_refused(folder: Path) -> None:
    code = OPENS_CODE.replace('return Finding("It', 'self.open(pc, Finding("", {"page": "x"})); return Finding("It')
    with children(Scenario(says=(Says("open.settings"),))) as host:
        told = detect_all(host, written(folder, code, ("open.settings",)))["off"]
    assert not told.found
    assert "changes something" in told.problem
