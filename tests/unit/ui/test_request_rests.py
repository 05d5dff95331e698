"""What a request's page says when nothing was heard, or when the request is gone; and what it leaves alone."""

from __future__ import annotations

import time

from msgspec.structs import replace

from deskside.model.ticket import Stage
from deskside.ui.pages.request import Request
from deskside.ui.pages.story import Story
from deskside.ui.parts.press import Card

from .test_requests import opened
from .walk import Walk


def at_rest(walk: Walk, says: str = "", status: str = "") -> Request:
    """A request's page once everything that opening it began is over."""
    page = opened(walk, says, status)
    walk.settle()
    walk.settle()
    return page


def test_silence_is_told_on_the_page_until_something_is_heard(walk: Walk) -> None:
    page = at_rest(walk)
    known = walk.board.known
    days = 7 * 24 * 3600.0
    waited = replace(known.tickets[0], opened=time.time() - 2 * days, arrived=0.0, quiet=time.time() - 60)
    waited = replace(waited, messages=tuple(replace(one, at=waited.opened) for one in waited.messages))
    walk.board.show(replace(known, tickets=(waited,)))
    walk.until(lambda: "No news yet, for 10 working days." in walk.words())
    walk.board.show(replace(known, tickets=(replace(waited, heard=time.time()),)))
    walk.until(lambda: "No news yet" not in walk.words())
    assert page.reference == waited.reference


def test_a_request_that_is_gone_is_said_to_be_and_takes_no_answer(walk: Walk) -> None:
    page = at_rest(walk)
    known = walk.board.known
    gone = replace(known.tickets[0], stage=Stage.SOLVED, gone=True)
    walk.board.show(replace(known, tickets=(gone,)))
    walk.until(lambda: "The help desk closed this one, or moved it." in walk.words())
    assert not page.answer.isVisibleTo(walk.window)
    assert "Solved" not in walk.words()
    walk.press("New request")
    walk.at(Story)
    walk.guide.requests()
    cards = [one for one in walk.seen(Card) if one.accessibleName() == gone.title]
    assert [one.accessibleDescription() for one in cards] == ["The help desk closed this one, or moved it."]


def test_a_look_that_brings_nothing_new_takes_the_focus_from_no_button(walk: Walk) -> None:
    at_rest(walk, "Please try deskside://open/printer", "waiting")
    button = walk.button("Check: Printing does not work")
    button.setFocus()
    known = walk.board.known
    walk.board.show(replace(known, tickets=(replace(known.tickets[0], looked=1.0, mark="x"),)))
    walk.until(lambda: True)
    assert walk.app.focusWidget() is button


def test_of_two_hundred_requests_twenty_are_drawn_and_twenty_more_when_asked_for(walk: Walk) -> None:
    at_rest(walk)
    one = walk.board.known.tickets[0]
    many = tuple(replace(one, reference=f"DS-{n}", title=f"Request {n}", opened=one.opened - n) for n in range(200))
    walk.guide.requests()
    walk.settle()
    walk.board.show(replace(walk.board.known, tickets=many))
    walk.until(lambda: len(walk.seen(Card)) == 20)
    walk.press("Show 20 more that are open")
    assert len(walk.seen(Card)) == 40
    assert walk.app.focusWidget().accessibleName() == "Request 20"  # type: ignore[union-attr]
    told = tuple(replace(ticket, unread=1) for ticket in many)
    walk.board.show(replace(walk.board.known, tickets=told))
    walk.until(lambda: True)
    assert walk.app.focusWidget().accessibleName() == "Request 20", "news takes the focus from nothing"  # type: ignore[union-attr]
