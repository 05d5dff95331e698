"""Finds the troubleshooters that fit what a person typed, best first, and says when none does.

Every entry is known by the words of its title, keywords, phrases and summary,
in every language there are texts for. A search weighs its words by how much
they tell and by how few entries share them, takes neighbouring words as a
hint of their own, forgives typing mistakes, and is sure only when enough of
what was said is known here.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from deskside.find.spelling import Spelling
from deskside.find.words import SILENT, TELLING, is_wish, split, stem, weight
from deskside.model.report import Found, Hit
from deskside.model.troubleshooter import Troubleshooter

KEYWORD, TITLE, PHRASE, SUMMARY = 1.0, 0.9, 0.8, 0.45
_PART = 0.65
"""What one word of a keyword of several is worth: "paper" of "paper jam"."""
SURE = 0.5
_LONGEST = 60
"""Words of a query that are looked at: a whole pasted log must not slow a search."""


class Entry(Struct, frozen=True):
    """One thing that can be found. The texts may be in several languages side by side."""

    id: str
    title: str
    """As it is shown."""
    kind: str = "troubleshooter"
    titles: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()


def entry_of(troubleshooter: Troubleshooter, translations: Iterable[Mapping[str, str]] = ()) -> Entry:
    """The entry of a manifest: its own texts, those of the language in use, and any further ``translations``."""
    texts = (troubleshooter.texts, *translations)

    def also(*sources: str) -> tuple[str, ...]:
        told = dict.fromkeys(sources)
        for translated in texts:
            told.update(dict.fromkeys(translated[source] for source in sources if translated.get(source)))
        return tuple(told)

    title = troubleshooter.title
    return Entry(
        id=troubleshooter.id,
        title=troubleshooter.texts.get(title) or title,
        titles=also(title),
        keywords=also(*troubleshooter.keywords),
        phrases=also(*troubleshooter.phrases),
        summaries=also(troubleshooter.summary),
    )


class _Word(Struct, frozen=True):
    """A stem of a query with its weight."""

    stem: str
    weight: float


def _words(text: str) -> list[_Word]:
    return [_Word(stem(word), weight(word)) for word in split(text)[:_LONGEST]]


def _pairs(words: list[_Word]) -> Iterator[_Word]:
    """Neighbours as one feature, unless both tell nothing."""
    for one, other in pairwise(words):
        if max(one.weight, other.weight) > SILENT:
            yield _Word(f"{one.stem} {other.stem}", 0.25 + 0.5 * (one.weight + other.weight) / 2)


class Index:
    """Made once from all entries; searching changes nothing in it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._known: dict[str, dict[int, float]] = {}
        for number, entry in enumerate(self._entries):
            self._learn(number, entry)
        self._sayings = self._all_sayings()
        self._spelling = Spelling(word for word in self._known if " " not in word)
        self._spread = math.log(len(self._entries) + 1)

    def _learn(self, number: int, entry: Entry) -> None:
        fields = ((entry.keywords, KEYWORD), (entry.titles, TITLE), (entry.phrases, PHRASE), (entry.summaries, SUMMARY))
        for texts, worth in fields:
            for text in texts:
                words = _words(text)
                telling = sum(word.weight == TELLING for word in words)
                for word in words if worth is SUMMARY else (*words, *_pairs(words)):
                    if word.weight > SILENT:
                        held = self._known.setdefault(word.stem, {})
                        part = worth * _PART if worth is KEYWORD and telling > 1 and " " not in word.stem else worth
                        held[number] = max(part, held.get(number, 0.0))

    def _all_sayings(self) -> dict[str, tuple[tuple[str, int], ...]]:
        """Phrases of common words only, by their first stem: "nothing comes out" tells much, its words do not."""
        sayings: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, entry in enumerate(self._entries):
            for phrase in entry.phrases:
                words = [word for word in _words(phrase) if word.weight > SILENT]
                if len(words) > 1 and all(word.weight < TELLING for word in words):
                    sayings[words[0].stem].append((" ".join(word.stem for word in words), number))
        return {first: tuple(held) for first, held in sayings.items()}

    def search(self, words: str, limit: int = 3) -> Found:
        """The entries that fit ``words``, at most ``limit``, best first."""
        said = _words(words)
        scores = self._scores(said)
        if is_wish(split(words)[:_LONGEST]):
            scores = {number: score * 0.6 for number, score in scores.items()}
        best = sorted(scores.items(), key=lambda pair: (-pair[1], self._entries[pair[0]].id))[: max(limit, 0)]
        results = tuple(
            Hit(self._entries[number].id, self._entries[number].title, self._entries[number].kind, round(score, 3))
            for number, score in best
            if score >= 0.05
        )
        return Found(words, results, sure=bool(scores) and max(scores.values()) >= SURE)

    def _scores(self, said: list[_Word]) -> dict[int, float]:
        strength: defaultdict[int, float] = defaultdict(float)
        covered: defaultdict[int, float] = defaultdict(float)
        telling: defaultdict[int, float] = self._said(said)
        total = 0.0
        for word in dict.fromkeys(said):
            total += word.weight
            if word.weight > SILENT:
                for number, worth in self._fits(word.stem, spelling=word.weight == TELLING).items():
                    strength[number] += worth * word.weight
                    covered[number] += worth * word.weight
                    if word.weight == TELLING:
                        telling[number] = max(telling[number], worth)
        for pair in dict.fromkeys(_pairs(said)):
            for number, worth in self._fits(pair.stem, spelling=False).items():
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

    def _fits(self, feature: str, *, spelling: bool) -> dict[int, float]:
        """Which entries know a stem or pair, and how much that is worth; less when many know it."""
        alike = self._spelling.like(feature) if spelling else [(feature, 1.0)]
        worths: dict[int, float] = {}
        for known, likeness in alike:
            held = self._known.get(known, {})
            rarity = 1 - math.log(max(len(held), 1)) / self._spread if self._spread else 1.0
            for number, worth in held.items():
                worths[number] = max(worths.get(number, 0.0), worth * likeness * rarity)
        return worths
