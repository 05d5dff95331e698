"""The words that texts for people go without, and the plain words to say instead (``resources/jargon*.json``).

Three lists a language: ``jargon``; ``on_screen``, words that may stay in
quotation marks because the person sees them on the screen; ``tone``, words
that blame, belittle or alarm. Whole words and parts between hyphens are matched, with the endings that the
language's file names; acronyms only as they are written. Where a language builds one word of many, ``inside``
names what is heard within a word, too. A further language is a further file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from deskside.kit.reading import without_placeholders
from deskside.model.shapes import decode

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
    inside: tuple[str, ...] = ()
    """Listed words that are heard as a part of a longer word."""


class Slip(Struct, frozen=True):
    """A word that stands in a text and should not. ``unkind`` marks one that blames, belittles or alarms."""

    word: str
    instead: str
    unkind: bool = False


def load(resources: Path) -> dict[str, Words]:
    """The lists by language."""
    lists: dict[str, Words] = {}
    for file in sorted(resources.glob("jargon*.json")):
        lists |= decode(file.read_bytes(), dict[str, Words])
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
            for pattern, slip in patterns:
                if pattern.search(heard) and not any(slip.word.lower() in longer.lower() for longer in taken):
                    taken.append(slip.word)
                    yield slip


def ears(resources: Path) -> dict[str, Ear]:
    """One for each language that has lists."""
    return {language: Ear(words) for language, words in load(resources).items()}


def _patterns(listed: dict[str, str], words: Words) -> list[tuple[re.Pattern[str], Slip]]:
    longest_first = sorted(listed, key=lambda word: (-len(word), word))
    return [(_pattern(word, words), Slip(word, listed[word], word in words.tone)) for word in longest_first]


def _pattern(word: str, words: Words) -> re.Pattern[str]:
    if word in words.inside:
        return re.compile(re.escape(word), re.IGNORECASE)
    acronym = word.isupper() or any(letter.isdigit() for letter in word)
    forms = rf"{_spelt(word)}(?:{'|'.join(words.endings)})?" if not word.endswith("s") else _spelt(word)
    for ending, others in words.verbs.items():
        if word.endswith(ending) and not acronym:
            forms = f"{_spelt(word.removesuffix(ending))}(?:{'|'.join((ending, *others))})"
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)", 0 if acronym else re.IGNORECASE)


def _spelt(word: str) -> str:
    """ "IP address" is heard as "IP-address" too, and at the end of a line."""
    return re.escape(word).replace(r"\ ", r"[\s-]+")
