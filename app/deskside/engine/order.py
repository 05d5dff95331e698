"""The order of what remains: questions, hands-on steps and fixes by probability over cost.

This is decision-theoretic troubleshooting (Heckerman, Breese & Rommelse,
1995). If one cause is to blame, trying steps in the order of p/c costs a
person least time, and the best moment to hand over is after some first part of
that order. Handing over always helps and costs ``HAND_OVER``.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from deskside.engine.masking import explains
from deskside.engine.record import live_causes, open_findings, result_of
from deskside.model.case import Case, Counted, Result, Stand
from deskside.model.troubleshooter import Cause, FixKind

HAND_OVER = 600.0
"""Seconds of the person's time that writing to the help desk and waiting are worth."""

QUESTION_COST = 15.0

TRUST = 8.0
"""How many counted cases weigh as much as the author's likelihood."""

EVIDENCE = 100.0
"""How much likelier a cause becomes by being found."""

UNKNOWN = 0.1
"""The least chance left to causes that no troubleshooter knows."""


class Step(Struct, frozen=True):
    """Something a person could do next: where it is shown, about what, its chance to help and its cost in seconds."""

    stand: Stand
    about: str
    chance: float
    cost: float


def likelihood(cause: Cause, counted: Iterable[Counted]) -> float:
    """The author's likelihood, refined by what was counted (the mean of a beta distribution)."""
    helped = sum(one.helped for one in counted if one.cause == cause.id)
    tried = sum(one.tried for one in counted if one.cause == cause.id)
    prior = min(max(cause.likelihood, 0.001), 0.999)
    return (prior * TRUST + helped) / (TRUST + max(tried, helped))


def steps(case: Case) -> tuple[Step, ...]:
    """All that could be tried or asked now, each with its chance given what is known; in no particular order."""
    prior = {cause.id: likelihood(cause, case.counted) for cause in case.causes}
    drafts = [*_found(case, prior), *_unseen(case, prior), *_questions(case, prior)]
    total = sum(one.chance for one in drafts) + max(UNKNOWN, 1.0 - sum(prior.values()))
    return tuple(Step(one.stand, one.about, one.chance / total, one.cost) for one in drafts)


def plan(possible: Iterable[Step], hand_over: float = HAND_OVER) -> tuple[Step, ...]:
    """The steps worth taking before people are asked, in the order to take them."""
    ranked = sorted(possible, key=lambda one: -one.chance / one.cost)
    costs = [expected_cost(ranked[:size], hand_over) for size in range(len(ranked) + 1)]
    return tuple(ranked[: costs.index(min(costs))])


def expected_cost(taken: Iterable[Step], hand_over: float = HAND_OVER) -> float:
    """Seconds until the problem is solved, on average: each step is paid for only if none before it helped."""
    cost, remaining = 0.0, 1.0
    for one in taken:
        cost += remaining * one.cost
        remaining -= one.chance
    return cost + max(remaining, 0.0) * hand_over


def _found(case: Case, prior: dict[str, float]) -> list[Step]:
    """Fixes and hands-on steps for what was found."""
    causes = {cause.id: cause for cause in case.causes}
    return [
        Step(_stand(one.fix), one.cause, prior[one.cause] * EVIDENCE, _cost(causes[one.cause]))
        for one in open_findings(case, FixKind.AUTOMATIC, FixKind.HANDS_ON)
    ]


def _unseen(case: Case, prior: dict[str, float]) -> list[Step]:
    """Hands-on steps for what could not be checked: the person can look where the computer cannot."""
    return [
        Step(Stand.HANDS_ON, cause.id, prior[cause.id], _cost(cause))
        for cause in case.causes
        if cause.fix.kind is FixKind.HANDS_ON
        and cause.id not in case.tried
        and result_of(case, cause.id) is Result.COULD_NOT_CHECK
    ]


def _questions(case: Case, prior: dict[str, float]) -> list[Step]:
    """Questions that a cause waits for which still matters."""
    live = live_causes(case)
    chances: dict[str, float] = {}
    for cause in case.causes:
        if result_of(case, cause.id) is None and not explains(case.causes, live, cause.id):
            for question in cause.questions:
                if question not in case.answers:
                    chances[question] = chances.get(question, 0.0) + prior[cause.id]
    return [Step(Stand.QUESTION, question, chance, QUESTION_COST) for question, chance in chances.items()]


def _stand(kind: FixKind) -> Stand:
    return Stand.HANDS_ON if kind is FixKind.HANDS_ON else Stand.FINDING


def _cost(cause: Cause) -> float:
    return max(cause.cost, cause.fix.seconds, 1.0)
