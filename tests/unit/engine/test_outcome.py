"""What IT would notice: the one word for a case, by its precedence, and the sentences a ticket gets."""

from __future__ import annotations

from itertools import combinations

import pytest
from msgspec.structs import replace

from deskside.engine import Outcome, outcome, tried_lines
from deskside.model.case import Case, Check, Finding, FixState, Result, Unnamed
from deskside.model.page import Verb
from deskside.model.troubleshooter import Choice, FixKind, Question

from .cases import Computer, after, automatic, hands_on, only_people, opened
from .stands import CASES

STATES = {
    (FixKind.AUTOMATIC, FixState.OFFERED): Outcome.NOT_FIXED,
    (FixKind.AUTOMATIC, FixState.FIXED): Outcome.FIXED,
    (FixKind.AUTOMATIC, FixState.UNVERIFIED): Outcome.COULD_NOT_CHECK,
    (FixKind.AUTOMATIC, FixState.FAILED): Outcome.NOT_FIXED,
    (FixKind.AUTOMATIC, FixState.UNDONE): Outcome.NOT_FIXED,
    (FixKind.AUTOMATIC, FixState.DECLINED): Outcome.NOT_FIXED,
    (FixKind.AUTOMATIC, FixState.NEEDS_ADMIN): Outcome.NEEDS_PEOPLE,
    (FixKind.AUTOMATIC, FixState.NEEDS_RESTART): Outcome.NEEDS_RESTART,
    (FixKind.HANDS_ON, FixState.OFFERED): Outcome.NOT_FIXED,
    (FixKind.HANDS_ON, FixState.FIXED): Outcome.FIXED,
    (FixKind.PEOPLE, FixState.OFFERED): Outcome.NEEDS_PEOPLE,
    (FixKind.PEOPLE, FixState.DECLINED): Outcome.NEEDS_PEOPLE,
}


def _finding(cause: str, kind: FixKind, state: FixState) -> Finding:
    return Finding(cause, "It is off.", {}, kind, undo=True, state=state)


def _case(*states: tuple[FixKind, FixState]) -> Case:
    """A case in which these findings were made and everything else is clear."""
    names = [f"c{number}" for number in range(len(states))]
    case = opened(*(automatic(name) for name in [*names, "clear"]))
    found = [_finding(f"p.{name}", *state) for name, state in zip(names, states, strict=True)]
    checks = [Check(one.cause, Result.FOUND) for one in found]
    return replace(case, findings=tuple(found), checks=(*checks, Check("p.clear", Result.CLEAR)))


@pytest.mark.parametrize(("finding", "word"), STATES.items())
def test_one_finding_decides(finding: tuple[FixKind, FixState], word: Outcome) -> None:
    assert outcome(_case(finding)) is word


@pytest.mark.parametrize("pair", list(combinations(STATES, 2)))
def test_of_two_findings_the_graver_decides(pair: tuple[tuple[FixKind, FixState], tuple[FixKind, FixState]]) -> None:
    order = ["needs-people", "not-fixed", "needs-restart", "could-not-check", "fixed", "nothing-found"]
    words = sorted((STATES[one] for one in pair), key=order.index)
    assert outcome(_case(*pair)) is words[0]
    assert outcome(_case(*reversed(pair))) is words[0]


def test_all_clear_is_nothing_found() -> None:
    assert outcome(_case()) is Outcome.NOTHING_FOUND


def test_one_check_that_could_not_be_made_is_enough_not_to_say_nothing_found_or_fixed() -> None:
    for case in (_case(), _case((FixKind.AUTOMATIC, FixState.FIXED))):
        unseen = replace(case, checks=(*case.checks[:-1], Check("p.clear", Result.COULD_NOT_CHECK)))
        assert outcome(unseen) is Outcome.COULD_NOT_CHECK
        assert outcome(replace(case, checks=case.checks[:-1])) is Outcome.COULD_NOT_CHECK


def test_trouble_without_a_name_needs_people() -> None:
    for case in (_case(), _case((FixKind.AUTOMATIC, FixState.FIXED))):
        assert outcome(replace(case, unnamed=(Unnamed("A light blinks.", {}),))) is Outcome.NEEDS_PEOPLE


def test_what_still_does_not_work_is_not_fixed_whatever_was_verified() -> None:
    case = after(CASES["fixed"], Verb.NO, computer=Computer())
    assert outcome(case) is Outcome.NOT_FIXED


def test_what_a_fixed_cause_was_hiding_has_to_be_looked_at_before_all_is_fixed() -> None:
    computer = Computer("router", "names")
    case = opened(automatic("router", masks=("names",)), automatic("names"))
    case = after(case, Verb.BEGIN, Verb.FIX, computer=computer)
    assert outcome(case) is Outcome.COULD_NOT_CHECK
    computer.broken.clear()
    assert outcome(after(case, Verb.GO_ON, computer=computer)) is Outcome.FIXED


def test_a_troubleshooter_without_causes_needs_people() -> None:
    assert outcome(opened()) is Outcome.NEEDS_PEOPLE


def test_the_ticket_tells_what_was_answered_found_and_tried() -> None:
    which = Question("which", "Which printer do you mean?", (Choice("q1", "Office"), Choice("q2", "Hall")))
    causes = (automatic("off"), hands_on("empty"), only_people("lost"), automatic("fine"), automatic("dark"))
    case = opened(*causes, questions=(which,), answers={"which": "q1"})
    computer = Computer("off", "empty", "lost", hidden=("dark",), useless=("off",))
    computer.unnamed = ("A light blinks.",)
    case = after(case, Verb.BEGIN, Verb.FIX, Verb.GO_ON, Verb.CANNOT, computer=computer)
    assert tried_lines(case) == (
        "Asked: Which printer do you mean? Answer: Office",
        "Found: It is off. A fix was tried and did not help. It was taken back.",
        "Found: It is empty. The person could not do the step.",
        "Found: It is lost. Only IT can fix it.",
        "Also seen, and not understood: A light blinks.",
        "1 other thing was looked at and showed no trouble.",
        "Could not be looked at: Is dark right?",
    )


def test_the_ticket_says_when_it_still_does_not_work() -> None:
    case = after(CASES["fixed"], Verb.NO, computer=Computer())
    assert tried_lines(case) == (
        "Found: It is off. This was fixed and checked.",
        "1 other thing was looked at and showed no trouble.",
        "After that it still did not work.",
    )


def test_the_ticket_says_which_step_was_tried_in_the_dark() -> None:
    case = after(CASES["hands-on, unseen"], Verb.CANNOT)
    assert "This step was suggested to the person all the same." in tried_lines(case)


def test_a_secret_answer_is_in_no_ticket() -> None:
    secret = Question("pin", "What is your PIN?", secret=True)
    case = opened(automatic("off"), questions=(secret,), answers={"pin": "4711"})
    assert "4711" not in str(tried_lines(case))


@pytest.mark.parametrize("kind", FixKind)
@pytest.mark.parametrize("state", FixState)
@pytest.mark.parametrize("verified", [None, True, False])
def test_every_result_has_its_sentence(kind: FixKind, state: FixState, verified: bool | None) -> None:
    finding = replace(_finding("p.c0", kind, state), verified=verified)
    (line, *_rest) = tried_lines(replace(_case((kind, state)), findings=(finding,)))
    assert line.startswith("Found: It is off. ")
    assert ("was fixed" in line) <= (state in (FixState.FIXED, FixState.UNDONE))


def test_i_am_not_sure_is_not_told_as_an_answer() -> None:
    which = Question("which", "Which printer do you mean?")
    assert tried_lines(opened(automatic("off"), questions=(which,), answers={"which": ""})) == ()


def test_a_step_the_person_did_is_told_once_and_as_theirs() -> None:
    helped, no_help = CASES["hands-on, helped"], CASES["hands-on, no help"]
    assert tried_lines(helped) == ("Found: It is off. The person put it right.",)
    assert tried_lines(no_help) == ("Found: It is off. The person did the step. It did not help.",)
    unseen = after(CASES["hands-on"], Verb.DID_IT, Verb.CANCEL)
    assert tried_lines(unseen) == (
        "Found: It is off. The person did the step. It could not be checked whether it helped.",
    )
    says_so = after(unseen, Verb.YES)
    assert tried_lines(says_so) == ("Found: It is off. The person did the step and says it helped.",)


def test_whether_a_fix_could_be_taken_back_is_told() -> None:
    stuck = replace(_finding("p.c0", FixKind.AUTOMATIC, FixState.FAILED), change={"was": 1})
    refused = replace(stuck, change=None)
    case = _case((FixKind.AUTOMATIC, FixState.FAILED))
    assert "It could not be taken back." in tried_lines(replace(case, findings=(stuck,)))[0]
    assert "did not work." in tried_lines(replace(case, findings=(refused,)))[0]
