"""How plainly a whole speaks, in figures: its sentences, the grades of its language, and words it should go without.

LANGUAGE's bounds stand beside each figure. A line a kind and language adds up all wholes of that kind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from deskside.kit import jargon, reading
from deskside.kit.texts import Text


class Grade(Struct, frozen=True):
    """One formula and its bound: at most ``bound``, or at least when ``higher_is_easier``."""

    name: str
    of: Callable[[reading.Measure], float]
    bound: float
    higher_is_easier: bool = False

    def complaint(self, counted: reading.Measure) -> str:
        value = self.of(counted)
        if value >= self.bound if self.higher_is_easier else value <= self.bound:
            return ""
        return f"{self.name} is {value:.1f} over {counted.words} words, wanted {self.wanted}"

    @property
    def wanted(self) -> str:
        return f"{'at least' if self.higher_is_easier else 'at most'} {self.bound:g}"


GRADES = {
    "en": (Grade("Flesch-Kincaid", reading.flesch_kincaid, 6),),
    "de": (
        Grade("Flesch (Amstad)", reading.amstad, 65, higher_is_easier=True),
        Grade("Wiener Sachtextformel", reading.wiener, 6),
    ),
    "fr": (Grade("Flesch (Kandel-Moles)", reading.kandel_moles, 65, higher_is_easier=True),),
    "es": (Grade("Fernández-Huerta", reading.fernandez_huerta, 65, higher_is_easier=True),),
}


class Whole(Struct, frozen=True):
    """Texts that belong together: the application, a troubleshooter or an article, in one language."""

    kind: str
    name: str
    folder: Path
    language: str
    texts: tuple[Text, ...]

    @property
    def prose(self) -> list[Text]:
        """Those that are sentences; labels say nothing about reading."""
        return [text for text in self.texts if reading.is_prose(text.words)]

    def counted(self) -> reading.Measure:
        return reading.measure((text.words for text in self.prose), self.language)


_HEAD = ("", "sentences", "words", "a sentence", "longest", "jargon", "blame")
_ROW = "{:24}{:>10}{:>8}{:>12}{:>9}{:>8}{:>7}"


def by_kind(told: Sequence[Whole], ears: dict[str, jargon.Ear]) -> Iterator[str]:
    """A line for each kind of text and language, all of its wholes taken together."""
    yield _ROW.format(*_HEAD)
    kinds = list(dict.fromkeys(whole.kind for whole in told))
    for kind, language in sorted(
        {(whole.kind, whole.language) for whole in told},
        key=lambda pair: (kinds.index(pair[0]), pair[1] != "en", pair[1]),
    ):
        texts = tuple(
            text for whole in told if (whole.kind, whole.language) == (kind, language) for text in whole.texts
        )
        yield _line(Whole(kind, f"{kind} ({language})", Path(), language, texts), ears[language])


def _line(whole: Whole, ear: jargon.Ear) -> str:
    said = [each for text in whole.texts for words in (text.words, text.many) for each in reading.sentences(words)]
    slips = [slip for sentence in said for slip in ear.slips(sentence)]
    unkind = sum(slip.unkind for slip in slips)
    counted = whole.counted()
    longest = max((len(reading.words(sentence)) for sentence in said), default=0)
    average = f"{counted.sentence_length:.1f}"
    figures = (counted.sentences, counted.words, average, longest, len(slips) - unkind, unkind)
    return f"{_ROW.format(whole.name, *figures)}   {_grades(whole.language, counted)}"


def of_each(told: Sequence[Whole]) -> Iterator[str]:
    """A line for each whole: how much there is to read, and how hard it is."""
    for whole in told:
        counted = whole.counted()
        name = whole.name if whole.language != "en" else f"{whole.name} (en)"
        yield f"{name:24}{counted.words:6}{counted.sentence_length:6.1f}   {_grades(whole.language, counted)}"


def _grades(language: str, counted: reading.Measure) -> str:
    return ", ".join(f"{grade.name} {grade.of(counted):.1f} ({grade.wanted})" for grade in GRADES[language])
