"""The keys of a manifest, as data: what each table may hold, of which kind, how long or how large.

``docs/publishing-manifest.md`` shows the same tables to publishers; a test
holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from msgspec import Struct

ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
VERSION = re.compile(r"\d{1,5}\.\d{1,5}\.\d{1,5}")
INCLUDE = re.compile(r"[a-z][a-z0-9-]*\.([a-z][a-z0-9-]*|\*)")
MASK = re.compile(r"([a-z][a-z0-9-]*\.)?([a-z][a-z0-9-]*|\*)")
PICTURE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,80}\.(png|svg)")
SYSTEMS = ("windows", "macos", "linux")
RESTARTS = ("none", "sign-out", "restart")
API = 1


class Field(Struct, frozen=True):
    """One key. ``fits`` looks at the value alone; ``says`` is how it must be, for the publisher."""

    says: str
    fits: Callable[[Any], bool]
    must: bool = False
    of: tuple[str, ...] = ()
    """The only words there are, where it is one of a few: for a suggestion."""


UNBROKEN = "\u00a0\u202f"
"""Spaces that do not break: French needs them."""


def readable(text: str) -> bool:
    """Whether every letter can be seen, or is a space."""
    return text.isprintable() or all(letter.isprintable() or letter in UNBROKEN for letter in text)


def _readable(value: Any, most: int) -> bool:
    return isinstance(value, str) and value.strip() != "" and len(value) <= most and readable(value.replace("\n", ""))


def text(most: int, *, must: bool = False) -> Field:
    return Field(f"text of at most {most} letters", lambda value: _readable(value, most), must)


def texts(most: int, longest: int) -> Field:
    def fits(value: Any) -> bool:
        return isinstance(value, list) and len(value) <= most and all(_readable(item, longest) for item in value)

    return Field(f"a list of at most {most} texts, each of at most {longest} letters", fits)


def number(least: float, most: float) -> Field:
    def fits(value: Any) -> bool:
        return isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most

    return Field(f"a number from {least:g} to {most:g}", fits)


def whole(least: int, most: int, *, must: bool = False) -> Field:
    return Field(f"a whole number from {least} to {most}", lambda v: type(v) is int and least <= v <= most, must)


def shaped(pattern: re.Pattern[str], says: str, *, must: bool = False) -> Field:
    return Field(says, lambda v: isinstance(v, str) and len(v) <= 100 and pattern.fullmatch(v) is not None, must)


def shaped_list(pattern: re.Pattern[str], most: int, says: str) -> Field:
    def fits(value: Any) -> bool:
        return isinstance(value, list) and len(value) <= most and all(one.fits(item) for item in value)

    one = shaped(pattern, says)
    return Field(f"a list of at most {most}, each {says}", fits)


def one_of(*words: str) -> Field:
    return Field("one of " + ", ".join(f'"{word}"' for word in words), lambda value: value in words, of=words)


def some_of(*words: str) -> Field:
    def fits(value: Any) -> bool:
        return isinstance(value, list) and 0 < len(value) <= len(words) and all(item in words for item in value)

    return Field("a list of " + ", ".join(f'"{word}"' for word in words), fits, of=words)


FLAG = Field("true or false", lambda value: isinstance(value, bool))
TABLE = Field("a table", lambda value: isinstance(value, dict))


def tables(most: int, header: str) -> Field:
    def fits(value: Any) -> bool:
        return isinstance(value, list) and len(value) <= most and all(isinstance(item, dict) for item in value)

    return Field(f"at most {most} tables, each written as [[{header}]]", fits)


_AN_ID = 'small letters, digits and dashes, such as "paper-jam"'

TROUBLESHOOTER: dict[str, Field] = {
    "api": whole(1, API, must=True),
    "id": shaped(ID, _AN_ID, must=True),
    "version": shaped(VERSION, 'three numbers, such as "1.0.0"', must=True),
    "title": text(80, must=True),
    "summary": text(300),
    "phrases": texts(200, 120),
    "keywords": texts(200, 60),
    "systems": some_of(*SYSTEMS),
    "minutes": whole(1, 60),
    "category": text(120),
    "contact": text(200),
    "needs": texts(100, 100),
    "includes": shaped_list(INCLUDE, 50, '"internet.dns-dead" or "internet.*"'),
    "question": tables(20, "question"),
    "cause": tables(200, "cause"),
}

QUESTION: dict[str, Field] = {
    "id": shaped(ID, _AN_ID, must=True),
    "ask": text(200, must=True),
    "hint": text(300),
    "choices": Field(
        'a list of at most 30 texts, or of { value = "…", label = "…" }',
        lambda value: isinstance(value, list) and 0 < len(value) <= 30,
    ),
    "choices_from": text(100),
    "secret": FLAG,
}

CHOICE: dict[str, Field] = {"value": text(100, must=True), "label": text(120, must=True)}

CAUSE: dict[str, Field] = {
    "id": shaped(ID, _AN_ID, must=True),
    "likelihood": number(0.001, 1),
    "cost": number(0.1, 3600),
    "title": text(120),
    "explain": text(400, must=True),
    "why": text(400),
    "tip": text(300),
    "masks": shaped_list(MASK, 100, '"offline", "internet.dns-dead" or "internet.*"'),
    "questions": shaped_list(ID, 20, _AN_ID),
    "watch": FLAG,
    "systems": some_of(*SYSTEMS),
    "check": Field("a table", TABLE.fits, True),
    "fix": Field("a table", TABLE.fits, True),
}

AUTOMATIC: dict[str, Field] = {
    "do": text(60, must=True),
    "consent": text(300, must=True),
    "changes": texts(6, 120),
    "seconds": number(0.1, 3600),
    "undo": FLAG,
    "no_undo_why": text(300),
    "restart": one_of(*RESTARTS),
}

HANDS_ON: dict[str, Field] = {
    "hands_on": text(600, must=True),
    "seconds": number(0.1, 3600),
    "picture": shaped(
        PICTURE,
        'the name of a .png or .svg file in pictures/, such as "power-button.png"; in an .svg `currentColor` becomes '
        "the accent, and white the ground",
    ),
    "picture_says": text(300),
    "opens": text(60),
    "open": TABLE,
}

PEOPLE: dict[str, Field] = {"people": text(400, must=True)}
