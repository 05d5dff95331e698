"""Printing that is really broken: exactly the right cause is found, and the lab's own probe says it was fixed."""

from __future__ import annotations

from pathlib import Path

import pytest
from office import in_world, office

FIX = "run printer --json --yes"
PERSON = ("--person",)


@pytest.mark.parametrize("fault", ["none", "another_queue_paused"])
def test_where_printing_works_nothing_is_blamed(fault: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX)
    assert seen.causes == []
    assert seen.reports[0]["outcome"] == "nothing-found"
    assert seen.reports[0]["unnamed"] == []
    assert {check["result"] for check in seen.reports[0]["checks"]} == {"clear"}
    assert seen.codes == [0]


@pytest.mark.parametrize(
    ("fault", "cause"),
    [
        ("queue_paused", "printer.paused"),
        ("queue_paused_document_waits", "printer.paused"),
        ("queue_rejecting", "printer.rejecting"),
        ("wrong_default", "printer.wrong-default"),
        ("cups_not_running", "printer.service-stopped"),
    ],
)
def test_what_can_be_fixed_is_found_and_really_fixed(fault: str, cause: str, tmp_path: Path) -> None:
    seen = office(fault, tmp_path, FIX)
    assert seen.before
    assert seen.causes == [cause]
    assert (seen.finding(cause)["state"], seen.finding(cause)["verified"]) == ("fixed", True)
    assert not seen.after
    assert (seen.reports[0]["outcome"], seen.codes) == ("fixed", [0])


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


@pytest.mark.parametrize(
    ("fault", "cause", "fix", "outcome"),
    [
        ("printer_offline", "printer.offline", "hands-on", "not-fixed"),
        ("printer_jammed", "printer.needs-attention", "hands-on", "not-fixed"),
        ("queue_missing", "printer.missing", "people", "needs-people"),
    ],
)
def test_what_takes_a_person_is_found_and_left_to_them(
    fault: str, cause: str, fix: str, outcome: str, tmp_path: Path
) -> None:
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
    seen = office("printer_hangs", tmp_path, FIX)
    assert seen.causes == []
    assert [one["says"] for one in seen.reports[0]["unnamed"]] == ["The printer Office is on, but does not react."]
    assert (seen.reports[0]["outcome"], seen.codes) == ("needs-people", [1])


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


@pytest.mark.parametrize("fault", ["queue_paused", "queue_rejecting", "wrong_default", "cups_not_running"])
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
