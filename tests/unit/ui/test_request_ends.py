"""The end of a request: solved, not solved after all, rated; by a button, in words, or told how."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton

from deskside.model.ticket import Stage
from deskside.tickets.backend import Can

from .test_requests import opened
from .walk import Walk


def test_what_has_no_way_of_its_own_goes_as_words(walk: Walk) -> None:
    walk.prepared.casework.mail.can = Can(solve=False, reopen=False, rate=False)
    page = opened(walk, "Done.", "resolved")
    assert "How did we do?" in walk.words()
    walk.press("Not solved after all")
    walk.until(lambda: any("not solved after all" in one.text for one in walk.board.known.tickets[0].messages))
    assert page.reference == walk.board.known.tickets[0].reference


def test_solved_is_offered_wherever_an_answer_can_be_written(walk: Walk) -> None:
    walk.prepared.casework.mail.can = Can(solve=False)
    opened(walk)
    walk.press("It is solved")
    walk.until(lambda: any("It is solved. Thank you." in one.text for one in walk.board.known.tickets[0].messages))


def test_solved_and_not_solved_after_all(walk: Walk) -> None:
    page = opened(walk, "We cleaned it.", "open")
    walk.press("It is solved")
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.board.known.tickets[0].stage is Stage.SOLVED
    walk.press("Not solved after all")
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.board.known.tickets[0].stage is not Stage.SOLVED
    assert page.heading.text() == "The big printer prints stripes."


def test_a_solved_request_can_be_rated(walk: Walk) -> None:
    opened(walk, "Done.", "resolved")
    walk.until(lambda: len(walk.seen(QRadioButton)) == 5)
    walk.press("3 stars")
    walk.press("4 stars")
    walk.until(lambda: walk.posts == 1)
    assert [row.text for row in walk.prepared.casework.waiting()] == ["4"]
    walk.settle()
    walk.prepared.casework.mail.post(now=True)
    walk.settle()
    assert walk.board.known.tickets[0].rating == 4
    assert "Thank you." in walk.words()
