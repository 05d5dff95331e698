"""With eyes shut: what the real Orca says, from the field to a printer that prints, and on the way to people.

Only what stays is awaited: where checking takes no time, Orca rightly leaves out what is over when its turn comes.
So what is told on the way has a case of its own, in which the printer takes seconds to say nothing.
"""

from __future__ import annotations

from desktop.conftest import NewDesk
from desktop.spoken import Orca
from desktop.steps import EMAIL, FIELD, PROBLEM, STORY, using
from desktop.walk import settle


def test_a_whole_case_makes_sense_with_eyes_shut(new_desk: NewDesk) -> None:
    desk = new_desk(fault="queue_paused", policy="user-may")
    settle(desk)
    orca = Orca(desk)
    person = using("keyboard", desk)
    person.bring_up()
    orca.hear(FIELD)
    person.write(FIELD, "my printer wont print")
    orca.hear("2 results")
    person.press(PROBLEM)
    orca.hear(f"{PROBLEM} push button", f"{PROBLEM} heading", "Nothing is changed unless you agree.")
    person.press("Start")
    orca.hear("The printer Office is paused.", "What changes:")
    person.press("Fix it")
    orca.hear("Fix it push button", "That is fixed.", "Is it working now?")
    person.press("Yes, it works")
    orca.hear("Yes, it works push button", "Good to hear it works. heading")
    person.press("Done")
    orca.hear("Done push button", FIELD)
    unwanted(orca)
    assert not desk.complaints()


def test_a_long_check_is_told_as_it_goes_with_eyes_shut(new_desk: NewDesk) -> None:
    desk = new_desk(fault="printer_hangs_while_paused", policy="user-may")
    settle(desk)
    orca = Orca(desk)
    person = using("keyboard", desk)
    person.bring_up()
    orca.hear(FIELD)
    person.press(PROBLEM)
    orca.hear(f"{PROBLEM} heading", "Nothing is changed unless you agree.")
    person.press("Start")
    orca.hear("I am looking for the cause. heading", "Is the printer switched on? All right.")
    orca.hear("The printer Office is paused.", "What changes:")
    unwanted(orca)
    assert not desk.complaints()


def test_a_message_to_people_is_written_and_sent_with_eyes_shut(new_desk: NewDesk) -> None:
    desk = new_desk()
    settle(desk)
    orca = Orca(desk)
    person = using("keyboard", desk)
    person.bring_up()
    orca.hear(FIELD)
    person.press("Talk to a person")
    orca.hear("Talk to a person push button", "Tell the help desk heading")
    person.write(STORY, "The plan does not print")
    person.press("I can work, but it is hard.")
    person.write(EMAIL, "ann@example.org")
    person.press("See what is sent")
    orca.hear(STORY, "I can work, but it is hard.", EMAIL, "This is what will be sent heading")
    person.press("Send")
    orca.hear("Send push button", "The help desk has your message.")
    unwanted(orca)
    assert not desk.complaints()


def unwanted(orca: Orca) -> None:
    """Nothing of how the window is built is spoken, and nothing is empty."""
    words = [one.says for one in orca.sayings() if one.kind == "saying"]
    assert not [one for one in words if one.split()[-1:] in (["filler."], ["panel."], ["label."]) or not one.strip()]
