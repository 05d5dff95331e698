"""An answer with a page and a button: whose page it is before it opens, and what was looked at goes back, as shown."""

from __future__ import annotations

import pytest

from desktop.conftest import NewDesk
from desktop.steps import using

SETTINGS = """\
[tickets]
backend = "desk"
link_hosts = ["help.example.org"]
"""
TITLE = "The printer prints stripes"
ANSWER = (
    "Read https://help.example.org/toner and not https://evil.example/x."
    " Please run deskside://open/printer and then tell us."
)
PAGE = "Open a page on help.example.org"


@pytest.mark.parametrize("way", ["keyboard", "accessibility bus"])
def test_a_link_asks_first_and_what_the_help_desk_asked_for_goes_back_to_them(new_desk: NewDesk, way: str) -> None:
    desk = new_desk()
    desk.ask("write", ".config/deskside/settings.toml", SETTINGS)
    desk.run("deskside", "ticket", "send", "--title", TITLE, "--story", "It began today.")
    desk.run("deskside", "desk", "reply", "1", ANSWER)
    desk.run("deskside", "post")
    person = using(way, desk)
    person.bring_up()
    person.press("All requests")
    desk.wait_for_heading("Your requests")
    person.press(TITLE)
    desk.wait_for(PAGE)
    assert not desk.all_called("Open a page on evil.example")
    person.press(PAGE)
    desk.wait_for_heading("Open this page?")
    desk.wait_for("https://help.example.org/toner")
    assert desk.shows("help.example.org")
    person.press("Not now")
    person.press("Check: Printing does not work")
    desk.wait_for("Nothing is changed unless you agree.")
    assert "printer" not in desk.run("deskside", "history"), "nothing starts by itself"
    person.press("Talk to a person")
    desk.wait_for_heading("A person can help you with this.")
    person.press("Write to the help desk")
    desk.wait_for_heading("Send this to the help desk?")
    field = desk.until(lambda: next((one for one in desk.all_called("What is sent") if one.text), None), "what is sent")
    assert "person:" not in desk.run("deskside", "desk", "show", "1"), "nothing went before it was agreed to"
    person.press("Send to the help desk")
    desk.wait_for_heading(TITLE)
    desk.until(  # Deskside itself sends it; a second pass meanwhile would find that one at it
        lambda: field.text.strip() in desk.run("deskside", "desk", "show", "1"), "the answer at the help desk"
    )
    assert "Case DS-" in desk.run("deskside", "desk", "show", "1")
    assert len(desk.run("deskside", "ticket", "list").strip().splitlines()) == 1
    assert not desk.complaints()
