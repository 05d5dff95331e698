"""Walks that together come to every page of the window, for those who look at each."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.desk import Desk
from desktop.steps import ABOUT, EMAIL, FIELD, FINE, PROBLEM, SEND_ANSWER, STORY, ask_people, send, write_ticket
from desktop.ways import Way

SETTINGS = """\
[organisation]
name = "Example Works"
phone = "0800 123 456"
hours = { days = "Mon-Fri", from = "08:00", to = "17:00", zone = "Europe/Berlin", holidays = [] }
"""
NETWORK = """
[network]
check_url = "http://check.test/generate_204"
work_sites = ["https://good.test/"]
work_names = ["intranet", "good.test"]
"""
SIGN_IN = "This network wants you to sign in on a web page first."
AGENT_SAYS = "Thanks for writing. I have started your printer again. Does it print now?"


def settle(desk: Desk) -> None:
    """What IT would have set on this computer."""
    desk.ask("write", ".config/deskside/settings.toml", SETTINGS + NETWORK)


def fixed_by_the_person(person: Way) -> Iterator[str]:
    """fault queue_paused, policy user-may. Stops at each page with its name."""
    desk = person.desk
    person.bring_up()
    desk.wait_for(PROBLEM)
    yield "home"
    person.write(FIELD, "my printer wont print")
    desk.wait_for("This may help:")
    yield "home-typed"
    person.press(PROBLEM)
    desk.wait_for("Nothing is changed unless you agree.")
    yield "intro"
    person.press("Start")
    desk.wait_for_heading("The printer Office is paused.")
    yield "finding"
    person.press("Fix it")
    desk.wait_for_heading("That is fixed.")
    yield "fixed"
    person.press("Yes, it works")
    desk.until(lambda: desk.all_called("Done"), "the last page")
    yield "done"
    person.press("Done")
    person.press("What was fixed")
    desk.wait_for_heading("What was found and fixed")
    yield "history"
    person.press("Back")
    person.press("Settings")
    desk.wait_for_heading("Settings")
    yield "settings"


def handed_to_people(person: Way) -> Iterator[str]:
    """fault queue_paused, policy cups."""
    desk = person.desk
    person.bring_up()
    person.press(PROBLEM)
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    desk.wait_for_heading("The printer Office is paused.")
    person.press("Fix it")
    desk.wait_for_heading("IT has to do this one.")
    yield "needs-admin"
    ask_people(person, "Talk to a person")
    person.write("What is wrong, in your own words?", "my printer wont print, and I need the tickets for the trip")
    yield "ticket"
    write_ticket(person, "ann@example.org", typed="my printer wont print")
    yield "preview"
    send(person)
    yield "sent"
    person.press("See this request")
    desk.wait_for("Your answer")
    yield "request"
    desk.run("deskside", "desk", "reply", "1", AGENT_SAYS)
    desk.wait_for(AGENT_SAYS, limit=90)
    yield "request-reply"
    person.write("Your answer", "Yes, it prints. Thank you.")
    person.press(SEND_ANSWER)
    desk.until(
        lambda: "Thank you" in desk.run("deskside", "desk", "show", "1"), "the answer at the help desk", limit=90
    )
    yield "request-answered"
    person.press("Back")
    person.press("Done")
    person.press("All requests")
    desk.wait_for_heading("Your requests")
    yield "requests"


def looked_at_first(person: Way) -> Iterator[str]:
    """Any fault: what is sent is looked at, and more of it is hidden."""
    desk = person.desk
    person.bring_up()
    person.press("Talk to a person")
    desk.wait_for_heading("Tell the help desk")
    person.write(STORY, "The plan of Falcon does not print, says Quintessa")
    person.write(EMAIL, "ann@example.org")
    person.press("Add a picture of the screen")
    desk.wait_for_heading("A picture of your screen")
    yield "picture-taking"
    person.press("Take the picture")
    desk.wait_for_heading("Hide what nobody should see")
    yield "picture"
    person.press("Use this picture")
    desk.wait_for("screen.png")
    yield "ticket-with-picture"
    person.press("See what is sent")
    desk.wait_for_heading("This is what will be sent")
    yield "preview-first"
    person.press("Hide a part of it")
    text = desk.until(lambda: next(iter(desk.all_called("The exact text", "text")), None), "the exact text")
    yield "exact"
    desk.ask("select", text.at, "Falcon")
    person.press("Hide this too")
    desk.wait_for("Hidden in")
    yield "exact-hidden"
    person.press("Back")
    desk.wait_for_heading("This is what will be sent")
    yield "preview-hidden"
    person.press("See the whole file")
    desk.wait_for_heading("The whole file about this computer")
    yield "exact-whole"


def found_well(person: Way) -> Iterator[str]:
    """fault printer_asleep."""
    desk = person.desk
    person.bring_up()
    person.press(PROBLEM)
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    if "looking" in desk.wait_for_heading("I am looking for the cause.", "I did not find the cause."):
        yield "checking"
    desk.wait_for_heading("I did not find the cause.", limit=60)
    yield "nothing-found"


def done_by_hand(person: Way) -> Iterator[str]:
    """fault printer_offline."""
    desk = person.desk
    person.bring_up()
    person.press(PROBLEM)
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    desk.wait_for_heading("The printer Office does not answer.")
    yield "hands-on"
    person.press("I can't do this")
    desk.wait_for_heading("A person can help you with this.")
    yield "people"


def room_made(person: Way) -> Iterator[str]:
    """fault disk/big_caches."""
    desk = person.desk
    person.bring_up()
    person.write(FIELD, "no space left, i cant save anything")
    desk.wait_for("This may help:")
    person.press("There is no space left")
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    desk.wait_for("What changes:")
    yield "disk-finding"
    person.press("Fix it")
    desk.wait_for_heading("That is fixed.")
    yield "disk-fixed"


def chosen_by_hand(person: Way) -> Iterator[str]:
    """fault disk/big_downloads."""
    desk = person.desk
    person.bring_up()
    person.press("There is no space left")
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    desk.wait_for("Open Downloads")
    yield "disk-by-hand"


def signed_in_at_the_hotel(person: Way) -> Iterator[str]:
    """fault network/captive_portal."""
    desk = person.desk
    person.bring_up()
    person.write(FIELD, "connected but no internet")
    desk.wait_for("This may help:")
    person.press("I can't get online")
    desk.wait_for("Nothing is changed unless you agree.")
    yield "internet-intro"
    person.press("Start")
    if "looking" in desk.wait_for_heading("I am looking for the cause.", SIGN_IN):  # it may be over by then
        yield "internet-checking"
    desk.wait_for_heading(SIGN_IN)
    yield "internet-by-hand"


def one_site_only(person: Way) -> Iterator[str]:
    """fault network/site_down."""
    desk = person.desk
    person.bring_up()
    person.write(FIELD, "one website does not open")
    desk.wait_for("This may help:")
    person.press("A website does not open")
    desk.wait_for("Nothing is changed unless you agree.")
    person.press("Start")
    desk.wait_for_heading("Which site do you want to open? Its name or address is enough.")
    yield "website-question"
    person.write("Your answer", "other.test")
    person.press("Go on")
    desk.wait_for_heading("The site other.test does not answer, but others do.")
    yield "website-finding"


def asked_first_and_then_people(person: Way) -> Iterator[str]:
    """fault none."""
    desk = person.desk
    person.bring_up()
    person.write(FIELD, "i clicked on a strange link")
    desk.wait_for("This may help:")
    person.press("I clicked something strange, or fear a virus")
    desk.wait_for("A person at the help desk looks at it.")
    yield "people-intro"
    person.press("Start")
    desk.wait_for_heading("What happened?")
    yield "people-question"
    person.press("I clicked a link or opened a file")
    person.press("Go on")
    desk.wait_for_heading("Did you give anything away?")
    person.press("A password or a code")
    person.press("Go on")
    desk.wait_for_heading("Do you see anything odd now?")
    yield "people-meanwhile"
    person.press("No, all looks as usual")
    person.press("Go on")
    desk.wait_for("Your answers go along, so you need not tell them twice.")
    yield "people-answered"


NOTICE = """\
title = "E-mail is slow today"
says = "New messages come late. None is lost. We write here when it is over."
since = 2026-11-22T09:30:00+01:00
troubleshooter = "email"
keywords = ["outlook"]
"""


def known_and_read(person: Way) -> Iterator[str]:
    """fault none. A problem that is known, and things to read."""
    desk = person.desk
    desk.ask("write", ".local/share/deskside/catalogue/notices/slow-mail.toml", NOTICE)
    person.bring_up()
    desk.wait_for("Known problem: E-mail is slow today")
    yield "home-known"
    person.press("Known problem: E-mail is slow today")
    desk.wait_for_heading("E-mail is slow today")
    yield "known"
    person.press("Back")
    person.press("All problems")
    desk.wait_for_heading("All problems")
    yield "all-problems"
    person.press("Back")
    person.press("All articles")
    desk.wait_for_heading("Good to know")
    yield "all-articles"
    person.press("Fake messages: how to spot them")
    desk.wait_for_heading("Fake messages: how to spot them")
    yield "article"


def looked_over(person: Way) -> Iterator[str]:
    """fault queue_paused. Nobody complains of anything; what is wrong comes to light all the same."""
    desk = person.desk
    person.bring_up()
    person.press(FINE)
    if "looking" in desk.wait_for_heading("I am looking at your computer.", "I found something."):
        yield "fine-looking"
    desk.wait_for(PROBLEM, limit=90)
    desk.wait_for("Look again", limit=90)
    yield "fine"
    person.press("Done")
    person.press(ABOUT)
    desk.wait_for_heading(ABOUT)
    desk.wait_for("Version of Deskside")
    yield "about"


def for_the_first_time(person: Way) -> Iterator[str]:
    """Deskside was never opened here before."""
    person.bring_up()
    person.desk.wait_for_heading("Welcome to Deskside")
    yield "welcome"


WALKS = (
    (fixed_by_the_person, "queue_paused", "user-may"),
    (handed_to_people, "queue_paused", "cups"),
    (looked_at_first, "none", "cups"),
    (found_well, "printer_asleep", "cups"),
    (done_by_hand, "printer_offline", "cups"),
    (room_made, "disk/big_caches", "cups"),
    (chosen_by_hand, "disk/big_downloads", "cups"),
    (signed_in_at_the_hotel, "network/captive_portal", "cups"),
    (one_site_only, "network/site_down", "cups"),
    (known_and_read, "none", "cups"),
    (asked_first_and_then_people, "none", "cups"),
    (looked_over, "queue_paused", "cups"),
    (for_the_first_time, "none", "cups"),
)
