"""How urgent a ticket is said to be: of who else is stopped and how much it holds the person up."""

from __future__ import annotations

import pytest

from deskside.config.kinds import KINDS
from deskside.model.parcel import Impact, Urgency
from deskside.model.ticket import Priority
from deskside.tickets.composing.priority import USUAL, priority_of, read_matrix


@pytest.mark.parametrize(
    ("impact", "urgency", "priority"),
    [
        ("many", "stopped", Priority.URGENT),
        ("many", "can-wait", Priority.NORMAL),
        ("few", "stopped", Priority.HIGH),
        ("me", "stopped", Priority.NORMAL),
        ("me", "can-wait", Priority.LOW),
        ("", "", Priority.NORMAL),
        ("unknown", "stopped", Priority.HIGH),
        ("", "stopped", Priority.HIGH),
        ("many", "", Priority.HIGH),
    ],
)
def test_the_more_people_and_the_less_they_can_do_the_more_urgent(
    impact: str, urgency: str, priority: Priority
) -> None:
    assert priority_of(USUAL, impact, urgency) is priority


def test_whatever_can_be_said_has_a_priority_and_more_of_it_is_never_less_urgent() -> None:
    rank = {priority: number for number, priority in enumerate(Priority)}
    for impact in ("", *Impact):
        ranks = [rank[priority_of(USUAL, impact, urgency)] for urgency in reversed(Urgency)]
        assert ranks == sorted(ranks)
    for urgency in ("", *Urgency):
        ranks = [rank[priority_of(USUAL, impact, urgency)] for impact in (Impact.ME, Impact.FEW, Impact.MANY)]
        assert ranks == sorted(ranks)


def test_an_organisation_weighs_as_it_likes() -> None:
    setting = {"me": {"stopped": "urgent"}}
    assert KINDS["priorities"].takes(setting)  # type: ignore[arg-type]
    matrix = read_matrix(setting)  # type: ignore[arg-type]
    assert priority_of(matrix, "me", "stopped") is Priority.URGENT
    assert priority_of(matrix, "me", "slowed") is Priority.LOW


@pytest.mark.parametrize(
    "setting", [{"all": {}}, {"me": "urgent"}, {"me": {"stopped": "now"}}, {"me": {"late": "low"}}]
)
def test_a_table_with_a_wrong_word_is_refused(setting: object) -> None:
    assert not KINDS["priorities"].takes(setting)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("setting", "fits"),
    [
        ({"urgent": "1 hour", "low": "3 days"}, True),
        ({"urgent": "soon"}, False),
        ({"now": "1 hour"}, False),
        ({"urgent": 1}, False),
    ],
)
def test_a_promise_that_cannot_be_counted_is_refused(setting: object, fits: bool) -> None:
    assert KINDS["promises"].takes(setting) is fits  # type: ignore[arg-type]
