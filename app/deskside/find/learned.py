"""What was learned from packaging/phrasings when Deskside was built: which problem a text is about, or none of ours.

A linear model in one file (``packaging/learn.py`` writes it): a line of JSON,
then for each feature how rare it is and what it says for every topic, a byte
each. Asking it takes well under a millisecond, and no library.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.find.concepts import Concepts, read_concepts
from deskside.find.features import BUCKETS, features
from deskside.find.slips import Slips
from deskside.find.words import split
from deskside.model.shapes import decode

FILE = "learned.bin"
NONE = "none"
"""The topic of what is not ours."""
RARITY = 16.0
"""A byte of rarity counts sixteenths."""
_HEARD, _ENOUGH = 4, 3
"""One word in so many must be known, or so many altogether."""
_LONGEST = 60
"""Words that are looked at."""


class Head(Struct, frozen=True):
    """The first line of the file."""

    topics: tuple[str, ...]
    steps: tuple[float, ...]
    """What one step of a byte is worth, per topic."""
    starts: tuple[float, ...]
    """What a topic has before anything was said."""
    known: Mapping[str, int]
    """Words that were met, and how often: mistyped ones are put right with them."""


class Learned:
    """Made once; asking changes nothing but caches."""

    def __init__(self, head: Head, rarity: bytes, table: bytes, concepts: Concepts) -> None:
        self.topics = head.topics
        self._steps, self._starts = head.steps, head.starts
        self._rarity, self._concepts = rarity, concepts
        self._table = memoryview(table).cast("b")
        self._slips = Slips({**dict.fromkeys(concepts.words(), 1), **head.known})

    def hears(self, text: str) -> bool:
        """Whether it knows enough of the words to judge: those of a language it never learned say nothing to it."""
        words = split(text)[:_LONGEST]
        known = self._slips.known_of(words)
        return known >= _ENOUGH or _HEARD * known >= len(words)

    def margins(self, text: str) -> dict[str, float]:
        """How far ``text`` lies on the side of each topic: above 0 speaks for it, about -1 is usual for the others."""
        words = self._slips.right(split(text)[:_LONGEST])
        weighed = {
            bucket: weight * self._rarity[bucket] / RARITY for bucket, weight in features(words, self._concepts).items()
        }
        length = sum(weight * weight for weight in weighed.values()) ** 0.5 or 1.0
        count = len(self.topics)
        sums = [0.0] * count
        for bucket, weight in weighed.items():
            row = self._table[bucket * count : (bucket + 1) * count]
            sums = [total + weight * step for total, step in zip(sums, row, strict=True)]
        told = zip(self.topics, sums, self._steps, self._starts, strict=True)
        return {topic: start + total * step / length for topic, total, step, start in told}


def read_learned(folder: Path) -> Learned | None:
    """The model in ``folder``, beside the lists of concepts; None where none was made, which only a search notices."""
    try:
        data = (folder / FILE).read_bytes()
        line, _end, rest = data.partition(b"\n")
        head = decode(line, Head)
    except (OSError, msgspec.MsgspecError):
        return None
    if len(rest) != BUCKETS * (1 + len(head.topics)):
        return None
    return Learned(head, rest[:BUCKETS], rest[BUCKETS:], read_concepts(folder))
