"""From the tray icon to a printer that prints again, or to a ticket for what only IT may do; as a person would."""

from __future__ import annotations

import pytest

from desktop.conftest import EVERY, FULL, NewDesk
from desktop.steps import ask_people, have_it_looked_at, say_what_is_wrong, send, using, write_ticket

TYPED = {"en": "my printer wont print", "de": "mein drucker druckt nicht", "ar": "my printer wont print"}
GERMAN = tuple((tray, way, "de") for tray, way in EVERY)
MIRRORED = tuple((tray, way, "ar") for tray, way in EVERY)
"""From right to left, in a pseudo-Arabic; with the mouse, which goes by places."""
OTHERS = (*GERMAN, *MIRRORED) if FULL else (GERMAN[1], MIRRORED[0])
LANGUAGES = (*((tray, way, "en") for tray, way in EVERY), *OTHERS)
every_language = pytest.mark.parametrize(
    ("tray", "way", "language"), LANGUAGES, ids=[f"{way} on {tray} in {language}" for tray, way, language in LANGUAGES]
)


@every_language
def test_a_paused_printer_prints_again_because_the_person_said_yes(
    new_desk: NewDesk, tray: str, way: str, language: str
) -> None:
    desk = new_desk(tray=tray, fault="queue_paused", policy="user-may", language=language)
    person = using(way, desk)
    say_what_is_wrong(person, TYPED[language])
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
    assert desk.tongue("The printer Office is paused.") in desk.run("deskside", "history")
    assert not desk.complaints()


@every_language
def test_what_only_it_may_do_goes_to_the_help_desk_with_all_that_was_found(
    new_desk: NewDesk, tray: str, way: str, language: str
) -> None:
    desk = new_desk(tray=tray, fault="queue_paused", policy="cups", language=language)
    person = using(way, desk)
    say_what_is_wrong(person, TYPED[language])
    have_it_looked_at(person, "The printer Office is paused.")
    person.press("Fix it")
    desk.wait_for_heading("IT has to do this one.")
    assert "disabled" in desk.run("lpstat", "-p", "Office")
    ask_people(person, "Talk to a person")
    write_ticket(person, "ann@example.org", typed=TYPED[language])
    desk.wait_for("Only IT has the right to fix it.")
    number = send(person)
    assert number in desk.run("deskside", "desk", "list")
    story = desk.run("deskside", "desk", "show", "1")
    assert TYPED[language] in story
    assert desk.tongue("The printer Office is paused.") in story
    assert not desk.complaints()
