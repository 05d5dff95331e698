"""What a text is known by when it is learned from or asked about: words, neighbours, pieces of words, concepts.

Every feature is a number below ``BUCKETS``, so that a model is one table. Two
features may share a number; with this many that costs little.
"""

from __future__ import annotations

import math
from itertools import combinations, pairwise
from zlib import crc32

from deskside.find.concepts import Concepts

BUCKETS = 1 << 16
_PIECES = (3, 4, 5)
"""Letters of a piece. Pieces make "printing", "printre" and "Drucker" meet their kind."""
_CONCEPT = 2.0
"""How much more a concept weighs than a word."""
_MOST_PAIRS = 60


def features(words: list[str], concepts: Concepts) -> dict[int, float]:
    """Feature to weight, of folded words: a feature said twice weighs more, but not twice as much."""
    counted: dict[int, float] = {}
    for name in _names(words):
        bucket = crc32(name.encode()) % BUCKETS
        counted[bucket] = counted.get(bucket, 0.0) + 1.0
    weighed = {bucket: 1.0 + math.log(count) for bucket, count in counted.items()}
    told = concepts.of(words)
    for name in told:
        weighed[crc32(f"k {name}".encode()) % BUCKETS] = 1.0 + math.log(_CONCEPT)
    for one, other in list(combinations(told, 2))[:_MOST_PAIRS]:
        weighed[crc32(f"K {one} {other}".encode()) % BUCKETS] = 1.0
    return weighed


def _names(words: list[str]) -> list[str]:
    names = [f"w {word}" for word in words]
    names += [f"b {one} {other}" for one, other in pairwise(("^", *words, "$"))]
    for word in words:
        marked = f"<{word}>"
        names += [f"c {marked[at : at + size]}" for size in _PIECES for at in range(len(marked) - size + 1)]
    return names
