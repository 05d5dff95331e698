"""What a person would notice: the step most worth their time first, and people when they are worth more."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.engine.order import Step, expected_cost, likelihood, plan, steps
from deskside.model.case import Counted, Stand
from deskside.model.page import Verb

from .cases import WHICH, Computer, after, automatic, hands_on, only_people, opened


def _steps(weights: list[tuple[int, int]], rest: int) -> tuple[Step, ...]:
    total = sum(weight for weight, _cost in weights) + rest
    return tuple(
        Step(Stand.FINDING, str(number), weight / total, float(cost)) for number, (weight, cost) in enumerate(weights)
    )


def _cost_over_worlds(order: tuple[Step, ...], hand_over: float) -> float:
    """Expected seconds, the long way: for each thing that may be to blame, the time until it is put right."""
    total = 0.0
    for blame in order:
        spent = sum(one.cost for one in order[: order.index(blame) + 1])
        total += blame.chance * spent
    rest = 1.0 - sum(one.chance for one in order)
    return total + rest * (sum(one.cost for one in order) + hand_over)


some_steps = st.builds(
    _steps, st.lists(st.tuples(st.integers(1, 100), st.integers(1, 900)), max_size=5), st.integers(1, 100)
)


@given(some_steps, st.floats(10, 2000))
def test_no_other_order_and_no_other_moment_to_hand_over_costs_less(
    possible: tuple[Step, ...], hand_over: float
) -> None:
    best = min(
        _cost_over_worlds(order, hand_over)
        for size in range(len(possible) + 1)
        for order in permutations(possible, size)
    )
    assert _cost_over_worlds(plan(possible, hand_over), hand_over) == pytest.approx(best)


@given(some_steps, st.floats(10, 2000))
def test_the_cost_that_is_compared_is_the_time_it_takes(possible: tuple[Step, ...], hand_over: float) -> None:
    assert expected_cost(possible, hand_over) == pytest.approx(_cost_over_worlds(possible, hand_over))


def test_two_steps_that_are_only_together_worth_it_are_both_taken() -> None:
    together = (Step(Stand.FINDING, "a", 0.5, 51.0), Step(Stand.FINDING, "b", 0.4, 41.0))
    assert [one.about for one in plan(together, 100.0)] == ["a", "b"]
    assert plan(together[:1], 100.0) == ()


def test_the_likelier_finding_is_shown_first_and_the_cheaper_of_two_as_likely() -> None:
    both = Computer("a", "b")
    likelier = opened(automatic("a", likelihood=0.1), automatic("b", likelihood=0.3))
    assert after(likelier, Verb.BEGIN, computer=both).current == "p.b"
    cheaper = opened(automatic("a", cost=60.0), automatic("b", cost=20.0))
    assert after(cheaper, Verb.BEGIN, computer=both).current == "p.b"


def test_what_helped_here_before_comes_first_next_time() -> None:
    causes = (automatic("a", likelihood=0.3), automatic("b", likelihood=0.1))
    before = opened(*causes)
    later = opened(*causes, counted=(Counted("p.a", 0, 9), Counted("p.b", 8, 9)))
    both = Computer("a", "b")
    assert after(before, Verb.BEGIN, computer=both).current == "p.a"
    assert after(later, Verb.BEGIN, computer=both).current == "p.b"


@given(st.floats(0, 1), st.integers(0, 1000), st.integers(0, 1000))
def test_likelihood_stays_between_the_author_and_the_count(prior: float, helped: int, more: int) -> None:
    refined = likelihood(automatic("a", likelihood=prior), [Counted("a", helped, helped + more)])
    counted = helped / (helped + more) if helped + more else prior
    low, high = sorted((min(max(prior, 0.001), 0.999), counted))
    assert low - 1e-9 <= refined <= high + 1e-9


@given(st.lists(st.floats(0, 1), min_size=1, max_size=5), st.data())
def test_chances_never_add_up_to_more_than_certainty(likelihoods: list[float], data: st.DataObject) -> None:
    names = [f"c{number}" for number in range(len(likelihoods))]
    broken = data.draw(st.sets(st.sampled_from(names)))
    causes = [automatic(name, likelihood=one) for name, one in zip(names, likelihoods, strict=True)]
    case = after(opened(*causes), Verb.BEGIN, computer=Computer(*broken))
    assert sum(one.chance for one in steps(case)) < 1.0
    assert {one.about for one in steps(case)} == {f"p.{name}" for name in broken}


def test_a_question_is_asked_before_an_unlikely_costly_step_and_after_a_likely_cheap_fix() -> None:
    asks = automatic("asks", questions=("which",), likelihood=0.3)
    step = hands_on("step", likelihood=0.05, cost=200.0)
    case = opened(asks, step, automatic("fix"), questions=(WHICH,))
    hidden = Computer("fix", hidden=("step",))
    case = after(case, Verb.BEGIN, computer=hidden)
    assert (case.stand, case.current) == (Stand.FINDING, "p.fix")
    case = after(case, Verb.NOT_NOW, computer=hidden)
    assert (case.stand, case.current) == (Stand.QUESTION, "p.which")


def test_a_long_step_that_hardly_ever_helps_is_not_asked_for_but_may_be_tried_by_who_wants_to() -> None:
    unlikely = hands_on("unlikely", likelihood=0.02, cost=500.0)
    case = after(opened(unlikely), Verb.BEGIN, computer=Computer(hidden=("unlikely",)))
    assert case.stand is Stand.PEOPLE
    assert after(case, Verb.GO_ON).stand is Stand.HANDS_ON


def test_a_hands_on_step_that_could_not_be_checked_is_offered_when_it_is_worth_it() -> None:
    likely = hands_on("likely", likelihood=0.3, cost=20.0)
    case = after(opened(likely), Verb.BEGIN, computer=Computer(hidden=("likely",)))
    assert (case.stand, case.findings) == (Stand.HANDS_ON, ())


def test_what_only_it_can_do_comes_after_what_can_be_done_here() -> None:
    case = opened(only_people("it", likelihood=0.9), automatic("here", likelihood=0.01))
    both = Computer("it", "here")
    case = after(case, Verb.BEGIN, computer=both)
    assert case.current == "p.here"
    assert after(case, Verb.NOT_NOW, computer=both).current == "p.it"


def test_a_step_is_not_asked_for_when_the_computer_sees_that_all_is_right() -> None:
    case = after(opened(hands_on("fine", likelihood=0.5)), Verb.BEGIN, computer=Computer())
    assert case.stand is Stand.NOTHING_FOUND


def test_a_step_that_could_not_be_judged_is_offered_once_more_when_the_person_starts_again() -> None:
    unseen = Computer(hidden=("step",))
    case = after(opened(hands_on("step", likelihood=0.5)), Verb.BEGIN, Verb.DID_IT, Verb.AGAIN, computer=unseen)
    assert case.stand is Stand.HANDS_ON
