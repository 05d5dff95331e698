"""Every page for everyone: names and focus for a screen reader, and nothing cut off at twice the text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from desktop.conftest import NewDesk
from desktop.desk import Desk, Thing
from desktop.steps import using
from desktop.walk import WALKS, for_the_first_time, settle
from desktop.ways import Way

Walk = Callable[[Way], Iterator[str]]
MOST_OF_SCREEN = 0.9
TARGET = 44
"""The least height of anything that can be pressed."""
OWN_FOCUS = ("home", "home-typed", "home-known")
"""Pages that begin in a field of theirs."""
NO_CHANGE = ("request-reply", "request-answered", "ticket", "exact-hidden")
"""Stops where the page is the same as before, and something was typed or came in."""


def without_names(things: list[Thing]) -> list[str]:
    return [f"{one.role} at {one.left},{one.top}" for one in things if "focusable" in one.states and not one.name]


def outside(things: list[Thing], window: Thing) -> list[str]:
    """What sticks out of the window at its sides, or, of the bar with the main action, anywhere."""
    right, bottom = window.left + window.width, window.top + window.height
    parts = [one for one in things if one.depth == window.depth + 1]
    bar = parts[-1]
    out = [one for one in things if one.left < window.left or one.left + one.width > right]
    out += [one for one in things[things.index(bar) :] if one.top < window.top or one.top + one.height > bottom]
    return [f"{one.role} {one.name!r}" for one in out if one.depth > window.depth]


def too_small(things: list[Thing]) -> list[str]:
    return [
        f"{one.role} {one.name!r} {one.width} × {one.height}"
        for one in things
        if one.role == "push button" and one.height < TARGET  # of answers and switches Qt tells the mark alone
    ]


def focused(things: list[Thing]) -> str:
    return next((one.name for one in things if {"focused", "focusable"} <= {*one.states}), "")


def headed(things: list[Thing]) -> str:
    return next((one.name for one in things if one.is_heading), "")


def look_at_rest(desk: Desk) -> list[Thing]:
    """Twice the same page: some go on by themselves, and what is seen of two is none."""

    def same() -> list[Thing]:
        before, after = desk.look(), desk.look()
        return after if headed(before) == headed(after) != "" else []

    things: list[Thing] = desk.until(same, "a page that stays for two looks")
    return things


@pytest.mark.parametrize(("walk", "fault", "policy"), WALKS, ids=[walk.__name__ for walk, _, _ in WALKS])
@pytest.mark.parametrize("text", [100, 200])
def test_every_page_is_named_whole_and_begins_at_its_heading(
    new_desk: NewDesk, walk: Walk, fault: str, policy: str, text: int
) -> None:
    size = "--size 1280x800" if text == 100 else "--size 1440x900"
    desk = new_desk(fault=fault, policy=policy, more=f"{size} --text {text}", first=walk is for_the_first_time)
    settle(desk)
    wide, high = desk.ask("screen")
    found: dict[str, list[str]] = {}
    for page in walk(using("accessibility bus", desk)):
        things = look_at_rest(desk)
        window = next(one for one in things if one.depth == 1)
        trouble = [f"no name: {one}" for one in without_names(things)]
        trouble += [f"outside: {one}" for one in outside(things, window)]
        trouble += [f"too small: {one}" for one in too_small(things)]
        if window.width > wide * MOST_OF_SCREEN or window.height > high * MOST_OF_SCREEN:
            trouble.append(f"too large: {window.width} × {window.height} on {wide} × {high}")
        if page not in OWN_FOCUS + NO_CHANGE and focused(things) != headed(things):
            trouble.append(f"focus on {focused(things)!r} instead of {headed(things)!r}")
        if trouble:
            found[page] = trouble
    assert not found
    assert not desk.complaints()
