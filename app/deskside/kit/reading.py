"""How hard a text is to read: sentences, words, syllables, and the formulas of each language.

Syllables are counted twice, by hyphenation and by the vowels that sound, and the greater number holds: no
text is found easier than it is. Hyphenation is pyphen's, which is a tool for developing and no
part of an installed Deskside: there the vowels alone are counted, which over our own texts finds
one syllable less in two hundred of German, and nearly none in the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from msgspec import Struct

from deskside.kit.syllables import sounded

_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\(\w+\)[sd]|%[sdn]|\b\w+://\S+|\S+@\S+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][\"'”’)»]*(?=\s|$)|$)", re.MULTILINE)
_BROKEN = re.compile(r"(?<![.!?…:\n])[ \t]*\n(?!\s*\n)")
"""A line's end in the middle of a sentence."""
_ENDED = re.compile(r"[.!?…][\"'”’)»]*$")
_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_LONG = 6
"""Letters; the Wiener Sachtextformel counts words that are longer."""
_DICTIONARY = {"en": "en_US", "de": "de_DE", "fr": "fr_FR", "es": "es"}


class PyphenMissing(ImportError):
    """Syllables cannot be counted here."""


def without_placeholders(text: str, stand_in: str = "it") -> str:
    """The text with a short word for each ``{name}``, address or link, and without Qt's and HTML's marks."""
    return re.sub(r"<[^<>]+>|&(?=\w)", "", _PLACEHOLDER.sub(stand_in, text))


def sentences(text: str) -> list[str]:
    """The sentences of a text; a label without an end counts as one. Lines may break within a sentence."""
    return _SENTENCE.findall(_BROKEN.sub(" ", text))


def is_prose(text: str) -> bool:
    """Whether a text is made of sentences, rather than a label such as "Send"."""
    return any(_ENDED.search(sentence) for sentence in sentences(text))


def words(text: str) -> list[str]:
    """The words of a text; "Wi-Fi" and "don't" are one each."""
    return _WORD.findall(without_placeholders(text))


def need_hyphenation() -> None:
    """For figures that others are to get, too. Raises PyphenMissing."""
    if _positions("en") is None:
        raise PyphenMissing


@cache
def _positions(language: str) -> Callable[[str], list[int]] | None:
    try:
        import pyphen  # here: a development dependency that an installed Deskside does not have
    except ImportError:
        return None
    found: Callable[[str], list[int]] = pyphen.Pyphen(lang=_DICTIONARY[language]).positions
    return found


def syllables(word: str, language: str) -> int:
    """How many syllables a word has, one at least."""
    positions = _positions(language)
    return max(len(positions(word.lower())) + 1 if positions else 1, sounded(word, language))


class Measure(Struct, frozen=True):
    """The counts over a whole, from which every formula is made."""

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    one_syllable: int = 0
    three_or_more: int = 0
    long: int = 0

    @property
    def sentence_length(self) -> float:
        return self.words / max(1, self.sentences)

    @property
    def syllables_a_word(self) -> float:
        return self.syllables / max(1, self.words)

    def share(self, count: int) -> float:
        """``count`` as a percentage of the words."""
        return 100 * count / max(1, self.words)


def measure(texts: Iterable[str], language: str) -> Measure:
    """Counts the sentences of all texts together."""
    parts = [sentence for text in texts for sentence in sentences(without_placeholders(text))]
    all_words = [word for part in parts for word in words(part)]
    counts = [syllables(word, language) for word in all_words]
    return Measure(
        sentences=len(parts),
        words=len(all_words),
        syllables=sum(counts),
        one_syllable=sum(count == 1 for count in counts),
        three_or_more=sum(count >= 3 for count in counts),
        long=sum(len(word) > _LONG for word in all_words),
    )


def flesch_kincaid(counted: Measure) -> float:
    """English: years of school."""
    return 0.39 * counted.sentence_length + 11.8 * counted.syllables_a_word - 15.59


def amstad(counted: Measure) -> float:
    """German: Flesch's ease of reading after Amstad; higher is easier."""
    return 180 - counted.sentence_length - 58.5 * counted.syllables_a_word


def wiener(counted: Measure) -> float:
    """German: first Wiener Sachtextformel, years of school."""
    return (
        0.1935 * counted.share(counted.three_or_more)
        + 0.1672 * counted.sentence_length
        + 0.1297 * counted.share(counted.long)
        - 0.0327 * counted.share(counted.one_syllable)
        - 0.875
    )


def kandel_moles(counted: Measure) -> float:
    """French: Flesch's ease of reading after Kandel and Moles; higher is easier."""
    return 207 - 1.015 * counted.sentence_length - 73.6 * counted.syllables_a_word


def fernandez_huerta(counted: Measure) -> float:
    """Spanish: ease of reading after Fernández Huerta, with words a sentence as he meant it; higher is easier."""
    return 206.84 - 1.02 * counted.sentence_length - 60 * counted.syllables_a_word
