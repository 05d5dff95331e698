"""Hides what the person chose to hide ("hide this too"), with the stand-ins that everything else of a message has."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import Any

from deskside.diagnostics.chosen import Chosen
from deskside.diagnostics.redact import Redactor
from deskside.diagnostics.standins import stand_ins
from deskside.model.report import Fact
from deskside.model.troubleshooter import Json

_NO_MORE = (sys.maxsize, sys.maxsize)


class Veil:
    """``values`` in the order in which they were chosen; each has one stand-in wherever it stands."""

    def __init__(self, redactor: Redactor, values: tuple[str, ...] = (), texts: Iterable[str] = ()) -> None:
        """``texts`` are read first: what one of them tells is hidden in all."""
        self.values = values
        self.redactor = redactor.hiding(values)
        self._chosen = Chosen(values)
        for value in values:  # in this order, whichever text is shown first
            self.redactor.redact(value)
        self.redactor.study(texts)

    def with_more(self, values: tuple[str, ...], texts: Iterable[str]) -> Veil:
        """Another one that hides all this and more; this one is not changed."""
        return Veil(self.redactor, (*self.values, *values), texts)

    def text(self, text: str) -> str:
        """Everything private hidden, and what was chosen."""
        return self.redactor.redact(text).text

    def words(self, text: str) -> str:
        """Only what was chosen hidden: the person's own words stay their own."""
        parts, last = [], 0
        for start, end in _open_places(self._chosen, text):
            parts += [text[last:start], self.redactor.redact(text[start:end]).text]
            last = end
        return "".join([*parts, text[last:]])

    def facts(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """Facts in which what was chosen is hidden outside their texts too: in labels, names and numbers."""
        if not self.values:
            return facts
        return tuple(Fact(f.group, self.words(f.key), self.words(f.label), self.json(f.value)) for f in facts)

    def json(self, value: Json) -> Any:
        """The same for any JSON; texts in it are left to those who redact them."""
        if isinstance(value, dict):
            return {self.words(key): self.json(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.json(inner) for inner in value]
        if isinstance(value, int | float) and not isinstance(value, bool) and self.values:
            said = self.words(str(value))
            return value if said == str(value) else said
        return value


def places_of(value: str, texts: Iterable[str]) -> int:
    """In how many places a value stands openly."""
    chosen = Chosen((value,))
    return sum(1 for text in texts for _place in _open_places(chosen, text))


def _open_places(chosen: Chosen, text: str) -> Iterator[tuple[int, int]]:
    """Where what was chosen stands, but for what is a stand-in already."""
    hidden = stand_ins(text)
    start, end = next(hidden, _NO_MORE)
    for span in chosen.find(text):
        while end <= span.start:
            start, end = next(hidden, _NO_MORE)
        if span.end <= start:
            yield span.start, span.end
