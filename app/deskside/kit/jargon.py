"""The words that texts for people go without, and the plain words to say instead (``resources/jargon*.json``).

Three lists a language: ``jargon``; ``on_screen``, words that may stay in
quotation marks because the person sees them on the screen; ``tone``, words
that blame, belittle or alarm. Whole words are matched, with the endings that the
language's file names; acronyms only as they are written. A further language is a further file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from deskside.kit.reading import without_placeholders

_QUOTED = re.compile(r"“[^”]*”|„[^“]*“|«[^»]*»|\"[^\"]*\"")


class Words(Struct, frozen=True):
    """One language's lists: the word, and what to say instead or "" for leaving it out."""

    jargon: dict[str, str] = {}
    on_screen: dict[str, str] = {}
    tone: dict[str, str] = {}
    endings: tuple[str, ...] = ()
    """What may follow a word, such as a plural's "s"."""
    verbs: dict[str, tuple[str, ...]] = {}
    """For a word that ends so, what may stand instead of that ending."""


class Slip(Struct, frozen=True):
    """A word that stands in a text and should not."""

    word: str
    instead: str


def load(resources: Path) -> dict[str, Words]:
    """The lists by language."""
    lists: dict[str, Words] = {}
    for file in sorted(resources.glob("jargon*.json")):
        lists |= msgspec.json.decode(file.read_bytes(), type=dict[str, Words])
    return lists


class Ear:
    """Hears the words of one language's lists in a text."""

    def __init__(self, words: Words) -> None:
        self._everywhere = _patterns({**words.jargon, **words.tone}, words)
        self._outside_quotes = _patterns(words.on_screen, words)

    def slips(self, text: str) -> Iterator[Slip]:
        """Each listed word that the text contains, once; the longest where one is part of another."""
        spoken = without_placeholders(text)
        taken: list[str] = []
        for patterns, heard in ((self._everywhere, spoken), (self._outside_quotes, _QUOTED.sub(" ", spoken))):
            for pattern, word, instead in patterns:
                if pattern.search(heard) and not any(word.lower() in longer.lower() for longer in taken):
                    taken.append(word)
                    yield Slip(word, instead)


def _patterns(listed: dict[str, str], words: Words) -> list[tuple[re.Pattern[str], str, str]]:
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    return [(_pattern(word, words), word, listed[word]) for word in longest_first]


def _pattern(word: str, words: Words) -> re.Pattern[str]:
    acronym = word.isupper() or any(letter.isdigit() for letter in word)
    forms = rf"{re.escape(word)}(?:{'|'.join(words.endings)})?" if not word.endswith("s") else re.escape(word)
    for ending, others in words.verbs.items():
        if word.endswith(ending) and not acronym:
            forms = f"{re.escape(word.removesuffix(ending))}(?:{'|'.join((ending, *others))})"
    return re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", 0 if acronym else re.IGNORECASE)
