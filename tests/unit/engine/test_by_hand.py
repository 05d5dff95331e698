"""What a person would notice: what is said after "I did it" and "I can't do this", and what the computer then sees."""

from __future__ import annotations

import pytest

from deskside.engine import advance, page, work
from deskside.engine.events import CheckAll, Checked, PlaceOpened
from deskside.errors import NotNow
from deskside.model.call import Detected, Opened
from deskside.model.case import Case, Finding, FixState, Result, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import Fix, FixKind

from .cases import Computer, after, automatic, hands_on, opened
from .stands import CASES


def _found(case: Case) -> Finding:
    (finding,) = case.findings
    return finding


def _looked_at(case: Case) -> list[str]:
    due = work(case)
    assert isinstance(due, CheckAll)
    return [one.id for one in due.causes]


def test_after_i_did_it_the_computer_looks_and_says_what_it_sees() -> None:
    case = CASES["hands-on"]
    assert _looked_at(after(case, Verb.DID_IT)) == ["p.off"]
    right = after(case, Verb.DID_IT, computer=Computer())
    assert (right.stand, _found(right).state, _found(right).verified) == (Stand.FIXED, FixState.FIXED, True)
    still = after(case, Verb.DID_IT, computer=Computer("off"))
    assert (still.stand, _found(still).state) == (Stand.NOT_FIXED, FixState.FAILED)
    again = after(still, Verb.DID_IT, computer=Computer())
    assert (again.stand, _found(again).state) == (Stand.FIXED, FixState.FIXED)
    unseen = after(case, Verb.DID_IT, computer=Computer(hidden=("off",)))
    assert (unseen.stand, _found(unseen).state) == (Stand.FIXED, FixState.UNVERIFIED)


def test_a_step_the_person_cannot_do_leads_on() -> None:
    case = after(CASES["hands-on"], Verb.CANNOT)
    assert (case.stand, _found(case).state) == (Stand.PEOPLE, FixState.DECLINED)


def test_a_step_tried_in_the_dark_is_found_out_when_the_computer_can_look() -> None:
    case = CASES["hands-on, unseen"]
    assert after(case, Verb.DID_IT, computer=Computer(hidden=("off",))).stand is Stand.FIXED
    found = after(case, Verb.DID_IT, computer=Computer("off"))
    assert [one.result for one in found.checks] == [Result.FOUND]
    assert (found.stand, _found(found).state) == (Stand.NOT_FIXED, FixState.FAILED)
    assert after(case, Verb.CANNOT).stand is Stand.PEOPLE


def test_a_step_that_helped_is_not_gone_back_over() -> None:
    assert not page(CASES["hands-on, helped"]).can_go_back
    assert not page(after(CASES["hands-on, unseen"], Verb.DID_IT, computer=Computer(hidden=("off",)))).can_go_back


def test_a_step_that_helped_after_a_fix_that_did_not_is_asked_about() -> None:
    computer = Computer("off", "step")
    case = opened(automatic("off", likelihood=0.5), hands_on("step"))
    case = after(case, Verb.BEGIN, Verb.FIX, Verb.NO, computer=computer)
    assert (case.current, case.working) == ("p.step", False)
    computer.broken.clear()
    case = after(case, Verb.DID_IT, computer=computer)
    assert (case.stand, case.current, case.working) == (Stand.FIXED, "p.step", None)


def test_after_a_step_that_helped_the_rest_can_be_looked_at() -> None:
    computer = Computer("step", "odd", hidden=("odd",))
    case = after(opened(hands_on("step"), automatic("odd")), Verb.BEGIN, computer=computer)
    computer.broken, computer.hidden = {"p.odd"}, set()
    case = after(case, Verb.DID_IT, Verb.GO_ON, computer=computer)
    assert (case.stand, case.current) == (Stand.FINDING, "p.odd")


def test_the_place_of_a_step_can_be_opened_and_the_step_stays() -> None:
    case = after(opened(hands_on("off", opens="Open the list")), Verb.BEGIN, computer=Computer("off"))
    assert [action.label for action in page(case).actions if action.verb is Verb.OPEN] == ["Open the list"]
    asked = after(case, Verb.OPEN)
    assert (asked.stand, asked.current) == (Stand.HANDS_ON, "p.off")
    shut = advance(asked, PlaceOpened(Opened("p.off", ok=False)), 1.0)
    assert "I could not open it from here. The step says where it is." in page(shut).lines
    assert page(advance(shut, PlaceOpened(Opened("p.off", ok=True)), 2.0)).lines == page(case).lines


def test_a_step_with_no_place_to_open_offers_none() -> None:
    assert not page(CASES["hands-on"]).takes(Verb.OPEN)
    with pytest.raises(NotNow):
        after(CASES["hands-on"], Verb.OPEN)


def test_where_the_usual_fix_cannot_help_the_step_that_can_is_offered_instead() -> None:
    step = Fix(FixKind.HANDS_ON, consent="Move your films.", undo=False)
    found = Checked((Detected("p.full", found=True, says="Your files fill the disk.", instead=step),))
    case = advance(after(opened(automatic("full")), Verb.BEGIN), found, 1.0)
    assert (case.stand, _found(case).fix, _found(case).undo) == (Stand.HANDS_ON, FixKind.HANDS_ON, False)
    assert page(case).steps == ("Move your films.",)
    assert after(case, Verb.DID_IT, computer=Computer()).stand is Stand.FIXED


def test_the_usual_fix_is_back_once_it_can_help_again() -> None:
    step = Fix(FixKind.HANDS_ON, consent="Move your films.", undo=False)
    usual = automatic("full")
    case = after(opened(usual), Verb.BEGIN)
    case = advance(case, Checked((Detected("p.full", found=True, instead=step),)), 1.0)
    case = advance(after(case, Verb.DID_IT), Checked((Detected("p.full", found=True),)), 2.0)
    assert (_found(case).fix, _found(case).undo) == (FixKind.HANDS_ON, False), "it is the step that did not help"
    case = advance(after(case, Verb.AGAIN), Checked((Detected("p.full", found=True),)), 3.0)
    assert (_found(case).fix, page(case).stand) == (FixKind.AUTOMATIC, Stand.FINDING)
    assert case.usual == ()


def test_a_fix_that_was_made_can_still_be_undone_when_the_next_look_asks_for_people() -> None:
    people = Fix(FixKind.PEOPLE, consent="IT makes room.", undo=False)
    case = after(opened(automatic("full")), Verb.BEGIN, Verb.FIX, computer=Computer("full"))
    case = after(case, Verb.AGAIN)
    case = advance(case, Checked((Detected("p.full", found=True, instead=people),)), 9.0)
    assert _found(case).change is not None
    assert _found(case).undo
