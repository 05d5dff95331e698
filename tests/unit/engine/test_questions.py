"""What a person would notice: a question they need not have been asked, asked twice, or without a way out."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from deskside.engine import page, without_secrets, work
from deskside.engine.events import ApplyFix, CheckAll, ChoicesKnown, Restarted
from deskside.errors import NotNow
from deskside.model.case import Case, Stand
from deskside.model.page import Verb
from deskside.model.troubleshooter import Choice, Question

from .cases import WHICH, Computer, after, automatic, opened, read

PRINTERS = Question("which", "Which printer do you mean?", choices_from="printing.queues")
NAME = Question("name", "What does it say?")
ASKS = automatic("asks", questions=("which",))


def _looked_at(case: Case) -> list[str]:
    due = work(case)
    assert isinstance(due, CheckAll)
    return [one.id for one in due.causes]


def test_what_needs_no_answer_is_looked_at_before_anything_is_asked() -> None:
    case = after(opened(ASKS, automatic("other"), questions=(WHICH,)), Verb.BEGIN)
    assert _looked_at(case) == ["p.other"]
    case = after(opened(ASKS, automatic("other"), questions=(WHICH,)), Verb.BEGIN, computer=Computer())
    assert (case.stand, case.current) == (Stand.QUESTION, "p.which")
    assert _looked_at(after(case, (Verb.ANSWER, "Office"))) == ["p.asks"]


def test_a_question_no_cause_waits_for_is_not_asked() -> None:
    case = after(opened(automatic("other"), questions=(WHICH,)), Verb.BEGIN, computer=Computer())
    assert case.stand is Stand.NOTHING_FOUND


def test_a_question_whose_cause_would_be_explained_anyway_is_not_asked() -> None:
    router = automatic("router", masks=("asks",))
    case = opened(router, ASKS, questions=(WHICH,))
    case = after(case, Verb.BEGIN, Verb.NOT_NOW, computer=Computer("router"))
    assert case.stand is Stand.PEOPLE
    assert case.answers == {}


def test_an_answer_that_is_known_is_not_asked_for() -> None:
    case = after(opened(ASKS, questions=(WHICH,), answers={"which": "Hall"}), Verb.BEGIN)
    assert (_looked_at(case), case.answers) == (["p.asks"], {"p.which": "Hall"})


def test_i_am_not_sure_is_an_answer_and_the_question_does_not_come_back() -> None:
    case = after(opened(ASKS, questions=(WHICH,)), Verb.BEGIN)
    assert page(case).choices[-1] == Choice("", "I'm not sure")
    case = after(case, (Verb.ANSWER, ""))
    assert (_looked_at(case), case.answers) == (["p.asks"], {"p.which": ""})


@pytest.mark.parametrize("question", [WHICH, NAME])
def test_what_to_do_meanwhile_stands_below_the_question(question: Question) -> None:
    asked = replace(question, hint="Please leave it on.")
    case = after(opened(questions=(asked,)), Verb.BEGIN)
    assert page(case).heading == question.ask
    assert page(case).lines[0] == "Please leave it on."
    assert (page(case).asks_text, len(page(case).lines)) == ((True, 2) if question is NAME else (False, 1))


def test_choices_that_the_computer_knows_are_shown() -> None:
    case = after(opened(ASKS, questions=(PRINTERS,)), Verb.BEGIN)
    case = after(case, ChoicesKnown("p.which", (Choice("Office", "Office"), Choice("Hall", "Hall"))))
    assert [one.value for one in page(case).choices] == ["Office", "Hall", ""]
    assert not page(case).asks_text


def test_where_there_is_one_choice_nobody_is_asked() -> None:
    case = after(
        opened(ASKS, questions=(PRINTERS,)), Verb.BEGIN, ChoicesKnown("p.which", (Choice("Office", "Office"),))
    )
    assert (_looked_at(case), case.answers) == (["p.asks"], {"p.which": "Office"})
    early = after(
        opened(ASKS, questions=(PRINTERS,)), ChoicesKnown("p.which", (Choice("Office", "Office"),)), Verb.BEGIN
    )
    assert _looked_at(early) == ["p.asks"]


def test_where_the_computer_knows_no_choices_the_person_types() -> None:
    case = after(opened(ASKS, questions=(PRINTERS,)), Verb.BEGIN, ChoicesKnown("p.which", ()))
    assert page(case).asks_text
    assert after(case, (Verb.ANSWER, "  Office  ")).answers == {"p.which": "Office"}


def test_a_very_long_answer_is_cut() -> None:
    case = after(opened(automatic("asks", questions=("name",)), questions=(NAME,)), Verb.BEGIN)
    assert len(after(case, (Verb.ANSWER, "x" * 10_000)).answers["p.name"]) == 1000


def test_what_was_typed_in_secret_is_hidden_and_not_kept() -> None:
    secret = Question("name", "What does it say?", secret=True)
    case = after(opened(automatic("asks", questions=("name",)), questions=(secret,)), Verb.BEGIN)
    assert page(case).secret
    case = after(case, (Verb.ANSWER, "hunter2"))
    assert "hunter2" not in str(after(case, Verb.STOP))


def test_a_secret_is_not_kept_and_is_asked_for_again_before_the_fix_that_needs_it() -> None:
    secret = Question("name", "What does it say?", secret=True)
    case = after(opened(automatic("off", questions=("name",)), questions=(secret,)), Verb.BEGIN)
    case = after(case, (Verb.ANSWER, "hunter2"), computer=Computer("off"))
    assert case.answers == {"p.name": "hunter2"}
    kept = without_secrets(case)
    assert "hunter2" not in str(kept)
    again = after(after(kept, Restarted("second")), Verb.FIX)
    assert (again.stand, again.current) == (Stand.QUESTION, "p.name")
    again = after(again, (Verb.ANSWER, "hunter2"), computer=Computer("off"))
    assert (again.stand, again.current) == (Stand.FINDING, "p.off")
    due = work(after(again, Verb.FIX))
    assert isinstance(due, ApplyFix)


def test_not_sure_about_a_secret_is_no_secret() -> None:
    secret = Question("name", "What does it say?", secret=True)
    case = after(opened(automatic("off", questions=("name",)), questions=(secret,)), Verb.BEGIN)
    assert without_secrets(after(case, (Verb.ANSWER, ""))).answers == {"p.name": ""}


def test_without_causes_everything_is_asked_and_then_people_help() -> None:
    case = after(opened(questions=(WHICH, NAME)), Verb.BEGIN)
    assert case.current == "p.which"
    case = after(case, (Verb.ANSWER, "Hall"))
    assert case.current == "p.name"
    assert after(case, (Verb.ANSWER, "")).stand is Stand.PEOPLE


def test_without_causes_only_what_was_answered_is_said_to_go_along() -> None:
    promise = "Your answers go along, so you need not tell them twice."
    unanswered = after(opened(questions=(WHICH, NAME)), Verb.PEOPLE)
    assert promise not in read(page(unanswered))
    assert "Answer the questions first" in [action.label for action in page(unanswered).actions]
    answered = after(unanswered, Verb.GO_ON, (Verb.ANSWER, "Hall"), (Verb.ANSWER, ""))
    assert promise in read(page(answered))
    assert not page(answered).takes(Verb.GO_ON)
    assert not any("I found" in line for line in read(page(answered)))


def test_a_cause_that_waits_for_two_answers_is_looked_at_after_both() -> None:
    both = automatic("both", questions=("which", "name"))
    case = after(opened(both, questions=(WHICH, NAME)), Verb.BEGIN, (Verb.ANSWER, "Hall"))
    assert (case.stand, case.current) == (Stand.QUESTION, "p.name")
    assert _looked_at(after(case, (Verb.ANSWER, "Hello"))) == ["p.both"]


@pytest.mark.parametrize("known", [(), (WHICH,)])
def test_a_question_that_is_not_there_holds_nothing_up(known: tuple[Question, ...]) -> None:
    case = after(opened(automatic("asks", questions=("nowhere",)), questions=known), Verb.BEGIN)
    assert _looked_at(case) == ["p.asks"]


def test_choices_for_a_closed_case_are_not_taken() -> None:
    closed = after(opened(ASKS, questions=(PRINTERS,)), Verb.BEGIN, Verb.STOP)
    with pytest.raises(NotNow):
        after(closed, ChoicesKnown("p.which", ()))


def test_a_question_with_one_written_choice_is_asked() -> None:
    one = Question("which", "Is it this one?", (Choice("Office", "Office"),))
    case = after(opened(ASKS, questions=(one,)), Verb.BEGIN)
    assert case.stand is Stand.QUESTION


def test_a_secret_that_was_used_is_not_asked_for_again_for_the_help_desk() -> None:
    secret = Question("name", "What does it say?", secret=True)
    case = after(opened(automatic("asks", questions=("name",)), questions=(secret,)), Verb.BEGIN)
    case = after(case, (Verb.ANSWER, "hunter2"), Verb.STOP, Verb.PEOPLE, computer=Computer())
    assert not page(case).takes(Verb.GO_ON)
