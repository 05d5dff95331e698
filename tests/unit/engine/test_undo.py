"""What a person would notice: whether what was changed can be had back, at once and later."""

from __future__ import annotations

import pytest

from deskside.engine import page, work
from deskside.engine.events import FixApplied, FixUndone, TicketMade, UndoFix
from deskside.errors import NotNow
from deskside.model.call import Applied, Undone, Verified
from deskside.model.case import Case, Ending, FixState, Stand, Undoing
from deskside.model.page import Verb

from .cases import Computer, after, automatic, opened
from .stands import CASES, at_fixed

TAKEN_BACK = FixUndone(Undone("p.off", True))
COULD_NOT = FixUndone(Undone("p.off", False, why="gone"))


def _undo(case: Case) -> UndoFix:
    due = work(case)
    assert isinstance(due, UndoFix)
    return due


def _states(case: Case) -> dict[str, FixState]:
    return {one.cause: one.state for one in case.findings}


def test_undo_gets_what_the_fix_changed() -> None:
    due = _undo(after(at_fixed(), Verb.UNDO))
    assert (due.cause.id, due.finding.change, due.even_if_changed) == ("p.off", {"was": "off", "is": "on"}, False)


def test_after_undo_the_person_is_told_and_can_go_on() -> None:
    case = after(at_fixed(), Verb.UNDO, TAKEN_BACK)
    assert (case.stand, _states(case)) == (Stand.NOT_FIXED, {"p.off": FixState.UNDONE})
    assert page(case).heading == "I took it back."
    assert after(case, Verb.GO_ON).stand is Stand.PEOPLE


def test_a_closed_case_can_be_undone_stays_closed_and_is_not_called_fixed() -> None:
    case = after(at_fixed(), Verb.YES, Verb.UNDO, TAKEN_BACK)
    assert (case.stand, case.ending, case.working) == (Stand.DONE, Ending.STOPPED, None)
    assert page(case).heading == "I took it back."
    assert not page(case).takes(Verb.UNDO)


def test_what_was_sent_stays_sent() -> None:
    case = after(at_fixed(), TicketMade("DS-1"), Verb.UNDO, TAKEN_BACK)
    assert (case.stand, case.ending, case.ticket) == (Stand.DONE, Ending.SENT, "DS-1")


def test_who_changed_it_since_is_asked_first() -> None:
    case = CASES["changed since"]
    assert "changed again" in page(case).heading
    anyway = after(case, Verb.UNDO)
    assert _undo(anyway).even_if_changed
    assert _states(after(anyway, TAKEN_BACK)) == {"p.off": FixState.UNDONE}
    left = after(case, Verb.NOT_NOW)
    assert (left.stand, left.undo, _states(left)) == (Stand.FIXED, Undoing.NONE, {"p.off": FixState.FIXED})


def test_who_changed_it_since_is_asked_in_a_closed_case_too() -> None:
    case = after(at_fixed(), Verb.YES, Verb.UNDO, FixUndone(Undone("p.off", False, changed_since=True)))
    assert (case.stand, case.undo) == (Stand.DONE, Undoing.CHANGED_SINCE)
    assert "changed again" in page(case).heading
    assert after(case, Verb.NOT_NOW).undo is Undoing.NONE
    assert _undo(after(case, Verb.UNDO)).even_if_changed


def test_an_undo_that_could_not_be_made_is_said_and_can_be_tried_again() -> None:
    for case in (at_fixed(), after(at_fixed(), Verb.YES)):
        failed = after(case, Verb.UNDO, COULD_NOT)
        assert failed.stand is case.stand
        assert failed.ending is case.ending
        assert any("could not undo" in line for line in page(failed).lines)
        assert _undo(after(failed, Verb.UNDO)).cause.id == "p.off"


def test_several_fixes_are_undone_newest_first_or_by_name() -> None:
    computer = Computer("off", "odd")
    case = after(opened(automatic("off", likelihood=0.4), automatic("odd")), Verb.BEGIN, Verb.FIX, computer=computer)
    case = after(case, Verb.GO_ON, Verb.FIX, Verb.YES, computer=computer)
    assert _states(case) == {"p.off": FixState.FIXED, "p.odd": FixState.FIXED}
    assert _undo(after(case, Verb.UNDO)).cause.id == "p.odd"
    assert _undo(after(case, (Verb.UNDO, "p.off"))).cause.id == "p.off"
    none_left = after(case, Verb.UNDO, Verb.UNDO, computer=computer)
    assert set(_states(none_left).values()) == {FixState.UNDONE}
    assert not page(none_left).takes(Verb.UNDO)


def test_a_fix_that_cannot_be_undone_offers_no_undo_and_says_why_before() -> None:
    once = automatic("off", undo=False, no_undo_why="What was thrown away is gone.")
    case = after(opened(once), Verb.BEGIN, computer=Computer("off"))
    assert "What was thrown away is gone." in [point.text for point in page(case).points]
    assert not page(after(case, Verb.FIX, computer=Computer("off"))).takes(Verb.UNDO)


def test_an_undo_that_is_stopped_half_way_claims_nothing() -> None:
    for verb in (Verb.CANCEL, Verb.BACK):
        case = after(at_fixed(), Verb.UNDO, verb)
        assert (case.stand, _states(case)) == (Stand.FIXED, {"p.off": FixState.UNVERIFIED})
    for verb in (Verb.CANCEL, Verb.STOP, Verb.PEOPLE, Verb.AGAIN, Verb.BACK):
        closed = after(at_fixed(), Verb.YES, Verb.UNDO, verb)
        assert (closed.stand, closed.ending) == (Stand.DONE, Ending.FIXED)
        assert _states(closed) == {"p.off": FixState.UNVERIFIED}


def test_the_undo_of_something_else_than_was_asked_for_does_not_count() -> None:
    with pytest.raises(NotNow):
        after(CASES["undoing"], FixUndone(Undone("p.odd", True)))


def test_how_long_an_undo_took_and_why_it_was_not_made_is_kept() -> None:
    before = at_fixed().findings[0]
    failed = after(at_fixed(), Verb.UNDO, FixUndone(Undone("p.off", False, why="gone", seconds=2.0))).findings[0]
    assert (failed.why, failed.seconds) == ("gone", before.seconds + 2.0)


def test_on_a_page_undo_means_the_fix_of_that_page_and_another_can_be_named() -> None:
    computer = Computer("off", "odd")
    causes = (automatic("off", likelihood=0.5), automatic("odd"))
    case = after(opened(*causes), Verb.BEGIN, Verb.FIX, Verb.GO_ON, Verb.FIX, computer=computer)
    assert _undo(after(case, Verb.UNDO)).cause.id == "p.odd"
    assert _undo(after(case, (Verb.UNDO, "p.off"))).cause.id == "p.off"
    named = after(case, Verb.YES, (Verb.UNDO, "p.off"), FixUndone(Undone("p.off", False, changed_since=True)))
    assert _undo(after(named, Verb.UNDO)).cause.id == "p.off"


def test_a_fix_that_did_not_help_and_is_still_there_can_be_taken_back_from_the_closed_case() -> None:
    stuck = FixApplied(Applied("p.off", {"was": 1}), Verified("p.off", False), Undone("p.off", False))
    closed = after(CASES["fixing"], stuck, Verb.STOP, Verb.UNDO)
    asked = after(closed, FixUndone(Undone("p.off", False, changed_since=True)))
    assert (asked.stand, asked.undo) == (Stand.DONE, Undoing.CHANGED_SINCE)
    assert after(closed, COULD_NOT).stand is Stand.DONE


def test_undo_all_the_same_is_meant_for_the_fix_that_was_asked_about() -> None:
    computer = Computer("off", "odd")
    causes = (automatic("off", likelihood=0.5), automatic("odd"))
    case = after(opened(*causes), Verb.BEGIN, Verb.FIX, Verb.GO_ON, Verb.FIX, Verb.YES, computer=computer)
    asked = after(case, Verb.UNDO, FixUndone(Undone("p.odd", False, changed_since=True)))
    assert not _undo(after(asked, (Verb.UNDO, "p.off"))).even_if_changed
    assert _undo(after(asked, (Verb.UNDO, "p.odd"))).even_if_changed


def test_who_said_it_works_and_then_looked_at_people_still_has_a_fixed_case() -> None:
    assert after(at_fixed(), Verb.YES, Verb.PEOPLE, Verb.STOP).ending is Ending.FIXED
