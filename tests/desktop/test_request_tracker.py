"""A printer that is switched off: from the icon to an agent in a real Request Tracker and back, until it is solved."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

from desktop.conftest import NewDesk, every_way
from desktop.desk import Desk
from desktop.steps import (
    SEND_ANSWER,
    SOLVED,
    ask_people,
    have_it_looked_at,
    say_what_is_wrong,
    send,
    using,
    write_ticket,
)
from servers.rt.server import RequestTrackerServer

SETTINGS = """\
[tickets]
backend = "rt"

[tickets.rt]
url = "{url}"
queue = "Support"
"""
EMAIL = "employee@helptest.invalid"
PRIVATE = "The requester broke it again, order a new one."


class Agent:
    """The help desk's side of Request Tracker, spoken to past our own code."""

    def __init__(self, server: RequestTrackerServer) -> None:
        self._server = server

    def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        headers = {"Authorization": f"token {self._server.tokens['agent']}", "Content-Type": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self._server.url}/REST/2.0{path}", data, headers, method=method)
        with straight.open(request, timeout=60) as answer:
            return json.load(answer)

    def tickets(self, reference: str) -> list[str]:
        query = f"/tickets?query=Queue%3D'Support'%20AND%20'CF.%7BClientRef%7D'%3D'{reference}'"
        return [item["id"] for item in self._ask("GET", query)["items"]]

    def reply(self, ticket: str, text: str) -> None:
        self._ask("POST", f"/ticket/{ticket}/correspond", {"Content": text, "ContentType": "text/plain"})

    def note(self, ticket: str, text: str) -> None:
        self._ask("POST", f"/ticket/{ticket}/comment", {"Content": text, "ContentType": "text/plain"})

    def status(self, ticket: str) -> str:
        return str(self._ask("GET", f"/ticket/{ticket}")["Status"])

    def heard(self, ticket: str) -> str:
        """All that was written on the ticket."""
        history = self._ask("GET", f"/ticket/{ticket}/history?fields=Content,Type&per_page=100")["items"]
        attachments = self._ask("GET", f"/ticket/{ticket}/attachments?fields=Content,ContentType&per_page=100")
        return json.dumps([history, attachments["items"]])

    def answers(self, ticket: str) -> int:
        history = self._ask("GET", f"/ticket/{ticket}/history?fields=Type&per_page=100")["items"]
        return sum(1 for one in history if one["Type"] == "Correspond")


def sign_in(desk: Desk, server: RequestTrackerServer) -> None:
    """What IT sets, and this person's token, which comes by standard input and lies in the keyring."""
    desk.ask("write", ".config/deskside/settings.toml", SETTINGS.format(url=server.url))
    token = server.tokens["employee"]
    desk.run("deskside", "settings", "secret", "set", "tickets.rt.token", stdin=f"{token}\n")
    assert token not in desk.run(
        "sh", "-c", "cat ~/.config/deskside/* ~/.local/share/deskside/* 2>/dev/null", fine=(0, 1)
    )


def switches(desk: Desk) -> list[str]:
    return [thing.name for thing in desk.look() if thing.role == "check box"]


@every_way
def test_a_printer_that_is_off_ends_as_a_ticket_that_is_answered_and_solved(
    new_desk: NewDesk, rt_server: RequestTrackerServer, tray: str, way: str
) -> None:
    desk, agent = new_desk(tray=tray, fault="printer_offline", near=True), Agent(rt_server)
    sign_in(desk, rt_server)
    person = using(way, desk)
    say_what_is_wrong(person)
    have_it_looked_at(person, "The printer Office does not answer.")
    ask_people(person, "I can't do this")
    write_ticket(person, EMAIL)
    asked = switches(desk)
    assert asked, "each part of what is sent has its switch"
    for name in asked:
        for checked in (False, True):
            person.press(name)
            desk.until(lambda n=name, c=checked: _is_on(desk, n) is c, f"{name!r} to be {'on' if checked else 'off'}")
    number = send(person)
    (ticket,) = agent.tickets(number)

    agent.note(ticket, PRIVATE)
    agent.reply(ticket, "Good morning! Is the cable plugged in?")
    person.press("See this request")
    desk.until(lambda: was_told(desk, "Is the cable plugged in?"), "the notification", limit=150)
    desk.wait_for("Is the cable plugged in?")
    person.write("Your answer", "It is. The light stays off.")
    before = agent.answers(ticket)
    person.press(SEND_ANSWER)
    desk.until(lambda: agent.answers(ticket) == before + 1, "the answer in Request Tracker", limit=90)
    person.press(SOLVED)
    desk.until(lambda: agent.status(ticket) == "resolved", "the ticket to be solved", limit=90)
    desk.wait_for("Solved")
    assert "broke it again" not in desk.in_words()
    assert not was_told(desk, "broke it again")
    assert len(agent.tickets(number)) == 1
    assert not desk.complaints()


def was_told(desk: Desk, words: str) -> bool:
    """Whether a notification with these words was shown, by the desktop's own service."""
    return any(words in one["title"] + one["says"] for one in desk.ask("heard"))


def _is_on(desk: Desk, name: str) -> bool:
    return any("checked" in thing.states for thing in desk.all_called(name, "check box"))
