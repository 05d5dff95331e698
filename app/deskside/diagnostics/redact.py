"""Redacts text: everything that could tell who, where or how to get in becomes a stand-in.

First come the values known from this computer, then the rules of
``deskside.diagnostics.rules``; what a rule has learned in one place ("host=")
is hidden in every other place too. The result is looked at again until no rule
finds anything, so that redacting twice changes nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import NoReturn

from msgspec import Struct

from deskside.diagnostics.chosen import Chosen
from deskside.diagnostics.learned import Learned
from deskside.diagnostics.rules import everything, tables
from deskside.diagnostics.rules.blobs import blobs
from deskside.diagnostics.rules.rule import Span, Text, line_of
from deskside.diagnostics.standins import StandIns, is_hidden, stand_ins

_ROUNDS = 5
"""A second look nearly always finds nothing; more are for texts made to be difficult.

A line in which there is still something to hide after these is hidden as a whole.
"""
_OURS = re.compile(r"[a-z][a-z0-9]{0,11}(?:_[a-z0-9]{1,11}){0,4}")


class Known(Struct, frozen=True):
    """A value of this computer that must not leave it. ``kind`` as in ``--known host=NAME``."""

    kind: str
    value: str

    def __repr__(self) -> str:
        return f"Known({self.kind!r}, …)"


class Hidden(Struct, frozen=True):
    kind: str
    stand_in: str
    count: int


class Place(Struct, frozen=True):
    """Where a stand-in stands in the redacted text, for marking it."""

    start: int
    end: int
    kind: str


_UNSEEN = re.compile("[\u00ad\u180e\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
"""Signs without a shape. One of them within a name would keep it from being known as that name."""


class Redacted(Struct, frozen=True):
    text: str
    hidden: tuple[Hidden, ...] = ()
    places: tuple[Place, ...] = ()


class Redactor:
    """One for a whole bundle or ticket: the same value has the same stand-in in all its texts."""

    def __init__(self, known: Iterable[Known] = (), *, secret: bytes = b"") -> None:
        """``known`` are values of this computer. ``secret`` (see ``numbering``) makes a value's stand-in independent
        of what else is hidden beside it."""
        self._stand_ins = StandIns(secret)
        self._learned = Learned(self._stand_ins)
        self._chosen = Chosen()
        self._open: re.Pattern[str] | None = None
        for value in known:
            self._learned.told(value.kind, value.value)

    def hiding(self, values: Iterable[str]) -> Redactor:
        """A new redactor that hides these values as well, everywhere and in any spelling by case, as "hidden-1".

        All else is hidden as here, by the same stand-ins; this redactor is not changed.
        """
        other = Redactor()
        other._stand_ins = self._stand_ins.copy()
        other._learned = self._learned.copy(other._stand_ins)
        other._chosen = self._chosen.and_these(values)
        other._open = self._open
        return other

    def leaving(self, hosts: Iterable[str]) -> Redactor:
        """A new redactor that leaves these whole names of hosts open, unless they were chosen to be hidden."""
        other = self.hiding(())
        names = "|".join(sorted(map(re.escape, hosts), key=len, reverse=True))
        other._open = re.compile(rf"(?<![\w.-])(?:{names})(?![\w-])(?!\.\w)", re.IGNORECASE) if names else None
        return other

    def study(self, texts: Iterable[str]) -> None:
        """Reads texts before any is redacted: what one of them tells is hidden in all, whatever their order."""
        whole = [Text(text) for text in texts]
        for _again in range(2):
            for text in whole:
                self._spans(text)

    def __reduce__(self) -> NoReturn:
        raise TypeError("what was hidden is never written down")

    def redact(self, text: str) -> Redacted:
        """The text with stand-ins, and what was hidden where (but not what it was)."""
        text = _seen(text)
        self._stand_ins.avoid(text)
        whole = Text(text)
        spans = self._spans(whole)
        across = bool(spans) and _across_lines(whole)
        for round_ in range(2 * _ROUNDS):
            text, begins = self._replaced(text, spans if round_ < _ROUNDS else whole_lines(text, spans))
            # only a line that was changed can have something new to find, and mostly none has
            spans = self._spans(Text(text)) if across or self._spans(Text(_lines_at(text, begins))) else []
            if not spans:
                break
        places = tuple(
            Place(start, end, kind)
            for start, end in stand_ins(text)
            if (kind := self._stand_ins.kind_of(text[start:end]))
        )
        counts = Counter((place.kind, text[place.start : place.end]) for place in places)
        return Redacted(text, tuple(Hidden(*hidden, count) for hidden, count in counts.items()), places)

    def redact_value(self, key: str, value: str) -> str:
        """A single value, with what it is called as a hint: "nas1" alone says nothing, behind "host" it does."""
        value = _seen(value)
        if key and "\n" not in value:
            lead = f"{key}="
            spans = [
                Span(max(span.start, len(lead)), span.end, span.kind)
                for span in self._spans(Text(lead + value))
                if span.end > len(lead)
            ]
            value = self._replaced(lead + value, spans)[0][len(lead) :]
        return self.redact(value).text

    def redact_name(self, name: str) -> str:
        """The name of a value in a table. A plain word is one of ours, unless it is known to be somebody's."""
        text = Text(_seen(name))
        if _OURS.fullmatch(name) and not [*self._learned.find(text), *self._chosen.find(name)]:
            return name
        return self.redact(name).text

    def _spans(self, text: Text) -> list[Span]:
        there = list(stand_ins(text.text))

        def open_ones(spans: Iterable[Span]) -> list[Span]:
            return [span for span in spans if not is_hidden(text[span]) and not _is_inside(span, there)]

        told = [match.span() for match in self._open.finditer(text.text)] if self._open is not None else []

        def ours(spans: Iterable[Span]) -> list[Span]:
            return [span for span in open_ones(spans) if not _is_inside(span, told)]

        found = ours(span for finder in (*everything.FINDERS, blobs) for span in finder(text))
        self._learned.learn(text, found)
        found += [*ours(self._learned.find(text)), *open_ones(self._chosen.find(text.text))]
        return merged([_to_edges(text.text, span) for span in found])

    def _replaced(self, text: str, spans: list[Span]) -> tuple[str, list[int]]:
        """The text with stand-ins, and where each of them begins."""
        parts: list[str] = []
        begins: list[int] = []
        last = length = 0
        for span in spans:
            before, stand_in = text[last : span.start], self._stand_ins.of(span.kind, text[span.start : span.end])
            begins.append(length + len(before))
            length += len(before) + len(stand_in)
            parts += (before, stand_in)
            last = span.end
        return "".join([*parts, text[last:]]), begins


def _seen(text: str) -> str:
    """The text without what nobody can see."""
    return text if text.isascii() else _UNSEEN.sub("", text)


def _is_inside(span: Span, places: list[tuple[int, int]]) -> bool:
    """Whether a span lies within one of the places, which are in order."""
    at = bisect_right(places, (span.start, span.end)) - 1
    return any(start <= span.start and span.end <= end for start, end in places[max(at, 0) : at + 2])


def _to_edges(text: str, span: Span) -> Span:
    """The span with what is left of a word at its ends: a stand-in is known as one only where it stands alone."""
    start, end = span.start, span.end
    while text[end : end + 1].isalnum():
        end += 1
    while start and text[start - 1].isalnum() and text[max(start - 2, 0) : start] not in ("\\n", "\\r", "\\t"):
        start -= 1
    return Span(start, end, span.kind)


def _across_lines(text: Text) -> bool:
    """Whether a line decides about another: the head of a table, or of a key that has many lines."""
    return bool(tables.headings(text)) or any(True for finder in everything.ACROSS_LINES for _span in finder(text))


def _lines_at(text: str, places: list[int]) -> str:
    """The lines around some places, which are in order."""
    lines: list[str] = []
    done = -1
    for place in places:
        if place > done:
            start, done = line_of(text, place)
            lines.append(text[start:done])
    return "\n".join(lines)


def whole_lines(text: str, spans: list[Span]) -> list[Span]:
    """The lines that the spans lie in."""
    return merged([Span(line_of(text, span.start)[0], line_of(text, span.end)[1], span.kind) for span in spans])


def merged(found: list[Span]) -> list[Span]:
    """Spans in order without overlap. One inside another is swallowed; partly overlapping ones are joined.

    The kind is that of the longest; among equals, of the one that was found first.
    """
    order = sorted(range(len(found)), key=lambda i: (found[i].start, -found[i].end, i))
    spans: list[Span] = []
    for span in (found[i] for i in order):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
        elif span.end > spans[-1].end:
            last = spans[-1]
            kind = last.kind if last.end - last.start >= span.end - span.start else span.kind
            spans[-1] = Span(last.start, span.end, kind)
    return spans
