"""What a rule is: something that looks at a text and names the spans that have to be hidden.

A text is read once into an index of its words. A rule says which words or
short strings it needs; where they are not, it costs nothing, and where they
are, its pattern looks only at those lines. Patterns name what they hide by
group: ``(?P<password>…)``; another group of the same kind is
``(?P<password_2>…)``. They are compiled when first needed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from deskside.diagnostics.rules.words import phrases

_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_WORD = re.compile(r"[^\W_]+")
_ESCAPED = re.compile(r"(?:\\[nrt]|%[24]0)([^\W_]+)")
_CAMEL = re.compile(r"([A-Z](?<=[a-z][A-Z])[a-z]{2,30}+)(?![a-z])((?:[A-Z][a-z]{2,30}+){0,3})")
SEPARATOR = (
    r"(?:[\"']?>(?=[^<>\n]{1,200}</)"
    r"|(?:\[\d{1,3}\]|\.\d{1,3}(?= =))?(?:\\?[\"'\]]){0,3}(?: \([^()\n]{1,40}\))?(?:[ \t]{0,4}\.){0,40}[ \t]{0,60}"
    r"(?:=>|[:=])[ \t]{0,60}(?:STRING: )?(?:\\?[\"'\[({<]){0,2}"
    r"| ?\[(?=[^\]\n]{1,80}\])| [\"'](?=[^\"'\n]{1,80}[\"'])"
    r"|(?P<_call>[\"'], ?[\"']))"
)
"""Between a name and its value: ``=``, ``: ``, ``" : "``, ``'] => '``, ``. . . :``, the end of an element, brackets.

In a call as well: ``define('DB_USER', 'kim')``.
"""
_AFTER_NAMES = frozenset("\t \"'([.:=>#\\]}-,")
"""What may come after a name before its value begins, in any of the separators."""
_CALL = re.compile(r"\([ \t]{0,4}[\"'][\w.\- ]{0,60}$")


class Span(NamedTuple):
    start: int
    end: int
    kind: str


class Text:
    """A text under examination, with its words and where they begin."""

    __slots__ = ("_lettered", "_vocabulary", "_words", "lower", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        lower = text.lower()
        self.lower = lower if len(lower) == len(text) else text.translate(_LOWER)
        self._words: dict[str, list[int]] | None = None
        self._vocabulary = ""
        self._lettered: list[str] | None = None

    def __getitem__(self, span: Span) -> str:
        return self.text[span.start : span.end]

    @property
    def words(self) -> dict[str, list[int]]:
        """Where each word begins. Lower case; "a_b" are two; after ``\\n`` written out, a word begins too."""
        if self._words is None:
            words: defaultdict[str, list[int]] = defaultdict(list)
            for match in _WORD.finditer(self.lower):
                words[match[0]].append(match.start())
            self._add_hidden_words(words)
            self._words, self._vocabulary = dict(words), "\n".join(words)
        return self._words

    def _add_hidden_words(self, words: dict[str, list[int]]) -> None:
        """Words that begin after ``\\n`` written out, and within others: "Host" in "proxyHost"."""
        changed = set()
        for pattern, text in (
            (_ESCAPED, self.lower if "\\" in self.lower or "%" in self.lower else ""),
            (_CAMEL, self.text),
        ):
            for match in pattern.finditer(text):
                start = match.start(1)
                for end in {match.end(1), match.end()}:
                    word = self.lower[start:end]
                    words.setdefault(word, []).append(start)
                    changed.add(word)
        for word in changed:
            words[word].sort()

    def may_have(self, part: str) -> bool:
        """False when a string is certainly not there; quicker than looking for it."""
        return not self.words or _longest_run(part) in self._vocabulary

    def names(self, name: str) -> Iterator[int]:
        """Where a name of one or more words begins, as whole words."""
        first, lead = first_word(name)
        if first in self.words:
            for word in self.words[first]:
                at, end = word - lead, word - lead + len(name)
                if at >= 0 and self.lower.startswith(name, at) and not self.lower[end : end + 1].isalnum():
                    yield at

    def ending(self, ends: tuple[str, ...]) -> list[str]:
        """Words that end in one of these and are longer."""
        if self._lettered is None:
            self._lettered = [word for word in self.words if word[-1].isalpha() and len(word) > 3]
        return [word for word in self._lettered if word.endswith(ends) and word not in ends]

    def places(self, part: str) -> Iterator[int]:
        """Where a string stands, also within words."""
        at = self.lower.find(part) if self.may_have(part) else -1
        while at >= 0:
            yield at
            at = self.lower.find(part, at + len(part))

    def lines(self, needles: Iterable[str], words: Iterable[str] = ()) -> list[tuple[int, int]]:
        """Start and end of the lines that have one of the needles or words, in order, each once."""
        found: set[tuple[int, int]] = set()
        for needle in needles:
            at = self.lower.find(needle) if self.may_have(needle) else -1
            while at >= 0:
                line = self.line(at)
                found.add(line)
                at = self.lower.find(needle, max(line[1], at + 1))
        for word in words:
            starts = self.words.get(word, ())
            i = 0
            while i < len(starts):
                line = self.line(starts[i])
                found.add(line)
                i = bisect_left(starts, line[1], i + 1)
        return sorted(found)

    def line(self, at: int) -> tuple[int, int]:
        """Start and end of the line around a place."""
        return line_of(self.text, at)


@lru_cache(maxsize=4000)
def first_word(name: str) -> tuple[str, int]:
    """The first word of a name, and where in it that begins."""
    found = _WORD.search(name)
    return (found[0], found.start()) if found else ("", 0)


@lru_cache(maxsize=2000)
def _longest_run(part: str) -> str:
    """The longest piece of a string that must lie within one word."""
    return max(_WORD.findall(part), key=len, default="")


def line_of(text: str, at: int) -> tuple[int, int]:
    """Start and end of the line around a place."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


Finder = Callable[[Text], Iterator[Span]]
"""Every rule, pattern or not, can be called like this."""
Check = Callable[[re.Match[str]], bool]


class Rule:
    """A pattern as a finder. ``check`` may refuse a match: a number with a wrong check digit, a public name."""

    __slots__ = ("_begins", "_check", "_compiled", "_needles", "_pattern", "_words", "spans_lines")

    def __init__(
        self,
        pattern: str,
        needles: Iterable[str] = (),
        check: Check | None = None,
        *,
        words: str = "",
        begins: str = "",
        whole: bool = False,
    ) -> None:
        """``needles`` are lower-case strings, ``words`` lower-case words: a match's line has one of them.

        ``begins``: words with one of which every match begins. ``whole``: matches may span lines, so the pattern
        runs on the whole text once a needle or word is there.
        """
        self._begins = tuple(dict.fromkeys(begins.split()))
        self._pattern, self._needles, self._words = pattern, tuple(needles), tuple(words.split())
        self._check, self.spans_lines = check, whole
        self._compiled: re.Pattern[str] | None = None

    def __call__(self, text: Text) -> Iterator[Span]:
        for match in self._matches(text):
            if self._check is None or self._check(match):
                yield from spans_of(match)

    def _matches(self, text: Text) -> Iterator[re.Match[str]]:
        for word in self._begins:
            for at in text.words.get(word, ()):
                if match := (self._compiled or self.compile()).match(text.text, at):
                    yield match
        if not self._begins:
            for start, end in self._where(text):
                yield from (self._compiled or self.compile()).finditer(text.text, start, end)

    def _where(self, text: Text) -> list[tuple[int, int]]:
        words = [word for word in self._words if word in text.words]
        if self.spans_lines:
            there = bool(words) or any(text.may_have(needle) and needle in text.lower for needle in self._needles)
            return [(0, len(text.text))] if there else []
        return text.lines(self._needles, words)

    @property
    def looks_for(self) -> tuple[str, ...]:
        """The strings and words that make this rule look closer."""
        return (*self._needles, *self._words, *self._begins)

    def compile(self) -> re.Pattern[str]:
        self._compiled = re.compile(self._pattern, re.MULTILINE)
        return self._compiled


class Behind:
    """What stands behind a name for it: ``host: …``, ``"serial" = …``. ``names`` are separated by commas."""

    __slots__ = ("_check", "_ends", "_names", "_separator", "_starts", "_value")

    def __init__(
        self, names: str, value: str, check: Check | None = None, *, separator: str = SEPARATOR, ends: str = ""
    ) -> None:
        """``ends`` are those that count at the end of longer words as well: "dbuser"."""
        self._names, self._ends = phrases(names), tuple(ends.split())
        self._starts = tuple((first_word(name)[0], name) for name in self._names)
        self._value, self._check, self._separator = value, check, separator

    def __call__(self, text: Text) -> Iterator[Span]:
        for end in self._name_ends(text):
            at = end - 1
            if text.text[end : end + 1] in _AFTER_NAMES:
                match = _pattern(self._separator + self._value).match(text.text, end)
                if match and _fits(match, at) and (self._check is None or self._check(match)):
                    yield from spans_of(match)

    @property
    def looks_for(self) -> tuple[str, ...]:
        """The names that make this rule look closer."""
        return (*self._names, *self._ends)

    def _name_ends(self, text: Text) -> Iterator[int]:
        words = text.words
        for first, name in self._starts:
            if first in words:  # asked here: of thousands of names hardly one is there
                for at in text.names(name):
                    yield at + len(name)
        if self._ends:
            for word in text.ending(self._ends):
                for at in text.words[word]:
                    yield at + len(word)

    def compile(self) -> re.Pattern[str]:
        return _pattern(self._separator + self._value)


def _fits(match: re.Match[str], at: int) -> bool:
    """Whether a comma between name and value is one between the arguments of a call."""
    if "_call" not in match.re.groupindex or match["_call"] is None:
        return True
    return _CALL.search(match.string, max(0, at - 80), at) is not None


_patterns: dict[str, re.Pattern[str]] = {}


def _pattern(pattern: str) -> re.Pattern[str]:
    found = _patterns.get(pattern)
    if found is None:
        found = _patterns[pattern] = re.compile(pattern, re.MULTILINE)
    return found


def spans_of(match: re.Match[str]) -> Iterator[Span]:
    """The named groups of a match; those whose name begins with "_" are only for checks."""
    for name, number in match.re.groupindex.items():
        start, end = match.span(number)
        if start < end and not name.startswith("_"):
            yield Span(start, end, name.partition("_")[0])
