"""Values that are hidden wherever they stand: those known from this computer, and those a rule has come across.

A user name seen once in a path is hidden in every other line too. Looking for
all of them costs one walk over the words of the text, however many there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from deskside.diagnostics.rules.people import is_name_word
from deskside.diagnostics.rules.rule import Span, Text
from deskside.diagnostics.standins import StandIns

_WORD = re.compile(r"[^\W_]+")
_LEAST = {"person": 3, "host": 4, "password": 6, "token": 8, "key": 8, "code": 6, "wifi": 5, "serial": 6, "id": 6}
"""Kinds that are learned, and how long a value must be to be looked for elsewhere."""
_MOST = 200
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

    def told(self, kind: str, value: str) -> None:
        """A value known from this computer: no least length, and a name's parts are hidden too."""
        kind, value = _KINDS.get(kind.lower(), kind.lower()), value.strip()
        self._add(kind, value)
        if kind == "person" and " " in value:
            for part in value.split():
                if len(part) > 2:
                    self._stand_ins.same(kind, value, part)
                    self._add(kind, part)

    def learn(self, text: Text, spans: list[Span]) -> None:
        """Keeps what is worth looking for elsewhere."""
        for span in spans:
            if _LEAST.get(span.kind, _MOST) <= span.end - span.start < _MOST:
                value = text[span]
                if "\n" not in value and _tells(span.kind, value):
                    self._add(span.kind, value)

    def _add(self, kind: str, value: str) -> None:
        value = value.lower()
        first = _WORD.search(value)
        if first:
            self._values[first[0]].setdefault(value, kind)

    def find(self, text: Text) -> Iterator[Span]:
        """Every place where one of the values stands as a whole word."""
        if not self._values:
            return
        lower, values = text.lower, self._values
        for word in _WORD.finditer(lower):
            candidates = values.get(word[0])
            if candidates:
                yield from _longest(lower, word.start(), word[0], candidates)


def _longest(lower: str, at: int, word: str, candidates: dict[str, str]) -> Iterator[Span]:
    best: Span | None = None
    for value, kind in candidates.items():
        start = at - value.index(word)
        end = start + len(value)
        if start >= 0 and lower.startswith(value, start) and _whole(lower, start, end) and (not best or end > best.end):
            best = Span(start, end, kind)
    if best:
        yield best


def _whole(lower: str, start: int, end: int) -> bool:
    before_ok = start == 0 or not lower[start - 1].isalnum() or not lower[start].isalnum()
    after_ok = end == len(lower) or not lower[end].isalnum() or not lower[end - 1].isalnum()
    return before_ok and after_ok


def _tells(kind: str, value: str) -> bool:
    """Whether a value can be looked for elsewhere without hiding everyday words."""
    if kind in ("person", "host"):
        return not value.isdigit() and is_name_word(value)
    if kind in ("password", "wifi"):
        return any(not char.isalpha() for char in value) or not (value.islower() or value.istitle())
    return any(char.isdigit() for char in value)
