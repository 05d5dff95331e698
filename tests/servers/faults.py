"""What can go wrong with a request, each as a fault for ``FaultDesk.plan``."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from servers.asked import Act, Asked, Commit


def lost(asked: Asked, commit: Commit) -> None:
    """The whole request came; nothing was made; no answer."""
    asked.drop()


def made_but_no_answer(asked: Asked, commit: Commit) -> None:
    commit()
    asked.drop()


def made_but_broken_off(asked: Asked, commit: Commit) -> None:
    """The answer ends in the middle."""
    commit()
    asked.wfile.write(b'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"id": "')
    asked.drop()


def made_later(asked: Asked, commit: Commit) -> None:
    """Slower than anyone waits; the ticket is made in the end."""
    asked.released.wait(30)
    commit()
    asked.drop()


def made_and_dripped(asked: Asked, commit: Commit) -> None:
    """One byte at a time, until the other side has had enough."""
    commit()
    try:
        asked.wfile.write(b"HTTP/1.1 201 Created\r\n")
        while not asked.released.wait(0.02):
            asked.wfile.write(b"X")
    except OSError:
        asked.drop()


def endless(asked: Asked, commit: Commit) -> None:
    """Made, and an answer that never ends."""
    commit()
    try:
        asked.wfile.write(b"HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n\r\n[")
        while True:
            asked.wfile.write(b"0," * 50_000)
    except OSError:
        asked.drop()


def says(status: int, body: Any = None, *, made: bool = False, **headers: str) -> Act:
    """Answers with ``status``; ``made``: after doing what was asked all the same."""

    def act(asked: Asked, commit: Commit) -> None:
        if made:
            commit()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        asked.give(status, {"message": "no"} if body is None else body, given)

    return act


def sign_in_page(asked: Asked, commit: Commit) -> None:
    """What a hotel's network answers to everything."""
    asked.give(200, b"<html><h1>Welcome to Hotel WiFi</h1></html>", {"Content-Type": "text/html"})


def redirect(status: int, target: str) -> Act:
    return says(status, {}, Location=target)


def bad_weather(chance: random.Random) -> Callable[[str], Act | None]:
    """46 % of what should change something is answered badly, and 13 % of the questions."""
    of_changes: list[tuple[float, Act]] = [
        (0.10, lost),
        (0.12, made_but_no_answer),
        (0.06, says(500, made=True)),
        (0.04, says(503, Retry_After="1")),
        (0.04, says(429, Retry_After="1")),
        (0.04, sign_in_page),
        (0.06, made_but_broken_off),
    ]
    of_questions: list[tuple[float, Act]] = [(0.05, lost), (0.05, says(500)), (0.03, sign_in_page)]

    def weather(asked: str) -> Act | None:
        drawn = chance.random()
        for share, act in of_questions if asked.startswith("GET") else of_changes:
            drawn -= share
            if drawn < 0:
                return act
        return None

    return weather
