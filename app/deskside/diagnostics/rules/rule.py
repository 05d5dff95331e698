"""What a rule is: something that looks at a text and names the spans that have to be hidden.

Most rules are patterns with needles: short lower-case strings one of which is
in every match. A needle is looked for first, which is far quicker than any
pattern, and the pattern then runs on the lines that have one. Patterns name
what they hide by group: ``(?P<password>…)``; a second group of the same kind
is ``(?P<password_2>…)``. They are compiled when first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Span(NamedTuple):
    start: int
    end: int
    kind: str


class Text:
    """A text under examination, with what rules ask of it again and again."""

    __slots__ = ("lower", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        self.lower = lower if len(lower) == len(text) else text.translate(_LOWER)

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    def has(self, needles: Iterable[str]) -> bool:
        return any(needle in self.lower for needle in needles)

    def lines(self, needles: Iterable[str]) -> list[tuple[int, int]]:
        """Start and end of the lines that have one of the needles, in order, each once."""
        found: set[tuple[int, int]] = set()
        for needle in needles:
            at = self.lower.find(needle)
            while at >= 0:
                line = self.line(at)
                found.add(line)
                at = self.lower.find(needle, max(line[1], at + 1))
        return sorted(found)

    def line(self, at: int) -> tuple[int, int]:
        """Start and end of the line around a place."""
        end = self.text.find("\n", at)
        return self.text.rfind("\n", 0, at) + 1, len(self.text) if end < 0 else end


Finder = Callable[[Text], Iterator[Span]]
"""Every rule, pattern or not, can be called like this."""


class Rule:
    """A pattern as a finder. ``check`` may refuse a match: a number with a wrong check digit, a public name."""

    __slots__ = ("_check", "_compiled", "_flags", "_needles", "_pattern", "_whole")

    def __init__(
        self,
        pattern: str,
        needles: tuple[str, ...] = (),
        check: Callable[[re.Match[str]], bool] | None = None,
        *,
        whole: bool = False,
        flags: int = 0,
    ) -> None:
        """``whole``: matches may span lines, so the pattern runs on the whole text once a needle is there."""
        self._pattern, self._needles, self._check, self._whole, self._flags = pattern, needles, check, whole, flags
        self._compiled: re.Pattern[str] | None = None

    def __call__(self, text: Text) -> Iterator[Span]:
        if self._needles and not text.has(self._needles):
            return
        pattern = self._compiled or self._compile()
        everywhere = self._whole or not self._needles
        for start, end in [(0, len(text.text))] if everywhere else text.lines(self._needles):
            for match in pattern.finditer(text.text, start, end):
                if self._check is None or self._check(match):
                    yield from _groups(match)

    def _compile(self) -> re.Pattern[str]:
        self._compiled = re.compile(self._pattern, self._flags | re.MULTILINE)
        return self._compiled


def _groups(match: re.Match[str]) -> Iterator[Span]:
    for name, number in match.re.groupindex.items():
        start, end = match.span(number)
        if start < end and not name.startswith("_"):
            yield Span(start, end, name.partition("_")[0])
