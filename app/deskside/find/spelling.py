"""Which known words a mistyped or compound word may stand for, and how sure that is.

A word's letters, and its pairs of neighbours, are kept as bits, so that nearly
every wrong candidate is dropped by counting bits before letters are compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

_MOST = 40
"""Longer words are compared as they are: nobody mistypes a web address into a keyword."""


def distance(one: str, other: str, most: int) -> int:
    """Edits (also swapped neighbours) between two words; ``most + 1`` when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    one, other = _differing(one, other)
    if not one or not other:
        return min(len(one) + len(other), most + 1)
    if len(one) == len(other) == 1 or (len(one) == 2 and one == other[::-1]):
        return min(1, most + 1)
    return _table(one, other, most) if most > 1 else most + 1


def _differing(one: str, other: str) -> tuple[str, str]:
    """Two words without what they begin and end with in common."""
    start, ends = 0, (len(one), len(other))
    while start < min(ends) and one[start] == other[start]:
        start += 1
    while start < min(ends) and one[ends[0] - 1] == other[ends[1] - 1]:
        ends = (ends[0] - 1, ends[1] - 1)
    return one[start : ends[0]], other[start : ends[1]]


def _table(one: str, other: str, most: int) -> int:
    """The edits by the table of all beginnings, row by row; given up when a whole row is too much."""
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
    return min(row[-1], most + 1)


def _letters(word: str) -> int:
    bits = 0
    for char in word:
        bits |= 1 << (ord(char) % 61)
    return bits


def _neighbours(word: str) -> int:
    """Each two letters side by side, as bits."""
    bits = 0
    for one, other in pairwise(word):
        bits |= 1 << ((ord(one) * 31 + ord(other)) % 251)
    return bits


def _likeness(word: str, other: str, edits: int) -> float:
    """How much alike two words are. Letters left out or swapped are slips; a wrong one is often another word."""
    likeness = 1 - edits / (max(len(word), len(other)) - 1)
    if word[0] != other[0]:
        likeness *= 0.8
    is_other_letter = len(word) == len(other) and sorted(word) != sorted(other)
    return likeness * 0.6 if is_other_letter and len(word) < 7 else likeness


class Spelling:
    """The words of an index. ``like`` finds those a strange word may mean."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._by_length: dict[int, list[tuple[int, int, str]]] = {}

    def like(self, word: str) -> list[tuple[str, float]]:
        """Known words with how alike they are, 0 to 1; the word itself alone when it is known."""
        if word in self._words:
            return [(word, 1.0)]
        if len(word) < 4 or len(word) > _MOST:
            return []
        return self._mistyped(word) or self._inside(word)

    def _mistyped(self, word: str) -> list[tuple[str, float]]:
        most = 1 if len(word) < 8 else 2
        letters, neighbours = _letters(word), _neighbours(word)
        found: list[tuple[str, float]] = []
        for length in range(len(word) - most, len(word) + most + 1):
            near = [
                other
                for bits, pairs, other in self._of_length(length)
                if (letters ^ bits).bit_count() <= 2 * most and (neighbours ^ pairs).bit_count() <= 2 + 4 * most
            ]
            measured = ((other, distance(word, other, most)) for other in near)
            found += [(other, _likeness(word, other, edits)) for other, edits in measured if edits <= most]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:4]

    def _of_length(self, length: int) -> list[tuple[int, int, str]]:
        """The known words of a length with their bits, made when first asked for."""
        if length not in self._by_length:
            words = (word for word in self._words if len(word) == length and length >= 4)
            self._by_length[length] = [(_letters(word), _neighbours(word), word) for word in words]
        return self._by_length[length]

    def _inside(self, word: str) -> list[tuple[str, float]]:
        """Known words that a compound starts or ends with: "Netzwerkdrucker"."""
        found = []
        for length in range(len(word) - 3, 4, -1):
            found += [(part, 0.8) for part in (word[:length], word[-length:]) if part in self._words]
        return found[:2]
