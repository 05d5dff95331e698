"""Who wonders whether all is well has it looked over; who is asked what computer this is can paste the answer."""

from __future__ import annotations

from desktop.conftest import NewDesk
from desktop.steps import ABOUT, FIELD, FINE, PROBLEM, using


def test_a_look_finds_the_paused_printer_changes_nothing_and_leads_to_its_help(new_desk: NewDesk) -> None:
    desk = new_desk(fault="queue_paused", policy="user-may")
    person = using("accessibility bus", desk)
    person.bring_up()
    person.press(FINE)
    desk.wait_for("Nothing was changed. Have a look when it suits you.", limit=90)
    assert "disabled" in desk.run("lpstat", "-p", "Office")
    person.press(PROBLEM)
    desk.wait_for_heading(PROBLEM)
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    desk.wait_for_heading("The printer Office is paused.")
    assert not desk.complaints()


def test_about_this_computer_is_copied_and_can_be_pasted(new_desk: NewDesk) -> None:
    desk = new_desk()
    person = using("keyboard", desk)
    person.bring_up()
    person.press(ABOUT)
    desk.wait_for_heading(ABOUT)
    name = desk.run("uname", "-n").strip()
    desk.wait_for(name)
    person.press("Copy")
    desk.wait_for("Copied. You can paste it into a message.")
    desk.ask("key", "alt+Left")
    person.write(FIELD, "")
    desk.ask("key", "ctrl+v")
    desk.wait_for(f"Name of this computer: {name}")
    assert not desk.complaints()
