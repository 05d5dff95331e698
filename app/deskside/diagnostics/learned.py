"""Values that are hidden wherever they stand: those known from this computer, and those a rule has come across.

A user name seen once in a path is hidden in every other line too, and so is
the name it was made of.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from deskside.diagnostics.rules.names import initials
from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.rule import Span, Text
from deskside.diagnostics.standins import KINDS, StandIns

_WORD = re.compile(r"[^\W_]+")
_LEAST = {"person": 3, "host": 4, "password": 6, "token": 8, "key": 8, "code": 6, "wifi": 5, "serial": 6, "id": 6}
"""Kinds that are learned, and how long a value must be to be looked for elsewhere."""
_MOST = 200
_ORDER = {kind: number for number, kind in enumerate(KINDS)}
"""Which kind a value is that was learned as several, whichever came first."""
_KINDS = {
    "user": "person",
    "username": "person",
    "name": "person",
    "fullname": "person",
    "domain": "host",
    "hostname": "host",
    "ssid": "wifi",
    "secret": "token",
    "address": "ip",
    "ipv4": "ip",
    "ipv6": "ip",
    "machine-id": "serial",
}


class Learned:
    """The values, by their first word."""

    def __init__(self, stand_ins: StandIns) -> None:
        self._stand_ins = stand_ins
        self._values: defaultdict[str, dict[str, str]] = defaultdict(dict)

    def copy(self, stand_ins: StandIns) -> Learned:
        """Another one that knows the same values, with stand-ins of its own."""
        other = Learned(stand_ins)
        for word, values in self._values.items():
            other._values[word] = dict(values)
        return other

    def told(self, kind: str, value: str) -> None:
        """A value known from this computer: no least length, and a name's parts are hidden too."""
        kind, value = _KINDS.get(kind.lower(), kind.lower()), value.strip()
        self._add(kind, value)
        if kind in ("person", "host"):
            self._stand_ins.own(kind, value)
        if kind == "person" and " " in value:
            for part in value.split():
                if len(part) > 2:
                    self._stand_ins.same(kind, value, part)
                    self._add(kind, part)

    def learn(self, text: Text, spans: list[Span]) -> None:
        """Keeps what is worth looking for elsewhere."""
        users: set[str] = set()
        for span in spans:
            if span.kind in ("person", "email"):
                users.add(text[span].partition("@")[0].lower())
            if _LEAST.get(span.kind, _MOST) <= span.end - span.start < _MOST:
                value = text[span]
                if "\n" not in value and _tells(span.kind, value):
                    self._add(span.kind, value)
        for span in initials(text, users) if users else ():
            self._add("person", text[span])

    def _add(self, kind: str, value: str) -> None:
        value = value.lower()
        first = _WORD.search(value)
        if first:
            of_word = self._values[first[0]]
            of_word[value] = min(kind, of_word.get(value, kind), key=_ORDER.__getitem__)

    def find(self, text: Text) -> Iterator[Span]:
        """Every place where one of the values stands as a whole word; the longest where several do."""
        for word in self._values.keys() & text.words.keys():
            candidates = self._values[word]
            for at in text.words[word]:
                found = [
                    span for value, kind in candidates.items() if (span := _span(text.lower, at, word, value, kind))
                ]
                if found:
                    yield max(found, key=lambda span: span.end - span.start)


def _span(lower: str, at: int, word: str, value: str, kind: str) -> Span | None:
    start = at - value.index(word)
    end = start + len(value)
    if start < 0 or not lower.startswith(value, start) or (lower[end - 1].isalnum() and lower[end : end + 1].isalnum()):
        return None
    return Span(start, end, kind)


def _tells(kind: str, value: str) -> bool:
    """Whether a value can be looked for elsewhere without hiding everyday words."""
    if kind in ("person", "host"):
        plain = value.isalpha() and value.islower()
        return (
            not value.isdigit()
            and is_name_word(value)
            and len(value) >= (0 if not plain else 4 if kind == "person" else 7)
        )
    if kind in ("password", "wifi"):
        return any(not char.isalpha() for char in value) or not (value.islower() or value.istitle())
    return any(char.isdigit() for char in value)
