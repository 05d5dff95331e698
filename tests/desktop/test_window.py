"""The window comes up wherever it is wanted, once; and what opens it from outside starts nothing."""

from __future__ import annotations

import pytest

from desktop.conftest import NewDesk
from desktop.steps import FIELD, PROBLEM, using
from desktop.ways import Keyboard, Mouse

INTRO = "Nothing is changed unless you agree."


def test_without_a_tray_the_window_opens_by_itself(new_desk: NewDesk) -> None:
    desk = new_desk(tray="none")
    desk.start()
    desk.until(desk.heading, "the window")
    assert not desk.complaints()


def test_a_second_start_brings_the_first_window_up_and_ends(new_desk: NewDesk) -> None:
    desk = new_desk()
    person = using("keyboard", desk)
    first = desk.app
    desk.run("deskside")
    desk.until(desk.heading, "the window of the first")
    desk.close_window()
    assert desk.ask("ended", first) is None, "closing the window leaves Deskside in the tray"
    person.bring_up()
    assert desk.ask("ended", first) is None


def test_open_shows_the_window_at_once(new_desk: NewDesk) -> None:
    desk = new_desk()
    desk.start("open")
    desk.until(desk.heading, "the window")


@pytest.mark.parametrize("link", ["printer", "deskside://open/printer"])
@pytest.mark.parametrize("running", [False, True], ids=["first start", "running already"])
def test_a_link_opens_a_first_page_and_starts_nothing(new_desk: NewDesk, link: str, running: bool) -> None:
    desk = new_desk(fault="queue_paused", policy="user-may")
    if running:
        using("mouse", desk)
        desk.run("deskside", "open", link)
    else:
        desk.start("open", link)
    desk.wait_for_heading(PROBLEM)
    desk.wait_for(INTRO)
    assert "disabled" in desk.run("lpstat", "-p", "Office")
    assert "is paused" not in desk.in_words(), "nothing was looked at before the person asked for it"


def test_a_click_on_the_icon_shows_the_window_again_as_it_was_left(new_desk: NewDesk) -> None:
    desk = new_desk()
    person = using("mouse", desk)
    assert isinstance(person, Mouse)
    person.bring_up()
    person.press("Settings")
    desk.wait_for_heading("Settings")
    desk.close_window()
    person.bring_up()
    assert desk.heading() == "Settings"


def test_the_keyboard_alone_leads_back_and_closes(new_desk: NewDesk) -> None:
    desk = new_desk(tray="tint2")
    person = using("keyboard", desk)
    assert isinstance(person, Keyboard)
    person.bring_up()
    person.press("All requests")
    desk.wait_for_heading("Your requests")
    desk.ask("key", "alt+Left")
    desk.wait_for(FIELD)  # its heading may by now be one for the afternoon
    desk.ask("key", "Escape")
    desk.until(lambda: not desk.heading(), "the window to close")


def test_the_first_time_deskside_says_welcome_and_never_again(new_desk: NewDesk) -> None:
    desk = new_desk(first=True)
    person = using("keyboard", desk)
    person.bring_up()
    desk.wait_for_heading("Welcome to Deskside")
    person.press("Start")
    desk.wait_for(FIELD)
    desk.kill()
    desk.start("open")
    desk.wait_for(FIELD)
    assert not desk.shows("Welcome to Deskside")
    assert not desk.complaints()
