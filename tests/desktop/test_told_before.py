"""Whoever tells the help desk of the same thing again adds to it: one request, with both stories, by every way."""

from __future__ import annotations

import pytest

from desktop.conftest import NewDesk
from desktop.steps import EMAIL, STORY, send, using
from desktop.ways import Way

WORDS = "The projector in room 4 stays dark."
ADD, ANEW = "Yes, add it to that request", "No, this is something new"


def tell(person: Way) -> None:
    person.bring_up()
    person.press("Talk to a person")
    person.desk.wait_for_heading("Tell the help desk")
    person.write(STORY, WORDS)


def to_preview(person: Way) -> None:
    person.press("See what is sent")
    person.desk.wait_for_heading("This is what will be sent")


@pytest.mark.parametrize("way", ["mouse", "keyboard", "accessibility bus"])
def test_the_same_words_are_known_and_added_to_the_first_request(new_desk: NewDesk, way: str) -> None:
    desk = new_desk()
    person = using(way, desk)
    tell(person)
    person.press("I can't work at all.")
    person.press("Since yesterday")
    person.write(EMAIL, "ann@example.org")
    to_preview(person)
    desk.wait_for("How urgent: Soon, please")
    first = send(person)
    person.press("Done")
    tell(person)
    person.press("See what is sent")
    desk.wait_for("You told us about this")  # today, or yesterday after midnight
    desk.until(lambda: any("checked" in one.states for one in desk.all_called(ADD)), "the answer that is chosen")
    to_preview(person)
    desk.wait_for(f"It is added to your request {first}.")
    assert send(person) == first
    listed = desk.run("deskside", "desk", "list")
    assert len(listed.splitlines()) == 1
    assert desk.run("deskside", "desk", "show", first).count(WORDS) >= 2
