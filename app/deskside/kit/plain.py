"""The plain-language lint: reads every text that people read, and names what could be said more plainly.

``python -m deskside.kit.plain [--figures] [FOLDER…]``; without a folder, the
application, each built-in troubleshooter and each article. Short sentences, no jargon, no blame, no
exclamation marks, and a reading grade over each whole. A translation is held to the rules of
its own language. Each objection names file and line, the sentence, and where there is one
the better word. Below them stand figures by kind and language (``kit.figures``); with ``--figures``
nothing but these, and those of each whole.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

import deskside
from deskside.kit import jargon, reading, typography
from deskside.kit.figures import GRADES, Whole, by_kind, of_each
from deskside.kit.texts import Text, Untranslatable, in_article, in_folder, in_translation, untranslated
from deskside.paths import find_paths

APPLICATION, TROUBLESHOOTERS, ARTICLES = "the application", "troubleshooters", "articles"
LONGEST = 20
AVERAGE = 12.0
ENOUGH_WORDS = 100
"""Fewer words than this say nothing about a reading grade."""


class Objection(Struct, frozen=True):
    """``do`` is what would be better; ``mild`` marks what is so of a whole, and no single sentence's fault."""

    file: Path
    line: int
    says: str
    sentence: str = ""
    do: str = ""
    mild: bool = False

    def __str__(self) -> str:
        quoted = f"\n    {self.sentence}" if self.sentence else ""
        return f"{self.file}:{self.line}: {self.says}{quoted}"


def about_text(text: Text, ear: jargon.Ear, language: str = "en") -> Iterator[Objection]:
    """What is to be said about one text alone."""
    for words in filter(None, (text.words, text.many)):
        for slip in typography.slips(words, language):
            yield Objection(text.file, text.line, slip, words, "Write it as readers of this language do.")
        for sentence in reading.sentences(words):
            length = len(reading.words(sentence))
            if length > LONGEST:
                says = f"{length} words, wanted at most {LONGEST}"
                yield Objection(text.file, text.line, says, sentence, "Make two sentences of it.")
            if "!" in sentence:
                yield Objection(text.file, text.line, "no exclamation marks", sentence, "End it with a full stop.")
            for heard in ear.slips(sentence):
                better = f'say "{heard.instead}" instead of "{heard.word}"' if heard.instead else ""
                do = f'Say "{heard.instead}".' if heard.instead else "Leave it out."
                yield Objection(text.file, text.line, better or f'leave out "{heard.word}"', sentence, do)


def about_whole(whole: Whole) -> Iterator[Objection]:
    """What is to be said about all sentences of a whole together."""
    counted = whole.counted()
    if counted.sentence_length > AVERAGE:
        says = f"{whole.name}: {counted.sentence_length:.1f} words a sentence, wanted at most {AVERAGE:g} on average"
        yield Objection(whole.folder, 1, says, do="Make two sentences of the longest.", mild=True)
    if counted.words < ENOUGH_WORDS:
        return
    for grade in GRADES[whole.language]:
        complaint = grade.complaint(counted)
        if complaint:
            says = f"{whole.name}: {complaint}. The hardest sentences:"
            yield Objection(whole.folder, 1, says, do="Say the hardest sentences with shorter words.", mild=True)
            yield from _hardest(whole.prose, whole.language)


def _hardest(prose: Sequence[Text], language: str) -> Iterator[Objection]:
    """The sentences where plainer words would help most."""
    each = [(text, sentence) for text in prose for sentence in reading.sentences(text.words)]
    heavy = sorted(each, key=lambda pair: -reading.measure([pair[1]], language).syllables_a_word)
    for text, sentence in heavy[:5]:
        yield Objection(text.file, text.line, "hard to read", sentence, "Say it with shorter words.", mild=True)


def wholes(kind: str, folder: Path, translations: Iterable[tuple[str, Path]]) -> Iterator[Whole | Objection]:
    """A folder's texts in English and in each language it is translated to, and what cannot be read at all."""
    name = folder.name
    found = list(in_folder(folder))
    for text in found:
        if isinstance(text, Untranslatable):
            says = "put the text together after _(), so that it can be translated"
            do = 'Write _("… {name} …").format(name=…).'
            yield Objection(text.file, text.line, says, do=do)
    texts = tuple(text for text in found if isinstance(text, Text) and not text.spoken)
    sources = {text.words for text in texts}
    yield Whole(kind, name, folder, "en", texts)
    for language, file in translations:
        for source in untranslated(file, sources):
            do = f"Add it to {file.name}, with its translation."
            yield Objection(file, 1, f"not translated to {language}", source, do, mild=True)
        if language in GRADES:
            yield Whole(kind, f"{name} ({language})", file, language, tuple(in_translation(file, sources)))


def review(parts: Iterable[Whole | Objection], ears: dict[str, jargon.Ear]) -> Iterator[Objection]:
    """Everything there is to say about these wholes."""
    for part in parts:
        if isinstance(part, Objection):
            yield part
            continue
        for text in part.texts:
            yield from about_text(text, ears[part.language], part.language)
        yield from about_whole(part)


def of_troubleshooter(folder: Path) -> Iterator[Whole | Objection]:
    return wholes(TROUBLESHOOTERS, folder, [(po.stem, po) for po in sorted((folder / "locale").glob("*.po"))])


def of_application(folder: Path, locale: Path) -> Iterator[Whole | Objection]:
    files = sorted(locale.glob("*/LC_MESSAGES/deskside.po"))
    return wholes(APPLICATION, folder, [(po.parents[1].name, po) for po in files])


def of_article(folder: Path) -> Iterator[Whole]:
    """A whole for each language: an article is written in each, not translated text by text."""
    for file in sorted(folder.glob("*.md")):
        if file.stem in GRADES:
            texts = tuple(text for text in in_article(file) if not text.spoken)
            name = folder.name if file.stem == "en" else f"{folder.name} ({file.stem})"
            yield Whole(ARTICLES, name, file, file.stem, texts)


def parts_of(folder: Path, locale: Path) -> Iterator[Whole | Objection]:
    """Of the application, of an article or of a troubleshooter, by what lies in the folder."""
    if (folder / "language.py").is_file():
        yield from of_application(folder, locale)
    elif (folder / "en.md").is_file():
        yield from of_article(folder)
    else:
        yield from of_troubleshooter(folder)


def main(arguments: Sequence[str]) -> int:
    paths = find_paths()
    only_figures = "--figures" in arguments
    folders = [Path(argument) for argument in arguments if argument != "--figures"]
    if not folders:
        folders = [
            Path(deskside.__file__).parent,
            *sorted(m.parent for m in paths.troubleshooters.glob("*/manifest.toml")),
            *sorted(article.parent for article in paths.articles.glob("*/en.md")),
        ]
    parts = [part for folder in folders for part in parts_of(folder, paths.resources / "locale")]
    ears = jargon.ears(paths.resources)
    try:
        reading.need_hyphenation()
        objections = [] if only_figures else list(review(parts, ears))
        told = [part for part in parts if isinstance(part, Whole) and part.texts]
        lines = [*by_kind(told, ears), *(of_each(told) if only_figures else ())]
    except reading.PyphenMissing:
        print("Counting syllables needs pyphen, a development dependency: ./dev setup", file=sys.stderr)  # noqa: T201
        return 2
    for line in (*objections, *lines):
        print(line)  # noqa: T201
    return 1 if objections else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
