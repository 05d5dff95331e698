"""What a person would notice: a button that does nothing, or does what it should not, at some place on the way."""

from __future__ import annotations

import pytest

from deskside.engine import advance, page, work
from deskside.engine.events import (
    Checked,
    ChoicesKnown,
    Did,
    Event,
    FixApplied,
    FixUndone,
    TicketMade,
    WorkCancelled,
)
from deskside.errors import NotNow
from deskside.model.call import Applied, Undone
from deskside.model.case import Case, Ending, FixState, Stand
from deskside.model.page import Verb

from .cases import Computer, after
from .stands import CASES, at_finding, at_fixed

EVERYWHERE = {Verb.PEOPLE, Verb.STOP, Verb.BACK, Verb.AGAIN}
AT_WORK = EVERYWHERE | {Verb.CANCEL}

TAKES: dict[str, set[Verb]] = {
    "intro": EVERYWHERE | {Verb.BEGIN},
    "checking": AT_WORK,
    "question": EVERYWHERE | {Verb.ANSWER},
    "finding": EVERYWHERE | {Verb.FIX, Verb.NOT_NOW, Verb.GO_ON},
    "finding for people": EVERYWHERE | {Verb.NOT_NOW, Verb.GO_ON},
    "fixing": AT_WORK,
    "fixed": EVERYWHERE | {Verb.YES, Verb.NO, Verb.UNDO},
    "fixed, more found": EVERYWHERE | {Verb.YES, Verb.NO, Verb.UNDO, Verb.GO_ON},
    "fixed, not verified": EVERYWHERE | {Verb.YES, Verb.NO, Verb.UNDO},
    "changed since": EVERYWHERE | {Verb.YES, Verb.NO, Verb.UNDO, Verb.NOT_NOW},
    "undoing": AT_WORK,
    "undone": EVERYWHERE | {Verb.GO_ON},
    "not fixed": EVERYWHERE | {Verb.GO_ON},
    "needs admin": EVERYWHERE | {Verb.GO_ON},
    "hands-on": EVERYWHERE | {Verb.DID_IT, Verb.CANNOT, Verb.GO_ON},
    "hands-on, unseen": EVERYWHERE | {Verb.DID_IT, Verb.CANNOT, Verb.GO_ON},
    "hands-on, no help": EVERYWHERE | {Verb.DID_IT, Verb.GO_ON},
    "hands-on, helped": EVERYWHERE | {Verb.YES, Verb.NO},
    "restart": EVERYWHERE | {Verb.LATER, Verb.NOT_NOW, Verb.GO_ON},
    "welcome back": EVERYWHERE | {Verb.YES, Verb.NO, Verb.GO_ON},
    "nothing found": EVERYWHERE | {Verb.YES, Verb.GO_ON},
    "nothing seen": EVERYWHERE | {Verb.YES, Verb.GO_ON},
    "unnamed": EVERYWHERE | {Verb.YES, Verb.GO_ON},
    "people": EVERYWHERE | {Verb.GO_ON},
    "people, nothing left": EVERYWHERE,
    "done, fixed": {Verb.UNDO, Verb.PEOPLE, Verb.HELPED, Verb.NO_HELP},
    "done, stopped": {Verb.PEOPLE, Verb.HELPED, Verb.NO_HELP},
    "done, no help": {Verb.PEOPLE, Verb.REMARK},
    "done, rated": {Verb.UNDO, Verb.PEOPLE},
}

COMPUTER: dict[str, Event] = {
    "checked": Checked(()),
    "fix applied": FixApplied(Applied("p.off", {"was": 1})),
    "fix undone": FixUndone(Undone("p.off", True)),
    "cancelled": WorkCancelled(),
}
ANSWERS_AT = {
    "checking": {"checked", "cancelled"},
    "fixing": {"fix applied", "cancelled"},
    "undoing": {"fix undone", "cancelled"},
}


def _fits(case: Case, event: Event) -> bool:
    try:
        advance(case, event, 99.0)
    except NotNow:
        return False
    return True


@pytest.mark.parametrize("name", CASES)
def test_each_place_takes_what_it_should_and_nothing_else(name: str) -> None:
    assert {verb for verb in Verb if _fits(CASES[name], Did(verb))} == TAKES[name]


@pytest.mark.parametrize("name", CASES)
def test_the_computers_answer_counts_only_where_it_was_asked(name: str) -> None:
    assert {what for what, event in COMPUTER.items() if _fits(CASES[name], event)} == ANSWERS_AT.get(name, set())


@pytest.mark.parametrize("name", CASES)
def test_every_button_on_a_page_works(name: str) -> None:
    shown = page(CASES[name])
    for action in (*shown.actions, *shown.frame):
        assert _fits(CASES[name], Did(action.verb)), action.label


@pytest.mark.parametrize("name", CASES)
def test_the_computer_works_only_where_the_page_says_so(name: str) -> None:
    assert (work(CASES[name]) is not None) == (name in ANSWERS_AT)


def test_a_fix_of_something_else_than_was_asked_for_does_not_count() -> None:
    with pytest.raises(NotNow):
        advance(CASES["fixing"], FixApplied(Applied("p.odd", {})), 99.0)


def test_an_answer_that_was_not_offered_is_not_taken() -> None:
    with pytest.raises(NotNow):
        after(CASES["question"], (Verb.ANSWER, "Cellar"))


def test_a_ticket_closes_a_case_wherever_it_stands() -> None:
    for case in CASES.values():
        closed = after(case, TicketMade("DS-00000-00000"))
        assert (closed.stand, closed.ending, closed.ticket) == (Stand.DONE, Ending.SENT, "DS-00000-00000")
        assert not _fits(closed, Did(Verb.PEOPLE))


def test_only_a_closed_case_is_rated() -> None:
    assert after(CASES["done, fixed"], Verb.HELPED).helped is True
    assert after(CASES["done, stopped"], Verb.NO_HELP).helped is False
    assert not _fits(CASES["fixed"], Did(Verb.HELPED))
    assert not _fits(after(CASES["people"], TicketMade("DS-00000-00000")), Did(Verb.HELPED))


def test_after_a_no_one_sentence_is_asked_for_and_need_not_be_given() -> None:
    no = after(CASES["done, stopped"], Verb.NO_HELP)
    assert after(no, (Verb.REMARK, " A picture \n of it ")).remark == "A picture of it"
    assert after(no, (Verb.REMARK, "")).remark == ""
    assert len(after(no, (Verb.REMARK, "word " * 200)).remark or "") <= 300
    assert not _fits(CASES["done, stopped"], Did(Verb.REMARK, "Hm"))
    assert not _fits(after(CASES["done, stopped"], Verb.HELPED), Did(Verb.REMARK, "Hm"))


def test_what_was_said_once_is_not_asked_again() -> None:
    no = after(CASES["done, stopped"], Verb.NO_HELP)
    assert not _fits(no, Did(Verb.HELPED))
    assert not _fits(after(no, (Verb.REMARK, "")), Did(Verb.REMARK, "After all"))


def test_a_fix_that_was_kept_back_can_be_tried_again_once_that_is_out_of_the_way() -> None:
    computer = Computer("off")
    computer.refuses["p.off"] = "problem"
    kept_back = after(at_finding(), Verb.FIX, computer=computer)
    assert kept_back.stand is Stand.NOT_FIXED
    computer.refuses.clear()
    fixed = after(kept_back, Verb.FIX, computer=computer)
    assert (fixed.stand, fixed.findings[0].state) == (Stand.FIXED, FixState.FIXED)
    for name in ("not fixed", "needs admin", "undone"):
        assert not _fits(CASES[name], Did(Verb.FIX))


def test_choices_for_a_question_that_is_not_there_are_not_taken() -> None:
    assert not _fits(CASES["question"], ChoicesKnown("p.where", ()))


def test_each_step_notes_when_it_was() -> None:
    assert advance(at_fixed(), Did(Verb.YES), 777.0).touched == 777.0
