"""Mistyped words put right, one slip each: the known word that is most often said counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST = 3
_MOST = 20
"""Longer words are no slips of the finger; they are taken as they are."""
_SWAPPED = 3
"""Two letters in the wrong order are this many times as likely as any other slip."""
_SAME_FIRST = 2
"""The first letter is rarely the wrong one."""


class Slips:
    """``known`` says how often each word was met, folded."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._righted = lru_cache(maxsize=5_000)(self._right)

    def right(self, words: list[str]) -> list[str]:
        """The words with slips put right; what is known, or like nothing, stays."""
        return [word if word in self._known else self._righted(word) for word in words]

    def known_of(self, words: list[str]) -> int:
        """How many of the words were met before, slips put right."""
        return sum(word in self._known for word in self.right(words))

    def _right(self, word: str) -> str:
        if not _SHORTEST <= len(word) <= _MOST or not word.isalpha():
            return word
        best, most = word, 0.0
        for candidate, times in _slips(word):
            often = self._known.get(candidate)
            if often and len(candidate) >= _SHORTEST:
                likely = often**0.5 * times * (_SAME_FIRST if candidate[0] == word[0] else 1)
                if likely > most:
                    best, most = candidate, likely
        return best


def _slips(word: str) -> Iterator[tuple[str, int]]:
    """Every word one slip away, and how likely that slip is."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], _SWAPPED
        if tail:
            yield head + tail[1:], 1
        for letter in _LETTERS:
            yield head + letter + tail, 1
            if tail:
                yield head + letter + tail[1:], 1
