"""What a person would notice: what is said and done after "Fix it", after "I did it", and after "No, not yet"."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from deskside.engine import page, work
from deskside.engine.events import ApplyFix, CheckAll, Checked, FixApplied
from deskside.engine.looking import looked
from deskside.errors import NotNow
from deskside.model.call import Applied, Detected, Undone, Verified
from deskside.model.case import Case, Check, Ending, Finding, FixState, Result, Stand
from deskside.model.page import Verb

from .cases import Computer, after, automatic, hands_on, only_people, opened
from .stands import CASES


def _found(case: Case, cause: str = "p.off") -> Finding:
    return next(one for one in case.findings if one.cause == cause)


def _looked_at(case: Case) -> list[str]:
    due = work(case)
    assert isinstance(due, CheckAll)
    return [one.id for one in due.causes]


FIXING = CASES["fixing"]
CHANGE = {"was": "off", "is": "on"}
APPLIED = Applied("p.off", CHANGE, seconds=0.5)


def test_all_that_can_be_looked_at_is_looked_at_at_once() -> None:
    case = after(opened(automatic("a"), hands_on("b"), automatic("c")), Verb.BEGIN)
    assert _looked_at(case) == ["p.a", "p.b", "p.c"]


def test_a_yes_is_needed_and_then_the_fix_is_made_with_what_was_found() -> None:
    assert work(CASES["finding"]) is None
    due = work(FIXING)
    assert isinstance(due, ApplyFix)
    assert due.cause.id == "p.off"
    assert due.finding.evidence == {"seen": "p.off"}


def test_a_fix_that_was_verified_is_called_fixed_and_the_person_is_asked() -> None:
    case = after(FIXING, FixApplied(APPLIED, Verified("p.off", True, seconds=0.25)))
    assert case.stand is Stand.FIXED
    found = _found(case)
    assert (found.state, found.verified, found.change, found.seconds) == (FixState.FIXED, True, CHANGE, 0.75)
    assert after(case, Verb.YES).ending is Ending.FIXED


def test_a_fix_that_did_not_help_and_was_taken_back_says_so() -> None:
    did_not_help = FixApplied(APPLIED, Verified("p.off", False), Undone("p.off", True))
    case = after(FIXING, did_not_help)
    assert (case.stand, _found(case).state, _found(case).verified) == (Stand.NOT_FIXED, FixState.UNDONE, False)
    assert not page(case).takes(Verb.UNDO)


def test_a_fix_that_did_not_help_and_could_not_be_taken_back_can_be_undone_later() -> None:
    case = after(FIXING, FixApplied(APPLIED, Verified("p.off", False), Undone("p.off", False)))
    assert (case.stand, _found(case).state) == (Stand.NOT_FIXED, FixState.FAILED)
    assert page(after(case, Verb.STOP)).takes(Verb.UNDO)


def test_a_fix_that_could_not_be_verified_is_never_called_fixed_by_us() -> None:
    case = after(FIXING, FixApplied(APPLIED, Verified("p.off", None, "no answer")))
    assert (case.stand, _found(case).state) == (Stand.FIXED, FixState.UNVERIFIED)
    assert "fixed" not in page(case).heading.lower()
    works = after(case, Verb.YES)
    assert (works.ending, _found(works).state, _found(works).verified) == (Ending.FIXED, FixState.FIXED, None)


def test_where_the_right_is_missing_it_has_to_do_it_and_people_are_one_click_away() -> None:
    case = after(FIXING, FixApplied(Applied("p.off", refused="not-permitted", why="policy")))
    assert (case.stand, _found(case).state, _found(case).why) == (Stand.NOT_FIXED, FixState.NEEDS_ADMIN, "policy")
    assert page(case).heading == "IT has to do this one."
    assert [action.verb for action in page(case).actions if action.main] == [Verb.PEOPLE]
    assert after(case, Verb.PEOPLE).stand is Stand.PEOPLE


def test_a_fix_that_may_have_been_made_is_looked_at_again_and_not_offered_twice() -> None:
    case = after(FIXING, FixApplied(Applied("p.off", refused="took-too-long")))
    assert _looked_at(case) == ["p.off"]
    assert _found(case).state is FixState.UNVERIFIED
    helped = after(case, Checked((Detected("p.off", False),)))
    assert (helped.stand, _found(helped).state) == (Stand.FIXED, FixState.FIXED)
    failed = after(case, Checked((Detected("p.off", True),)))
    assert (failed.stand, _found(failed).state) == (Stand.NOT_FIXED, FixState.FAILED)
    assert after(failed, Verb.GO_ON).stand is Stand.PEOPLE


def test_no_not_yet_looks_at_everything_else_again_and_then_offers_people() -> None:
    computer = Computer("off")
    case = after(opened(automatic("off"), automatic("odd"), automatic("lost")), Verb.BEGIN, Verb.FIX, computer=computer)
    looking = after(case, Verb.NO)
    assert _looked_at(looking) == ["p.odd", "p.lost"]
    assert after(case, Verb.NO, computer=computer).stand is Stand.PEOPLE
    computer.broken.add("p.odd")
    assert after(case, Verb.NO, computer=computer).current == "p.odd"


def test_a_finding_that_went_away_with_another_fix_is_not_shown_any_more() -> None:
    computer = Computer("off", "odd")
    case = after(opened(automatic("off", likelihood=0.3), automatic("odd")), Verb.BEGIN, Verb.FIX, computer=computer)
    computer.broken.clear()
    case = after(case, Verb.GO_ON, computer=computer)
    assert [one.cause for one in case.findings] == ["p.off"]
    assert (case.stand, page(case).takes(Verb.GO_ON)) == (Stand.FIXED, False)


def test_what_could_not_be_seen_before_a_fix_is_looked_at_after_it() -> None:
    computer = Computer("off", "odd", hidden=("odd",))
    case = after(opened(automatic("off"), automatic("odd")), Verb.BEGIN, Verb.FIX, computer=computer)
    computer.hidden.clear()
    assert after(case, Verb.GO_ON, computer=computer).current == "p.odd"


def test_not_now_is_respected_and_leads_to_people() -> None:
    case = after(CASES["finding"], Verb.NOT_NOW)
    assert (case.stand, _found(case).state) == (Stand.PEOPLE, FixState.DECLINED)


def test_going_on_without_a_word_leaves_a_finding_open_so_that_it_can_be_fixed_by_name() -> None:
    computer = Computer("off", "odd")
    case = after(opened(automatic("off"), automatic("odd")), Verb.BEGIN, Verb.GO_ON, Verb.GO_ON, computer=computer)
    assert {one.state for one in case.findings} == {FixState.OFFERED}
    case = after(case, (Verb.FIX, "p.odd"), computer=computer)
    assert [(one.cause, one.state) for one in case.findings] == [
        ("p.off", FixState.OFFERED),
        ("p.odd", FixState.FIXED),
    ]


def test_trouble_without_a_name_is_told_and_gone_once_it_is_not_seen_any_more() -> None:
    case = CASES["unnamed"]
    assert "The printer blinks." in page(case).lines
    assert [(one.says, one.cause) for one in case.unnamed] == [("The printer blinks.", "p.off")]
    assert after(case, Verb.AGAIN, computer=Computer()).unnamed == ()


def test_a_cause_without_an_answer_could_not_be_checked() -> None:
    case = after(opened(automatic("off"), automatic("odd")), Verb.BEGIN, Checked((Detected("p.off"),)))
    assert {one.cause: one.result for one in case.checks} == {
        "p.off": Result.CLEAR,
        "p.odd": Result.COULD_NOT_CHECK,
    }


def test_only_what_the_computer_changed_can_be_undone() -> None:
    kinds = {"p.a": True, "p.b": False, "p.c": False}
    case = opened(automatic("a"), hands_on("b"), only_people("c"))
    case = after(case, Verb.BEGIN, computer=Computer("a", "b", "c"))
    assert {one.cause: one.undo for one in case.findings} == kinds


def test_a_check_without_words_of_its_own_uses_those_of_the_cause() -> None:
    case = opened(automatic("off"), replace(automatic("odd"), explain=""))
    case = after(case, Verb.BEGIN, computer=Computer("off", "odd"))
    assert [one.says for one in case.findings] == ["It is off.", "Is odd right?"]


def test_why_a_fix_could_not_be_verified_is_kept_for_the_agent() -> None:
    assert _found(after(FIXING, FixApplied(APPLIED, Verified("p.off", None, "no answer")))).why == "no answer"
    because = Applied("p.off", CHANGE, why="slow")
    assert _found(after(FIXING, FixApplied(because, Verified("p.off", True)))).why == "slow"


def test_all_clear_elsewhere_there_is_no_rest_to_look_at() -> None:
    assert not page(CASES["fixed"]).takes(Verb.GO_ON)
    unseen = Computer("off", hidden=("odd",))
    case = after(opened(automatic("off"), automatic("odd")), Verb.BEGIN, Verb.FIX, computer=unseen)
    assert page(case).takes(Verb.GO_ON)
    case = after(case, Verb.GO_ON, computer=unseen)
    assert (case.stand, page(case).takes(Verb.GO_ON)) == (Stand.FIXED, False)


def test_who_asked_for_people_can_still_have_the_rest_looked_at() -> None:
    computer = Computer("router", "names")
    case = opened(automatic("router", masks=("names",)), automatic("names"))
    case = after(case, Verb.BEGIN, Verb.FIX, Verb.PEOPLE, computer=computer)
    assert page(case).takes(Verb.GO_ON)
    assert after(case, Verb.GO_ON, computer=computer).current == "p.names"


def test_a_fix_that_was_not_wanted_and_went_away_by_itself_is_not_called_fixed() -> None:
    case = after(CASES["finding"], Verb.NOT_NOW)
    for result in (Detected("p.off"), Detected("p.off", problem="no")):
        seen_again = looked(replace(case, checking=("p.off",)), (result,))
        assert seen_again.findings == ()


def test_what_is_hidden_by_another_cause_is_not_fixed_even_by_name() -> None:
    hidden = replace(CASES["finding"], checks=(Check("p.off", Result.MASKED, by="p.odd"),))
    with pytest.raises(NotNow):
        after(hidden, (Verb.FIX, "p.off"))
