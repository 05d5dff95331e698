"""Which known words a mistyped or compound word may stand for, and how sure that is.

A word's letters are kept as bits, so that nearly every wrong candidate is
dropped by counting bits before any letters are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

_MOST = 40
"""Longer words are compared as they are: nobody mistypes a web address into a keyword."""


def distance(one: str, other: str, most: int) -> int:
    """Edits (also swapped neighbours) between two words; ``most + 1`` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, above, row = above, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[-1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]


def _bits(word: str) -> int:
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) % 61)
    return bits


class Spelling:
    """The words of an index. ``like`` finds those a strange word may mean."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        by_length: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for word in self._words:
            if 4 <= len(word) <= _MOST:
                by_length[len(word)].append((_bits(word), word))
        self._by_length = dict(by_length)

    def like(self, word: str) -> list[tuple[str, float]]:
        """Known words with how alike they are, 0 to 1; the word itself alone when it is known."""
        if word in self._words:
            return [(word, 1.0)]
        if len(word) < 4 or len(word) > _MOST:
            return []
        return self._mistyped(word) or self._inside(word)

    def _mistyped(self, word: str) -> list[tuple[str, float]]:
        most = 1 if len(word) < 8 else 2
        bits, found = _bits(word), []
        for length in range(len(word) - most, len(word) + most + 1):
            for other_bits, other in self._by_length.get(length, ()):
                if (bits ^ other_bits).bit_count() <= 2 * most and (edits := distance(word, other, most)) <= most:
                    likeness = 1 - edits / (max(len(word), length) - 1)
                    found.append((other, likeness if word[0] == other[0] else likeness * 0.8))
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:4]

    def _inside(self, word: str) -> list[tuple[str, float]]:
        """Known words that a compound starts or ends with: "Netzwerkdrucker"."""
        found = []
        for length in range(len(word) - 3, 4, -1):
            found += [(part, 0.8) for part in (word[:length], word[-length:]) if part in self._words]
        return found[:2]
