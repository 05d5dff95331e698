"""News comes as a notification of the desktop's own service, and a press leads to the request it is about."""

from __future__ import annotations

import json

import pytest

from desktop.conftest import NewDesk
from desktop.desk import Desk
from desktop.steps import using

SETTINGS = '[tickets]\nbackend = "desk"\n'
ANSWERS = {"Nothing prints.": "Is <b>the cable</b> in & tight?", "The sound is gone.": "Please turn it up."}
TRAYS = {"dunst": "tint2", "xfce4-notifyd": "xfce4-panel"}
"""A tray of the older kind, and one of the newer kind."""


def have_answers(desk: Desk) -> None:
    """Two requests, both answered by the help desk before Deskside looks for news."""
    desk.ask("write", ".config/deskside/settings.toml", SETTINGS)
    for title, answer in ANSWERS.items():
        sent = desk.run("deskside", "ticket", "send", "--title", title, "--story", title, "--json")
        desk.run("deskside", "desk", "reply", json.loads(sent)["reference"], answer)


def place_of(desk: Desk, service: str, title: str) -> tuple[int, int] | None:
    """Where to press, once what is about ``title`` is there: on dunst's own, or on the button of the other service."""
    if service == "dunst":
        told = [one["title"] for one in desk.ask("heard")]
        for _id, head, left, top, width, height in desk.ask("windows"):
            if '"Dunst"' in head and height > 1 and title in told:
                return left + width // 2, top + height * (2 * told.index(title) + 1) // (2 * len(told))
        return None
    seen = [(thing["name"], thing["place"]) for thing in desk.ask("look", service)]
    names = [name for name, _place in seen]
    if title not in names:
        return None
    left, top, width, height = seen[names.index("Open", names.index(title))][1]
    return left + width // 2, top + height // 2


def place_at_rest(desk: Desk, service: str, title: str) -> tuple[int, int] | None:
    """The same, once two looks find it there: a service moves its windows when another one comes."""
    first, second = place_of(desk, service, title), place_of(desk, service, title)
    return second if first == second else None


@pytest.mark.parametrize("service", TRAYS)
def test_each_notification_opens_the_request_it_is_about(new_desk: NewDesk, service: str) -> None:
    desk = new_desk(tray=TRAYS[service], more=f"--notify {service}")
    have_answers(desk)
    using("mouse", desk)
    desk.until(lambda: len(desk.ask("heard")) == len(ANSWERS), "two notifications", limit=90)
    says = [one["says"] for one in desk.ask("heard")]
    assert any("Is &lt;b&gt;the cable&lt;/b&gt; in &amp; tight?" in one for one in says), says
    first, last = (one["title"] for one in desk.ask("heard"))
    assert {first, last} == set(ANSWERS)
    places = [desk.until(lambda t=title: place_at_rest(desk, service, t), title) for title in (first, last)]
    desk.ask("click", *places[0])
    desk.wait_for_heading(first)
    desk.until(lambda: desk.shows(ANSWERS[first]), "the answer")
    assert not desk.complaints()
    remaining = places[0] if service == "dunst" else places[1]
    desk.ask("click", *remaining)
    desk.wait_for_heading(last)
    desk.until(lambda: desk.shows(ANSWERS[last]), "the other answer")
    assert not desk.complaints()
