"""Ranks entries by the words they share with what a person typed.

Every entry is known by the words of its title, keywords, phrases and summary,
in every language there are texts for. A search weighs its words by how much
they tell and by how few entries share them, takes neighbouring words as a
hint of their own, and forgives typing mistakes.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from deskside.find.entry import Entry
from deskside.find.spelling import Spelling
from deskside.find.words import SILENT, TELLING, is_wish, split, stem, weight

KEYWORD, TITLE, PHRASE, SUMMARY = 1.0, 0.9, 0.8, 0.45
_PART = 0.65
"""What one word of a keyword of several is worth: "paper" of "paper jam"."""
_BACKING = (0.7, 0.85, 1.0)
"""A word counts fully when keywords, title, summary and phrases say it three times: it is what this is about."""
_RARE = 0.1
"""A word that nearly every entry knows tells nothing and is passed over."""
_LONGEST = 60
"""Words of a query that are looked at: a whole pasted log must not slow a search."""
_WISHED = 0.6
"""What a fit is worth when somebody wants to buy something."""


class _Word(Struct, frozen=True):
    """A word, or two neighbours, with how much it tells; ``typed`` is "" for neighbours."""

    stem: str
    weight: float
    typed: str = ""


@lru_cache(maxsize=20_000)
def _word(typed: str) -> _Word:
    return _Word(stem(typed), weight(typed), typed)


def _words(text: str) -> list[_Word]:
    return [_word(typed) for typed in split(text)[:_LONGEST]]


def _pairs(words: list[_Word]) -> list[_Word]:
    """Neighbours as one feature."""
    return [
        _Word(f"{one.stem} {other.stem}", 0.25 + 0.25 * (one.weight + other.weight)) for one, other in pairwise(words)
    ]


def _whole(text: str) -> int:
    return hash(" ".join(word.stem for word in _words(text)))


def _heard(text: str) -> list[_Word]:
    """The words of a text that say anything at all."""
    return [word for word in _words(text) if word.weight > SILENT]


class _Notes:
    """What is gathered of one entry: how much each stem and pair is worth, and in how many places it is said."""

    def __init__(self) -> None:
        self.typed: set[str] = set()
        self._best: dict[str, float] = {}
        self._said: dict[str, int] = {}

    def add(self, words: list[_Word], worth: float) -> None:
        self._note([*words, *_pairs(words)] if worth is not SUMMARY else words, worth)

    def add_keyword(self, words: list[_Word]) -> None:
        """Keywords together back a word once: "page" and "pages" say no more than one of them."""
        telling = sum(word.weight == TELLING for word in words)
        fresh = [word for word in words if word.stem not in self._said]
        self._note(fresh, KEYWORD * _PART if telling > 1 else KEYWORD)
        self._note(_pairs(words), KEYWORD)

    def _note(self, features: list[_Word], worth: float) -> None:
        best, said = self._best, self._said
        for feature in features:
            key = feature.stem
            said[key] = said.get(key, 0) + 1
            if worth > best.get(key, 0.0):
                best[key] = worth
            if feature.weight == TELLING and feature.typed:
                self.typed.add(feature.typed)

    def worths(self) -> Iterator[tuple[str, float]]:
        for key, worth in self._best.items():
            yield key, worth * _BACKING[min(self._said[key], len(_BACKING)) - 1]


class Ranking:
    """Made once from all entries; asking changes nothing in it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        count = 0
        self._known: dict[str, dict[int, float]] = {}
        self._phrases: dict[int, int] = {}
        """By the hash of its words, the entry that has this phrase; -1 where several have it."""
        self._sayings: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        typed: set[str] = set()
        for number, entry in enumerate(entries):
            count += 1
            typed |= self._learn(number, entry)
        self._spelling = Spelling(typed)
        self._spread = math.log(count + 1)
        for cache in (_word, stem, weight):
            cache.cache_clear()  # what people type is another matter than what was learned

    def _learn(self, number: int, entry: Entry) -> set[str]:
        """Takes the words of an entry in; gives those that tell something, as they are written."""
        notes = _Notes()
        for text in entry.keywords:
            notes.add_keyword(_heard(text))
        for text in entry.titles:
            notes.add(_heard(text), TITLE)
        for text in entry.phrases:
            words = _heard(text)
            notes.add(words, PHRASE)
            self._phrases[_whole(text)] = number if self._phrases.get(_whole(text), number) == number else -1
            self._learn_saying(number, words)
        for text in entry.summaries:
            notes.add(_heard(text), SUMMARY)
        for stem_or_pair, worth in notes.worths():
            self._known.setdefault(stem_or_pair, {})[number] = worth
        return notes.typed

    def _learn_saying(self, number: int, words: list[_Word]) -> None:
        """A phrase of common words only: "nothing comes out" tells much, its words do not."""
        if len(words) > 1 and all(word.weight < TELLING for word in words):
            self._sayings[words[0].stem].append((" ".join(word.stem for word in words), number))

    def word_for_word(self, text: str) -> int | None:
        """The one entry that has ``text`` as a phrase of its own: who wrote that knew what people mean by it."""
        number = self._phrases.get(_whole(text), -1)
        return number if number >= 0 else None

    def scores(self, text: str) -> dict[int, float]:
        """How well each entry fits ``text``, 0 to 1, by its number; those that share no word are left out."""
        scores = self._scores(_words(text))
        if is_wish(split(text)[:_LONGEST]):
            return {number: score * _WISHED for number, score in scores.items()}
        return scores

    def _scores(self, said: list[_Word]) -> dict[int, float]:
        strength: defaultdict[int, float] = defaultdict(float)
        covered: defaultdict[int, float] = defaultdict(float)
        telling: defaultdict[int, float] = self._said(said)
        total = 0.0
        for word in dict.fromkeys(said):
            total += word.weight
            if word.weight > SILENT:
                for number, worth in self._fits(word).items():
                    strength[number] += worth * word.weight
                    covered[number] += worth * word.weight
                    if word.weight == TELLING:
                        telling[number] = max(telling[number], worth)
        for pair in dict.fromkeys(_pairs([word for word in said if word.weight > SILENT])):
            for number, worth in self._fits(pair).items():
                strength[number] += worth * pair.weight
        return {
            number: (1 - math.exp(-1.6 * value))
            * (0.6 + 0.4 * covered[number] / total)
            * min(1.0, 0.5 + telling[number])
            for number, value in strength.items()
        }

    def _said(self, said: list[_Word]) -> defaultdict[int, float]:
        """Entries one of whose sayings was said, word for word."""
        stems = [word.stem for word in said if word.weight > SILENT]
        found: defaultdict[int, float] = defaultdict(float)
        for at, first in enumerate(stems):
            for saying, number in self._sayings.get(first, ()):
                if " ".join(stems[at:]).startswith(saying):
                    found[number] = PHRASE
        return found

    def _fits(self, word: _Word) -> dict[int, float]:
        """Which entries know a word or pair, and how much that is worth; less when many know it."""
        alike = [(word.stem, 1.0)]
        if word.stem not in self._known and word.typed and word.weight == TELLING:
            alike = [(stem(known), likeness) for known, likeness in self._spelling.like(word.typed)]
        worths: dict[int, float] = {}
        for known, likeness in alike:
            held = self._known.get(known, {})
            rarity = 1 - math.log(max(len(held), 1)) / self._spread if self._spread else 1.0
            if rarity >= _RARE:
                for number, worth in held.items():
                    worths[number] = max(worths.get(number, 0.0), worth * likeness * rarity)
        return worths
