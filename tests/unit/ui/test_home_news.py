"""Home, while news comes: only what is other is drawn anew, and whoever is at home stays where they are."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt

from deskside.ui.pages.home import Home
from deskside.ui.parts.press import Card

from .walk import Walk


def with_news(walk: Walk) -> None:
    known = walk.board.known
    walk.board.show(replace(known, tickets=tuple(replace(one, unread=one.unread + 1) for one in known.tickets)))
    walk.until(lambda: True)
    assert "There is a new answer." in walk.button("Stripes.").accessibleDescription()


def test_news_of_a_request_leaves_the_rest_of_home_as_it_is(walk: Walk) -> None:
    walk.prepared.write("Stripes.")
    walk.settle()
    walk.at(Home)
    fine, request = walk.button("Is my computer fine?"), walk.button("Stripes.")
    with_news(walk)
    assert walk.button("Is my computer fine?") is fine
    assert walk.button("Stripes.") is not request


def test_news_takes_the_focus_from_nothing(walk: Walk) -> None:
    walk.prepared.write("Stripes.")
    walk.settle()
    for name in ("Stripes.", "Is my computer fine?"):
        walk.button(name).setFocus(Qt.FocusReason.TabFocusReason)
        with_news(walk)
        assert walk.button(name).hasFocus()


def test_the_tab_key_goes_from_top_to_bottom_after_news_too(walk: Walk) -> None:
    walk.prepared.write("Stripes.")
    walk.settle()
    home = walk.at(Home)
    with_news(walk)
    tops, one = [], home.field.edit.nextInFocusChain()
    while one is not home.field.edit:
        if isinstance(one, Card) and home.isAncestorOf(one) and one.isVisible():
            tops.append(one.mapTo(home, one.rect().topLeft()).y())
        one = one.nextInFocusChain()
    assert len(tops) > 2
    assert tops == sorted(tops)
