"""What a person does again and again, in their words; each step waits for the page it leads to."""

from __future__ import annotations

from desktop.desk import Desk
from desktop.ways import WAYS, Way

FIELD = "What's wrong? Say it in your own words."
PROBLEM = "Printing does not work"
STORY = "What is wrong, in your own words?"
EMAIL = "Your e-mail address, for the answer"
FINE, ABOUT = "Is my computer fine?", "About this computer"
SOLVED, SEND_ANSWER = "It is solved", "Send answer"


def using(way: str, desk: Desk) -> Way:
    """The person of this desk, who uses it this way. Deskside runs from sign-in on, so only its icon is there yet."""
    desk.start()
    if desk.tray != "none":
        desk.until(desk.tray_icon, "the icon in the panel")
    return WAYS[way](desk)


def say_what_is_wrong(person: Way, words: str = "my printer wont print", problem: str = PROBLEM) -> None:
    """From the icon to the first page of what fits the words."""
    person.bring_up()
    person.write(FIELD, words)
    person.desk.wait_for("This may help:")
    person.press(problem)
    person.desk.wait_for("Nothing is changed unless you agree.")


def have_it_looked_at(person: Way, finding: str) -> None:
    person.press("Start")
    person.desk.wait_for_heading(finding)


def ask_people(person: Way, button: str) -> None:
    """From a page that cannot help to the page where the ticket is written."""
    person.press(button)
    person.desk.wait_for_heading("A person can help you with this.")
    person.press("Write to the help desk")
    person.desk.wait_for_heading("Tell the help desk")


def write_ticket(person: Way, email: str, *, typed: str = "my printer wont print") -> None:
    """From there to the preview; what was typed at first stands there already."""
    assert person.desk.wait_for(typed).name == person.desk.tongue(STORY)
    person.press("I can work, but it is hard.")
    person.write(EMAIL, email)
    person.press("See what is sent")
    person.desk.wait_for_heading("This is what will be sent")


def send(person: Way) -> str:
    """Sends what the preview shows; gives the number, which the person is told."""
    person.press("Send")
    person.desk.wait_for_heading("The help desk has your message.", limit=90)

    def number() -> str:
        return next((thing.name for thing in person.desk.look() if thing.name.startswith("DS-")), "")

    return str(person.desk.until(number, "the number"))
