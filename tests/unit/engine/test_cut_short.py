"""What a person would notice after Cancel, a crash or a long wait: nothing made up, nothing lost, people in time."""

from __future__ import annotations

import pytest

from deskside.engine import Outcome, advance, outcome, page, work
from deskside.engine.course import PATIENCE
from deskside.engine.events import CheckAll, Checked, Did, Event, Restarted, WorkCancelled
from deskside.model.call import Detected
from deskside.model.case import Case, Ending, FixState, Result, Stand
from deskside.model.page import Verb

from .cases import Computer, after, automatic, opened
from .stands import CASES, at_restart


def _results(case: Case) -> dict[str, Result]:
    return {one.cause: one.result for one in case.checks}


@pytest.mark.parametrize("stopped", [WorkCancelled(), Did(Verb.CANCEL)])
def test_checks_that_were_cut_short_could_not_be_made(stopped: Event) -> None:
    case = after(CASES["checking"], stopped)
    assert (case.stand, _results(case)) == (Stand.NOTHING_FOUND, {"p.off": Result.COULD_NOT_CHECK})
    assert outcome(case) is Outcome.COULD_NOT_CHECK
    assert page(case).heading == "I could not look at everything."


def test_what_was_known_before_the_cancel_counts() -> None:
    case = after(opened(automatic("off"), automatic("odd")), Verb.BEGIN)
    case = after(case, WorkCancelled((Detected("p.off", True),)))
    assert _results(case) == {"p.off": Result.FOUND, "p.odd": Result.COULD_NOT_CHECK}
    assert case.current == "p.off"


@pytest.mark.parametrize("stopped", [WorkCancelled(), Did(Verb.CANCEL), Did(Verb.BACK), Restarted("first")])
def test_a_fix_that_was_cut_short_is_unverified_until_it_is_looked_at(stopped: Event) -> None:
    case = after(CASES["fixing"], stopped)
    due = work(case)
    assert isinstance(due, CheckAll)
    assert [one.id for one in due.causes] == ["p.off"]
    assert case.findings[0].state is FixState.UNVERIFIED
    gone = after(case, Checked((Detected("p.off"),)))
    assert (gone.stand, gone.findings[0].state) == (Stand.FIXED, FixState.FIXED)
    there = after(case, Checked((Detected("p.off", True),)))
    assert (there.stand, there.findings[0].state) == (Stand.FINDING, FixState.OFFERED)
    unknown = after(case, Checked((Detected("p.off", problem="no answer"),)))
    assert (unknown.stand, unknown.findings[0].state) == (Stand.FIXED, FixState.UNVERIFIED)


@pytest.mark.parametrize("name", ["checking", "fixing", "undoing"])
def test_people_and_stop_are_taken_while_the_computer_works_and_claim_nothing(name: str) -> None:
    for verb, stand in ((Verb.PEOPLE, Stand.PEOPLE), (Verb.STOP, Stand.DONE)):
        case = after(CASES[name], verb)
        assert (case.stand, work(case)) == (stand, None)
        assert outcome(case) is Outcome.COULD_NOT_CHECK
        assert all(one.state is FixState.UNVERIFIED for one in case.findings)
    assert after(CASES[name], Verb.STOP).ending is Ending.STOPPED


def test_who_asked_for_people_during_a_fix_and_keeps_trying_has_it_looked_at() -> None:
    case = after(CASES["fixing"], Verb.PEOPLE, Verb.GO_ON, computer=Computer("off"))
    assert (case.stand, case.findings[0].state) == (Stand.FINDING, FixState.OFFERED)


def test_a_crash_while_looking_just_looks_again() -> None:
    case = after(CASES["checking"], Restarted("second"))
    assert work(case) == work(CASES["checking"])


def test_start_again_works_while_the_computer_looks() -> None:
    assert work(after(CASES["checking"], Verb.AGAIN)) == work(CASES["checking"])


def _busy_for(seconds: float) -> Case:
    """A case in which a person has read the first page for this long, with a click each minute."""
    case = opened(automatic("off"), automatic("odd"))
    for minute in range(1, int(seconds // 60) + 1):
        case = advance(case, Did(Verb.BACK), 60.0 * minute)
    return case


def test_after_ten_minutes_a_person_is_offered_once_and_going_on_is_still_possible() -> None:
    computer = Computer("off", "odd")
    case = after(_busy_for(PATIENCE), Verb.BEGIN, computer=computer)
    assert case.stand is Stand.PEOPLE
    assert "This has taken a while already." in page(case).lines
    case = after(case, Verb.GO_ON)
    assert case.stand is Stand.FINDING
    assert after(case, Verb.NOT_NOW).stand is Stand.FINDING


def test_before_ten_minutes_nobody_is_sent_away() -> None:
    case = after(_busy_for(PATIENCE - 60.0), Verb.BEGIN, computer=Computer("off", "odd"))
    assert case.stand is Stand.FINDING


def test_a_break_is_not_counted_as_being_at_it() -> None:
    case = advance(CASES["intro"], Did(Verb.BACK), 8 * 3600.0)
    assert case.active < PATIENCE
    assert advance(at_restart(), Restarted("first"), 8 * 3600.0).active == at_restart().active


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    case = advance(CASES["finding"], Did(Verb.NOT_NOW), -5000.0)
    assert case.active == CASES["finding"].active


def test_a_case_that_was_left_overnight_has_not_taken_all_night() -> None:
    finding = CASES["finding"]
    assert advance(finding, Restarted("first"), 8 * 3600.0).active == finding.active
    assert advance(at_restart(), Did(Verb.GO_ON), 8 * 3600.0).active == at_restart().active


def test_who_asked_for_people_during_a_fix_that_worked_is_told_so() -> None:
    case = after(CASES["fixing"], Verb.PEOPLE, Verb.GO_ON, computer=Computer())
    assert (case.stand, case.findings[0].state) == (Stand.FIXED, FixState.FIXED)


def test_after_a_fix_that_was_cut_short_the_rest_can_be_looked_at_and_that_fix_is_not_offered_again() -> None:
    computer = Computer("odd", hidden=("odd",))
    both = opened(automatic("off", likelihood=0.5), automatic("odd"))
    case = after(both, Verb.BEGIN, computer=Computer("off", "odd", hidden=("odd",)))
    case = after(after(case, Verb.FIX), Verb.CANCEL, computer=computer)
    assert (case.stand, case.current) == (Stand.FIXED, "p.off")
    for verb in (Verb.NO, Verb.GO_ON):
        due = work(after(case, verb))
        assert isinstance(due, CheckAll)
        assert [one.id for one in due.causes] == ["p.odd"]
