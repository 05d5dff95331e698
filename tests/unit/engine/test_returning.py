"""What a person would notice: Back leads where they were and takes their decision back; start again starts again."""

from __future__ import annotations

from deskside.engine import page, work
from deskside.engine.events import CheckAll, FixApplied
from deskside.model.call import Applied, Undone, Verified
from deskside.model.case import Case, FixState, Result, Stand
from deskside.model.page import Verb

from .cases import WHICH, Computer, after, automatic, hands_on, opened
from .stands import CASES, at_fixed


def _looked_at(case: Case) -> list[str]:
    due = work(case)
    assert isinstance(due, CheckAll)
    return [one.id for one in due.causes]


def test_back_from_a_finding_leads_to_the_start_and_forward_again_looks_again() -> None:
    case = after(CASES["finding"], Verb.BACK)
    assert (case.stand, case.findings, case.checks) == (Stand.INTRO, (), ())
    assert not page(case).can_go_back
    assert _looked_at(after(case, Verb.BEGIN)) == ["p.off", "p.odd"]


def test_back_takes_a_not_now_back() -> None:
    case = after(CASES["finding"], Verb.NOT_NOW, Verb.BACK)
    assert (case.stand, case.current) == (Stand.FINDING, "p.off")
    assert (case.findings[0].state, case.tried) == (FixState.OFFERED, ())
    assert after(case, Verb.FIX).stand is Stand.FIXING


def test_back_takes_an_i_cant_do_this_back() -> None:
    case = after(CASES["hands-on"], Verb.CANNOT, Verb.BACK)
    assert (case.stand, case.findings[0].state) == (Stand.HANDS_ON, FixState.OFFERED)


def test_back_from_it_still_looks_the_same_shows_the_step_again() -> None:
    case = after(CASES["hands-on, no help"], Verb.DID_IT, Verb.BACK, computer=Computer("off"))
    assert (case.stand, case.findings[0].state, case.findings[0].verified) == (Stand.HANDS_ON, FixState.OFFERED, None)


def test_back_to_a_question_asks_it_again_and_forgets_what_followed_from_it() -> None:
    asks = automatic("asks", questions=("which",))
    case = after(opened(asks, automatic("other"), questions=(WHICH,)), Verb.BEGIN, computer=Computer("asks"))
    case = after(case, (Verb.ANSWER, "Hall"), computer=Computer("asks"))
    assert case.current == "p.asks"
    case = after(case, Verb.BACK)
    assert (case.stand, case.current, case.answers, case.findings) == (Stand.QUESTION, "p.which", {}, ())
    assert [one.cause for one in case.checks] == ["p.other"]
    assert _looked_at(after(case, (Verb.ANSWER, "Office"))) == ["p.asks"]


def test_back_from_people_leads_to_where_people_were_asked_for() -> None:
    for name in ("intro", "question", "finding", "hands-on", "fixed", "not fixed", "restart", "welcome back"):
        case = after(CASES[name], Verb.PEOPLE, Verb.BACK)
        assert (case.stand, case.current) == (CASES[name].stand, CASES[name].current)


def test_back_while_the_computer_looks_ends_that() -> None:
    case = after(CASES["checking"], Verb.BACK)
    assert (case.stand, work(case)) == (Stand.INTRO, None)


def test_nothing_that_was_changed_is_gone_back_over() -> None:
    case = at_fixed()
    assert not page(case).can_go_back
    assert after(case, Verb.BACK).stand is Stand.FIXED


def test_start_again_looks_at_everything_again_and_asks_again() -> None:
    asks = automatic("asks", questions=("which",))
    case = after(opened(asks, hands_on("step"), questions=(WHICH,)), Verb.BEGIN, computer=Computer("step"))
    case = after(case, Verb.CANNOT, (Verb.ANSWER, "Hall"), computer=Computer("step"))
    case = after(case, Verb.AGAIN)
    assert _looked_at(case) == ["p.step"]
    assert (case.answers, case.tried, case.findings, case.people_offered) == ({}, (), (), False)


def test_start_again_keeps_what_was_changed_so_that_it_can_be_undone() -> None:
    again = after(at_fixed(), Verb.AGAIN)
    assert [one.state for one in again.findings] == [FixState.FIXED]
    assert page(after(again, Verb.STOP)).takes(Verb.UNDO)
    came_back = after(again, Computer("off").does(work(again)))  # type: ignore[arg-type]
    assert (came_back.stand, came_back.findings[0].state) == (Stand.FINDING, FixState.OFFERED)
    assert came_back.checks[0].result is Result.FOUND


def test_start_again_gives_another_ten_minutes() -> None:
    case = CASES["finding"]
    assert case.active > 0.0
    assert after(case, Verb.AGAIN).active == 0.0


def test_back_leads_to_the_news_it_went_on_from() -> None:
    both = opened(automatic("off", likelihood=0.5), automatic("odd"))
    case = after(both, Verb.BEGIN, Verb.FIX, computer=Computer("off", "odd", useless=("off",)))
    case = after(case, Verb.GO_ON, Verb.BACK)
    assert (case.stand, case.current) == (Stand.NOT_FIXED, "p.off")
    assert after(CASES["nothing found"], Verb.GO_ON, Verb.BACK).stand is Stand.NOTHING_FOUND
    people = after(CASES["people"], Verb.GO_ON, Verb.BACK)
    assert (people.stand, people.people_offered) == (Stand.PEOPLE, True)


def test_back_from_people_leads_to_a_step_that_was_tried_in_the_dark() -> None:
    tried = after(CASES["hands-on, unseen"], Verb.DID_IT, computer=Computer(hidden=("off",)))
    assert after(tried, Verb.PEOPLE, Verb.BACK).stand is Stand.FIXED


def test_start_again_keeps_a_fix_that_got_stuck_so_that_it_can_be_undone() -> None:
    stuck = FixApplied(Applied("p.off", {"was": 1}), Verified("p.off", False), Undone("p.off", False))
    again = after(CASES["fixing"], stuck, Verb.AGAIN, Verb.STOP)
    assert page(again).takes(Verb.UNDO)
