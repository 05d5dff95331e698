"""The plain-language lint: reads every text that people read, and names what could be said more plainly.

``python -m deskside.kit.plain [FOLDER…]``; without a folder, the application
and each built-in troubleshooter. Short sentences, no jargon, no blame, no
exclamation marks, and a reading grade over each whole. A translation is held to the rules of
its own language. Each objection names file and line, the sentence, and where
there is one the better word.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

import deskside
from deskside.kit import jargon, reading
from deskside.kit.texts import Text, Untranslatable, in_folder, in_translation, untranslated
from deskside.paths import find_paths

LONGEST = 20
AVERAGE = 12.0
ENOUGH_WORDS = 100
"""Fewer words than this say nothing about a reading grade."""


class Objection(Struct, frozen=True):
    file: Path
    line: int
    says: str
    sentence: str = ""

    def __str__(self) -> str:
        quoted = f"\n    {self.sentence}" if self.sentence else ""
        return f"{self.file}:{self.line}: {self.says}{quoted}"


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
        wanted = f"{'at least' if self.higher_is_easier else 'at most'} {self.bound:g}"
        return f"{self.name} is {value:.1f} over {counted.words} words, wanted {wanted}"


GRADES = {
    "en": (Grade("Flesch-Kincaid", reading.flesch_kincaid, 6),),
    "de": (
        Grade("Flesch (Amstad)", reading.amstad, 65, higher_is_easier=True),
        Grade("Wiener Sachtextformel", reading.wiener, 6),
    ),
}


class Whole(Struct, frozen=True):
    """Texts that belong together: a troubleshooter or the application, in one language."""

    name: str
    folder: Path
    language: str
    texts: tuple[Text, ...]


def about_text(text: Text, ear: jargon.Ear) -> Iterator[Objection]:
    """What is to be said about one text alone."""
    for words in filter(None, (text.words, text.many)):
        for sentence in reading.sentences(words):
            length = len(reading.words(sentence))
            if length > LONGEST:
                yield Objection(text.file, text.line, f"{length} words, wanted at most {LONGEST}", sentence)
            if "!" in sentence:
                yield Objection(text.file, text.line, "no exclamation marks", sentence)
            for slip in ear.slips(sentence):
                better = (
                    f'say "{slip.instead}" instead of "{slip.word}"' if slip.instead else f'leave out "{slip.word}"'
                )
                yield Objection(text.file, text.line, better, sentence)


def about_whole(whole: Whole) -> Iterator[Objection]:
    """What is to be said about all sentences of a whole together."""
    prose = [text for text in whole.texts if reading.is_prose(text.words)]
    counted = reading.measure((text.words for text in prose), whole.language)
    if counted.sentence_length > AVERAGE:
        says = f"{whole.name}: {counted.sentence_length:.1f} words a sentence, wanted at most {AVERAGE:g} on average"
        yield Objection(whole.folder, 1, says)
    if counted.words < ENOUGH_WORDS:
        return
    for grade in GRADES[whole.language]:
        complaint = grade.complaint(counted)
        if complaint:
            yield Objection(whole.folder, 1, f"{whole.name}: {complaint}. The hardest sentences:")
            yield from _hardest(prose, whole.language)


def _hardest(prose: Sequence[Text], language: str) -> Iterator[Objection]:
    """The sentences where plainer words would help most."""
    each = [(text, sentence) for text in prose for sentence in reading.sentences(text.words)]
    heavy = sorted(each, key=lambda pair: -reading.measure([pair[1]], language).syllables_a_word)
    for text, sentence in heavy[:5]:
        yield Objection(text.file, text.line, "hard to read", sentence)


def wholes(name: str, folder: Path, translations: Iterable[tuple[str, Path]]) -> Iterator[Whole | Objection]:
    """A folder's texts in English and in each language it is translated to, and what cannot be read at all."""
    found = list(in_folder(folder))
    for text in found:
        if isinstance(text, Untranslatable):
            yield Objection(text.file, text.line, "put the text together after _(), so that it can be translated")
    texts = tuple(text for text in found if isinstance(text, Text) and not text.spoken)
    sources = {text.words for text in texts}
    yield Whole(name, folder, "en", texts)
    for language, file in translations:
        for source in untranslated(file, sources):
            yield Objection(file, 1, f"not translated to {language}", source)
        if language in GRADES:
            yield Whole(f"{name} ({language})", file, language, tuple(in_translation(file, sources)))


def review(parts: Iterable[Whole | Objection], words: dict[str, jargon.Words]) -> Iterator[Objection]:
    """Everything there is to say about these wholes."""
    ears = {language: jargon.Ear(lists) for language, lists in words.items()}
    for part in parts:
        if isinstance(part, Objection):
            yield part
            continue
        for text in part.texts:
            yield from about_text(text, ears[part.language])
        yield from about_whole(part)


def of_troubleshooter(folder: Path) -> Iterator[Whole | Objection]:
    return wholes(folder.name, folder, [(po.stem, po) for po in sorted((folder / "locale").glob("*.po"))])


def of_application(folder: Path, locale: Path) -> Iterator[Whole | Objection]:
    files = sorted(locale.glob("*/LC_MESSAGES/deskside.po"))
    return wholes("deskside", folder, [(po.parents[1].name, po) for po in files])


def main(arguments: Sequence[str]) -> int:
    paths = find_paths()
    folders = [Path(argument) for argument in arguments]
    if not folders:
        folders = [
            Path(deskside.__file__).parent,
            *sorted(m.parent for m in paths.troubleshooters.glob("*/manifest.toml")),
        ]
    parts: list[Whole | Objection] = []
    for folder in folders:
        is_ours = (folder / "language.py").is_file()
        parts += of_application(folder, paths.resources / "locale") if is_ours else of_troubleshooter(folder)
    try:
        objections = list(review(parts, jargon.load(paths.resources)))
    except reading.PyphenMissing:
        print("Counting syllables needs pyphen, a development dependency: ./dev setup", file=sys.stderr)  # noqa: T201
        return 2
    for objection in objections:
        print(objection)  # noqa: T201
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
