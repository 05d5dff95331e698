"""Printing that is really broken: exactly the right cause is found, and the lab's own probe says it was fixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab.suite import suite
from office import in_world, office
from sampling import some

HEALTHY = [name for name, fault in suite("printing").faults.items() if fault.healthy]
FIXED = {
    "queue_paused": "printer.paused",
    "queue_paused_document_waits": "printer.paused",
    "printer_stopped_by_device": "printer.paused",
    "job_stuck_bad_job": "printer.job-stuck",
    "queue_rejecting": "printer.rejecting",
    "wrong_default": "printer.wrong-default",
    "cups_not_running": "printer.service-stopped",
}
UNDONE = ["queue_paused", "queue_rejecting", "wrong_default", "cups_not_running", "job_stuck_bad_job"]
TOGETHER = {
    "queue_paused+queue_rejecting": ["printer.paused", "printer.rejecting"],
    "wrong_default+queue_paused": ["printer.paused", "printer.wrong-default"],
    "wrong_default+job_stuck_bad_job": ["printer.job-stuck", "printer.wrong-default"],
}
LEFT = {
    "printer_offline": ("printer.offline", "hands-on", "not-fixed"),
    "printer_jammed": ("printer.needs-attention", "hands-on", "not-fixed"),
    "out_of_paper": ("printer.needs-attention", "hands-on", "not-fixed"),
    "driver_failed": ("printer.driver-failed", "people", "needs-people"),
    "driver_missing": ("printer.driver-failed", "people", "needs-people"),
    "queue_missing": ("printer.missing", "people", "needs-people"),
}
FIX = "run printer --json --yes"
PERSON = ("--person",)


@pytest.mark.parametrize("fault", some(HEALTHY, core=("none", "another_queue_paused"), more=1))
def test_where_printing_works_nothing_is_blamed(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX)
    assert seen.causes == []
    assert seen.reports[0]["outcome"] == "nothing-found"
    assert seen.reports[0]["unnamed"] == []
    assert {check["result"] for check in seen.reports[0]["checks"]} == {"clear"}
    assert seen.codes == [0]


@pytest.mark.parametrize("fault", some([*FIXED], core=("queue_paused", "job_stuck_bad_job"), more=2))
def test_what_can_be_fixed_is_found_and_really_fixed(fault: str, tmp_path: Path) -> None:
    cause = FIXED[fault]
    seen = office(fault, tmp_path, FIX)
    assert seen.before
    assert seen.causes == [cause]
    assert (seen.finding(cause)["state"], seen.finding(cause)["verified"]) == ("fixed", True)
    assert not seen.after
    assert (seen.reports[0]["outcome"], seen.codes) == ("fixed", [0])


@pytest.mark.parametrize("faults", some([*TOGETHER], more=1))
def test_two_causes_at_once_are_both_found_and_fixed(faults: str, tmp_path: Path) -> None:
    seen = office(faults, tmp_path, FIX)
    assert seen.before
    assert sorted(seen.causes) == TOGETHER[faults]
    assert (seen.reports[0]["outcome"], seen.after) == ("fixed", False)


def test_a_paused_queue_is_started_and_the_paper_is_asked_for_all_the_same(tmp_path: Path) -> None:
    seen = office("printer_jammed+queue_paused", tmp_path, FIX)
    assert sorted(seen.causes) == ["printer.needs-attention", "printer.paused"]
    assert seen.finding("printer.paused")["state"] == "fixed"
    assert (seen.reports[0]["outcome"], seen.codes) == ("not-fixed", [1])


def test_a_held_document_is_let_go_once_it_was_said_that_this_cannot_be_undone(tmp_path: Path) -> None:
    seen = office("document_held", tmp_path, FIX)
    assert (seen.causes, seen.after) == (["printer.job-held"], True)
    seen = office("document_held", tmp_path, f"{FIX} --irreversible")
    assert seen.finding("printer.job-held")["state"] == "fixed"
    assert not seen.after


def test_without_consent_nothing_is_changed(tmp_path: Path) -> None:
    seen = office("queue_paused", tmp_path, "run printer --json")
    assert seen.finding("printer.paused")["state"] == "offered"
    assert seen.after
    assert seen.codes == [1]


@pytest.mark.parametrize("fault", some([*LEFT], core=("printer_offline", "driver_failed"), more=2))
def test_what_takes_a_person_is_found_and_left_to_them(fault: str, tmp_path: Path) -> None:
    cause, fix, outcome = LEFT[fault]
    seen = office(fault, tmp_path, FIX)
    assert seen.before
    assert seen.causes == [cause]
    assert (seen.finding(cause)["fix"], seen.finding(cause)["state"]) == (fix, "offered")
    assert (seen.reports[0]["outcome"], seen.codes) == (outcome, [1])
    assert seen.after


def test_a_printer_that_was_switched_on_again_is_no_longer_blamed(tmp_path: Path) -> None:
    script = f"""deskside settings set printing.expected '["Office"]' >/dev/null
deskside {FIX}; code=$?; echo; echo $code
power-button Office on
deskside {FIX}; code=$?; echo; echo $code"""
    seen = in_world("printer_offline", tmp_path, script, world=PERSON)
    assert seen.causes == ["printer.offline"]
    assert seen.reports[1]["findings"] == []
    assert seen.codes == [1, 0]


def test_a_printer_that_hangs_is_never_called_well(tmp_path: Path) -> None:
    seen = office("printer_hangs_while_paused", tmp_path, FIX)
    assert seen.causes == ["printer.paused"]
    assert [one["says"] for one in seen.reports[0]["unnamed"]] == ["The printer Office is on, but does not react."]
    assert (seen.reports[0]["outcome"], seen.codes) == ("needs-people", [1])


def test_a_queue_that_stops_again_at_once_is_not_called_fixed(tmp_path: Path) -> None:
    seen = office("printer_stops_again", tmp_path, FIX)
    assert seen.finding("printer.paused")["state"] == "undone"
    assert seen.after
    assert (seen.reports[0]["outcome"], seen.codes) == ("not-fixed", [1])


def test_what_waits_behind_a_document_that_is_stuck_is_printed(tmp_path: Path) -> None:
    """The printer is switched off and on as soon as the document is out of the way."""
    script = f"""deskside settings set printing.expected '["Office"]' >/dev/null
(while lpstat -W not-completed -o Office | grep -q Office-1; do sleep 0.2; done
power-button Office off; power-button Office on) >&2 &
deskside {FIX}; code=$?; wait; echo; echo $code"""
    seen = in_world("job_stuck_others_wait", tmp_path, script)
    assert seen.finding("printer.job-stuck")["evidence"]["behind"] == [2]
    assert (seen.finding("printer.job-stuck")["state"], seen.codes) == ("fixed", [0])
    assert not seen.after


def test_someone_elses_document_is_held_and_never_removed(tmp_path: Path) -> None:
    seen = office("job_stuck_of_another", tmp_path, FIX)
    assert seen.finding("printer.job-stuck")["says"] == "Someone else's document is in the way at the printer Office."
    assert (seen.finding("printer.job-stuck")["state"], seen.codes) == ("fixed", [0])
    assert seen.after  # it is there still, and held


def test_a_person_leaves_someone_elses_document_to_it(tmp_path: Path) -> None:
    seen = office("job_stuck_of_another", tmp_path, FIX, world=PERSON)
    assert seen.causes == ["printer.job-stuck"]
    assert (seen.finding("printer.job-stuck")["state"], seen.codes) == ("needs-admin", [1])


def test_a_persons_own_document_that_is_stuck_takes_no_right(tmp_path: Path) -> None:
    seen = office("job_stuck_of_the_person", tmp_path, FIX, world=PERSON)
    assert seen.finding("printer.job-stuck")["state"] == "fixed"
    assert not seen.after


def test_a_printer_that_is_off_explains_why_its_queue_stopped(tmp_path: Path) -> None:
    script = f"""deskside settings set printing.expected '["Office"]' >/dev/null
cupsdisable Office
deskside {FIX}; code=$?; echo; echo $code"""
    seen = in_world("printer_offline", tmp_path, script)
    assert seen.causes == ["printer.offline"]
    assert seen.result("printer.paused") == "masked"


def test_another_printer_is_helped_when_it_is_the_one_that_was_meant(tmp_path: Path) -> None:
    seen = office("another_queue_paused", tmp_path, f"{FIX} --answer which=Lobby")
    assert seen.causes == ["printer.paused"]
    assert seen.finding("printer.paused")["evidence"]["queue"] == "Lobby"
    assert seen.finding("printer.paused")["state"] == "fixed"


@pytest.mark.parametrize("fault", some(UNDONE, core=("queue_paused", "job_stuck_bad_job"), more=1))
def test_undo_really_takes_a_fix_back(fault: str, tmp_path: Path) -> None:
    script = f"""deskside settings set printing.expected '["Office"]' >/dev/null
deskside {FIX} > first; code=$?; cat first; echo; echo $code
case=$(sed -n 's/.*"case":"\\([^"]*\\)".*/\\1/p' first)
deskside undo "$case" >&2; printf '{{}}\\n%s\\n' $?"""
    seen = in_world(fault, tmp_path, f'cd "$HOME"\n{script}')
    assert seen.reports[0]["outcome"] == "fixed"
    assert seen.codes == [0, 0]
    assert seen.after


def test_a_person_whom_cups_lets_do_so_fixes_their_queue_themselves(tmp_path: Path) -> None:
    seen = office("queue_paused", tmp_path, FIX, world=(*PERSON, "--policy", "user-may"))
    assert seen.finding("printer.paused")["state"] == "fixed"
    assert not seen.after


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("queue_paused", "printer.paused"),
        ("queue_rejecting", "printer.rejecting"),
        ("cups_not_running", "printer.service-stopped"),
    ],
)
def test_a_person_without_the_right_is_told_that_it_has_to_do_this(fault: str, cause: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX, world=PERSON)
    assert seen.causes == [cause]
    assert seen.finding(cause)["state"] == "needs-admin"
    assert (seen.reports[0]["outcome"], seen.codes) == ("needs-people", [1])
    assert seen.after


def test_choosing_ones_own_default_printer_takes_no_right(tmp_path: Path) -> None:
    seen = office("wrong_default", tmp_path, FIX, world=PERSON)
    assert seen.finding("printer.wrong-default")["state"] == "fixed"
    assert not seen.after
