"""From the tray icon to a printer that prints again, or to a ticket for what only IT may do; as a person would."""

from __future__ import annotations

from desktop.conftest import NewDesk, every_way
from desktop.steps import ask_people, have_it_looked_at, say_what_is_wrong, send, using, write_ticket


@every_way
def test_a_paused_printer_prints_again_because_the_person_said_yes(new_desk: NewDesk, tray: str, way: str) -> None:
    desk = new_desk(tray=tray, fault="queue_paused", policy="user-may")
    person = using(way, desk)
    say_what_is_wrong(person)
    have_it_looked_at(person, "The printer Office is paused.")
    assert "disabled" in desk.run("lpstat", "-p", "Office"), "nothing may be changed before the person has agreed"
    person.press("Fix it")
    desk.wait_for_heading("That is fixed.")
    assert "is idle" in desk.run("lpstat", "-p", "Office")
    person.press("Yes, it works")
    desk.until(lambda: desk.shows("Done"), "the last page")
    person.press("Done")
    person.press("What was fixed")
    desk.wait_for_heading("What was found and fixed")
    desk.wait_for("The printer Office is paused.")
    assert "printer" in desk.run("deskside", "history").lower()
    assert not desk.complaints()


@every_way
def test_what_only_it_may_do_goes_to_the_help_desk_with_all_that_was_found(
    new_desk: NewDesk, tray: str, way: str
) -> None:
    desk = new_desk(tray=tray, fault="queue_paused", policy="cups")
    person = using(way, desk)
    say_what_is_wrong(person)
    have_it_looked_at(person, "The printer Office is paused.")
    person.press("Fix it")
    desk.wait_for_heading("IT has to do this one.")
    assert "disabled" in desk.run("lpstat", "-p", "Office")
    ask_people(person, "Talk to a person")
    write_ticket(person, "ann@example.org")
    desk.wait_for("Only IT has the right to fix it.")
    number = send(person)
    assert number in desk.run("deskside", "desk", "list")
    story = desk.run("deskside", "desk", "show", "1")
    assert "my printer wont print" in story
    assert "The printer Office is paused." in story
    assert not desk.complaints()
