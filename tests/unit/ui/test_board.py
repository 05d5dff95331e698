"""What the home page and the tray's menu put first."""

from __future__ import annotations

from pathlib import Path

from deskside.model.case import Case
from deskside.model.troubleshooter import Troubleshooter
from deskside.ui.board import Known

SHELF = tuple(
    Troubleshooter(name, "1.0.0", name, Path(), has_code=mends)
    for name, mends in (
        ("account-locked", False),
        ("disk-full", True),
        ("internet", True),
        ("printer", True),
        ("wifi", False),
    )
)


def case(troubleshooter: str) -> Case:
    return Case(troubleshooter, troubleshooter, "1.0.0", troubleshooter, opened=0.0, language="en", words="")


def first(*history: str) -> list[str]:
    known = Known(troubleshooters=SHELF, history=tuple(case(name) for name in history))
    return [one.id for one in known.most_used]


def test_what_can_be_mended_here_is_offered_to_a_new_person_before_what_only_people_can_do() -> None:
    assert first() == ["printer", "internet", "disk-full", "account-locked", "wifi"]


def test_what_this_person_came_for_most_stands_first_whoever_mends_it() -> None:
    assert first("wifi", "wifi", "printer") == ["wifi", "printer", "internet", "disk-full", "account-locked"]
