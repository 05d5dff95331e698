"""How well ``find`` understands people it has not heard: measured on phrasings that were left out of the learning.

Lines of one topic and group are alike, so a group is learned from or measured
with, never both. It is the whole search that is measured, articles and all.
"""

from __future__ import annotations

import random
import string
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from zlib import crc32

from learn import TOP, WORDS, Line, learn

from deskside.casework.reading import Reading
from deskside.catalogue import NoticeBoard, discover, discover_articles
from deskside.find import Entry, Index, Learned, entry_of
from deskside.find.concepts import read_concepts
from deskside.find.words import TELLING, split, stem, weight

FOLDS = 5
OTHERS = ("de", "fr", "es")


class Heard(NamedTuple):
    """What became of one line: ``place`` of the right entry, 0 the first, 99 when it was not among three."""

    line: Line
    ids: tuple[str, ...]
    place: int
    sure: bool


class Figures(NamedTuple):
    """Of lines that are ours: percent first, among three, sure. Of those that are not: percent unsure."""

    lines: int
    first: float
    three: float
    sure: float


def entries() -> list[Entry]:
    """Everything that is found as Deskside comes: troubleshooters and articles, with their words in all languages."""
    listings = [discover([TOP / "troubleshooters"], language) for language in OTHERS]
    reading = Reading(lambda language: discover_articles((TOP / "resources/articles",), language), NoticeBoard(tuple))
    found = []
    for own in discover([TOP / "troubleshooters"]).troubleshooters:
        told = [one.texts for listing in listings if (one := listing.get(own.id))]
        found.append(entry_of(own, told))
    return [*found, *reading.entries("en", OTHERS)]


def fold_of(line: Line) -> int:
    return crc32(f"{line.topic} {line.group}".encode()) % FOLDS


def left_out(lines: Sequence[Line], fold: int) -> tuple[Learned, list[Line]]:
    """A model that never saw the lines of ``fold``, and those lines."""
    seen = [line for line in lines if fold_of(line) != fold]
    return learn(seen, read_concepts(WORDS)), [line for line in lines if fold_of(line) == fold]


def hear(index: Index, lines: Sequence[Line]) -> Iterator[Heard]:
    for line in lines:
        found = index.search(line.text)
        ids = tuple(hit.id for hit in found.results)
        yield Heard(line, ids, ids.index(line.topic) if line.topic in ids else 99, found.sure)


def figures(heard: Sequence[Heard]) -> Figures:
    def percent(many: int) -> float:
        return 100 * many / max(1, len(heard))

    return Figures(
        len(heard),
        percent(sum(one.place == 0 for one in heard)),
        percent(sum(one.place < 3 for one in heard)),
        percent(sum(one.sure for one in heard)),
    )


class Names:
    """The telling words of each problem's title and keywords: a line without any of them describes a symptom only."""

    def __init__(self, found: Sequence[Entry]) -> None:
        self._stems = {
            entry.id: {stem(word) for text in (*entry.titles, *entry.keywords) for word in split(text) if tells(word)}
            for entry in found
        }

    def in_line(self, line: Line) -> bool:
        return any(stem(word) in self._stems[line.topic] for word in split(line.text))


def tells(word: str) -> bool:
    return weight(word) == TELLING


def mistyped(text: str, chance: random.Random) -> str:
    """The text with a slip of the finger in two of five words."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) > 3]
    for at in chance.sample(long, min(len(long), max(1, round(0.4 * len(words))))):
        words[at] = _slip(words[at], chance)
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        (
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at] + word[at:],
        )
    )
