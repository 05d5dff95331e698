"""Words that mean much the same, in one language and across them: "vanished", "verschwunden" and "weg" are one.

The lists are short texts, ``resources/find/LANGUAGE.txt``: a name, a colon, then
words; ``vanish*`` is every word that begins so, several words stand for
themselves in a row. People mix languages, so all lists count at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from deskside.find.words import split

_LONGEST = 16
"""Letters of the longest beginning that is looked up."""
_COMPOUND = 9
"""A word this long may hide one at its end: "Firmenhandy"."""
_PART = 4
"""The shortest word that counts at the end of another."""


class Concepts:
    """Made once from all lists; asking changes nothing but a cache."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._whole: dict[str, tuple[str, ...]] = {}
        self._begins: dict[str, tuple[str, ...]] = {}
        self._rows: defaultdict[str, list[tuple[tuple[str, ...], bool, str]]] = defaultdict(list)
        for line in lines:
            name, colon, words = line.partition(":")
            if colon and not line.startswith("#"):
                name = name.strip()  # one text for all its words
                for word in words.split(","):
                    self._add(name, word.strip())
        self._of_word = lru_cache(maxsize=2_000)(self._look_up)

    def _add(self, name: str, word: str) -> None:
        open_end, parts = word.endswith("*"), split(word)
        if len(parts) > 1:
            self._rows[parts[0]].append((tuple(parts), open_end, name))
        elif parts:
            words = self._begins if open_end else self._whole
            words[parts[0]] = (*words.get(parts[0], ()), name)

    def words(self) -> frozenset[str]:
        """Every whole word of the lists, folded."""
        return frozenset(self._whole)

    def of(self, words: list[str]) -> list[str]:
        """The concepts that ``words``, split and folded, speak of: each once, by name."""
        found = {name for word in words for name in self._of_word(word)}
        for at, word in enumerate(words):
            found.update(self._of_row(words[at:], self._rows.get(word, ())))
        return sorted(found)

    @staticmethod
    def _of_row(said: list[str], rows: Iterable[tuple[tuple[str, ...], bool, str]]) -> Iterator[str]:
        for row, open_end, name in rows:
            start, last = tuple(said[: len(row) - 1]), "".join(said[len(row) - 1 : len(row)])
            if start == row[:-1] and (last.startswith(row[-1]) if open_end else last == row[-1]):
                yield name

    def _look_up(self, word: str) -> frozenset[str]:
        found = (*self._whole.get(word, ()), *self._beginning(word, 1))
        if len(word) >= _COMPOUND:
            ends = (word[start:] for start in range(3, len(word) - _PART + 1))
            found += next((at for end in ends if (at := self._whole.get(end) or self._beginning(end, _PART))), ())
        return frozenset(found)

    def _beginning(self, word: str, shortest: int) -> tuple[str, ...]:
        """The concepts of the longest beginning that is known."""
        for length in range(min(len(word), _LONGEST), shortest, -1):
            if found := self._begins.get(word[:length]):
                return found
        return ()


def read_concepts(folder: Path) -> Concepts:
    """All lists of a folder."""
    return Concepts(line for file in sorted(folder.glob("*.txt")) for line in file.read_text("utf-8").splitlines())
