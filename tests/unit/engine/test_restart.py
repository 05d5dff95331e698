"""What a person would notice: "Welcome back" after a restart, at the right time, and what it says then."""

from __future__ import annotations

import pytest

from deskside.engine import Outcome, outcome, page, work
from deskside.engine.events import CheckAll, Restarted, UndoFix
from deskside.model.case import Case, Ending, FixState, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import Restart

from .cases import Computer, after, automatic, hands_on, opened
from .stands import CASES, at_restart

BACK = CASES["welcome back"]


def _state(case: Case) -> FixState:
    return case.findings[0].state


def test_a_fix_that_needs_a_restart_asks_for_it_and_waits() -> None:
    case = at_restart()
    assert (case.stand, _state(case), outcome(case)) == (Stand.RESTART, FixState.NEEDS_RESTART, Outcome.NEEDS_RESTART)
    assert after(case, Verb.LATER).stand is Stand.RESTART
    assert after(case, Restarted("first")).stand is Stand.RESTART


def test_consent_says_that_a_restart_is_needed() -> None:
    case = after(opened(automatic("off", restart=Restart.RESTART)), Verb.BEGIN, computer=Computer("off"))
    assert any("restart" in point.text for point in page(case).points)


def test_after_the_restart_the_person_is_welcomed_back_and_asked() -> None:
    case = after(at_restart(), Restarted("second"))
    assert case.stand is Stand.WELCOME_BACK
    assert page(case).heading == "Welcome back. Did the restart help?"
    helped = after(case, Verb.YES)
    assert (helped.ending, _state(helped), outcome(helped)) == (Ending.FIXED, FixState.FIXED, Outcome.FIXED)


def test_a_restart_we_did_not_notice_counts_when_the_person_says_so() -> None:
    assert after(at_restart(), Verb.GO_ON).stand is Stand.WELCOME_BACK


@pytest.mark.parametrize(
    ("needed", "boot", "counts"),
    [
        (Restart.RESTART, "first/2", False),
        (Restart.RESTART, "second/1", True),
        (Restart.SIGN_OUT, "first/1", False),
        (Restart.SIGN_OUT, "first/2", True),
        (Restart.SIGN_OUT, "second/1", True),
    ],
)
def test_signing_in_again_is_not_a_restart_but_a_restart_is_signing_in_again(
    needed: Restart, boot: str, counts: bool
) -> None:
    case = opened(automatic("off", restart=needed), boot="first/1")
    case = after(case, Verb.BEGIN, Verb.FIX, Restarted(boot), computer=Computer("off"))
    assert (case.stand is Stand.WELCOME_BACK) == counts


def test_a_restart_after_not_now_is_noticed_all_the_same() -> None:
    case = after(at_restart(), Verb.NOT_NOW)
    assert case.stand is Stand.PEOPLE
    assert after(case, Restarted("second")).stand is Stand.WELCOME_BACK
    assert after(case, Verb.STOP, Restarted("second")).stand is Stand.DONE


def test_when_the_restart_did_not_help_it_is_looked_at_again_and_taken_back() -> None:
    looking = after(BACK, Verb.NO)
    due = work(looking)
    assert isinstance(due, CheckAll)
    assert [one.id for one in due.causes] == ["p.off"]
    still_there = Computer("off")
    undoing = after(looking, still_there.does(due))
    assert isinstance(work(undoing), UndoFix)
    undone = after(undoing, still_there.does(work(undoing)))  # type: ignore[arg-type]
    assert (undone.stand, _state(undone)) == (Stand.NOT_FIXED, FixState.UNDONE)
    assert page(undone).heading == "That did not help, so I took it back."


def test_when_the_cause_is_gone_but_it_does_not_work_the_rest_is_looked_at() -> None:
    computer = Computer("off")
    case = opened(automatic("off", restart=Restart.RESTART, likelihood=0.4), automatic("odd"))
    case = after(case, Verb.BEGIN, Verb.FIX, Restarted("second"), computer=computer)
    computer.broken = {"p.odd"}
    case = after(case, Verb.NO, computer=computer)
    assert (case.stand, case.current, _state(case)) == (Stand.FINDING, "p.odd", FixState.FIXED)


def test_who_is_not_sure_lets_the_computer_look() -> None:
    assert after(BACK, Verb.GO_ON, computer=Computer()).stand is Stand.FIXED
    unseen = after(BACK, Verb.GO_ON, computer=Computer(hidden=("off",)))
    assert (unseen.stand, _state(unseen)) == (Stand.FIXED, FixState.UNVERIFIED)


def test_a_restart_is_a_step_by_hand_too() -> None:
    case = after(opened(hands_on("off", restart=Restart.RESTART)), Verb.BEGIN, computer=Computer("off"))
    assert case.stand is Stand.HANDS_ON
    came_back = after(case, Restarted("second"))
    assert (came_back.stand, _state(came_back)) == (Stand.WELCOME_BACK, FixState.NEEDS_RESTART)
    assert _state(after(came_back, Verb.YES)) is FixState.FIXED
    assert after(case, Verb.DID_IT).stand is Stand.RESTART
    still = after(came_back, Verb.NO, computer=Computer("off"))
    assert (still.stand, _state(still)) == (Stand.NOT_FIXED, FixState.FAILED)


def test_a_fix_that_cannot_be_undone_stays_when_the_restart_did_not_help() -> None:
    once = automatic("off", restart=Restart.RESTART, undo=False)
    case = after(opened(once), Verb.BEGIN, Verb.FIX, Verb.GO_ON, Verb.NO, computer=Computer("off"))
    assert (case.stand, _state(case)) == (Stand.NOT_FIXED, FixState.FAILED)


def test_starting_again_before_the_restart_reminds_of_it() -> None:
    case = after(at_restart(), Verb.AGAIN, computer=Computer("off"))
    assert (case.stand, _state(case)) == (Stand.RESTART, FixState.NEEDS_RESTART)
    gone = after(at_restart(), Verb.AGAIN, computer=Computer())
    assert (gone.stand, _state(gone)) == (Stand.FIXED, FixState.FIXED)


def test_the_computers_work_is_not_broken_off_by_a_welcome() -> None:
    both = opened(automatic("off", restart=Restart.RESTART, likelihood=0.5), automatic("odd"))
    case = after(both, Verb.BEGIN, Verb.FIX, Verb.NOT_NOW, computer=Computer("off", "odd"))
    undoing = after(case, Verb.FIX, computer=Computer("off"))
    undoing = after(undoing, Verb.UNDO)
    assert after(undoing, Restarted("second")).stand is Stand.UNDOING


def test_each_start_of_the_computer_is_noted_and_counts_once() -> None:
    case = after(CASES["finding"], Restarted("second"))
    assert (case.stand, case.boot) == (Stand.FINDING, "second")
    again = after(at_restart(), Restarted("second"), Verb.YES, Restarted("third"))
    assert again.stand is Stand.DONE


def test_after_a_welcome_there_is_no_way_back_before_the_restart() -> None:
    case = after(opened(hands_on("off", restart=Restart.RESTART)), Verb.BEGIN, computer=Computer("off"))
    assert page(case).can_go_back
    assert not page(after(case, Restarted("second"))).can_go_back


def test_a_step_that_needs_a_restart_is_asked_for_once_and_then_looked_at() -> None:
    step = opened(hands_on("off", restart=Restart.RESTART))
    case = after(step, Verb.BEGIN, Verb.DID_IT, computer=Computer("off"))
    assert (_state(case), outcome(case)) == (FixState.NEEDS_RESTART, Outcome.NEEDS_RESTART)
    case = after(case, Restarted("second"), Verb.NO, computer=Computer("off"))
    assert case.stand is Stand.NOT_FIXED
    assert after(case, Verb.DID_IT).stand is Stand.CHECKING
