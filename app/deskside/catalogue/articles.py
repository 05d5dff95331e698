"""Which short articles there are: a folder each, named by its id, with a file for each language (``de.md``)."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from deskside.catalogue.article_text import read_text_of
from deskside.catalogue.fields import ID
from deskside.catalogue.listing import candidates, printable
from deskside.config.files import Unreadable, read_text
from deskside.errors import ManifestProblem
from deskside.model.article import Article
from deskside.model.troubleshooter import Broken

MAX_ARTICLE = 32 * 1024
"""Bytes. Three minutes of reading take six thousand."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")
_UNREADABLE = {
    "missing": "There is no such file.",
    "not-a-file": "This is not a file of its own.",
    "no-right": "This file may not be read.",
    "too-large": f"This file is larger than {MAX_ARTICLE // 1024} KiB.",
    "not-text": "This file is not text in UTF-8.",
}

log = logging.getLogger(__name__)


class Shelf(Struct, frozen=True):
    """What was found, by id."""

    articles: tuple[Article, ...] = ()
    broken: tuple[Broken, ...] = ()

    def get(self, id: str) -> Article | None:  # noqa: A002 - it is the id
        return next((one for one in self.articles if one.id == id), None)


def discover_articles(folders: Sequence[Path], language: str = "en") -> Shelf:
    """The articles of these folders; of two with one id the first counts. Never raises."""
    good: dict[str, Article] = {}
    broken: list[Broken] = []
    for folder in folders:
        for candidate in candidates(folder):
            try:
                good.setdefault(candidate.name, read_article(candidate, language))
            except ManifestProblem as problem:
                broken.append(Broken(printable(candidate.name[:80]), candidate, printable(problem.words())))
    return Shelf(tuple(good[name] for name in sorted(good)), tuple(broken))


def read_article(folder: Path, language: str = "en") -> Article:
    """The article in ``folder``: in ``language``, else in English, else in the first language it can be read in.

    ManifestProblem when it can be read in none. A translation that can't be read breaks nothing else.
    """
    if not ID.fullmatch(folder.name):
        raise ManifestProblem("The folder's name must be small letters, digits and dashes.", file=str(folder))
    first: ManifestProblem | None = None
    for file in _files(folder, language):
        try:
            found = read_article_file(file)
        except ManifestProblem as problem:
            first = first or problem
            continue
        if first is not None:
            log.warning("%s; another language is shown", first)
        return found
    raise first or ManifestProblem('There is no "en.md" in this folder.', file=str(folder))


def read_article_file(file: Path) -> Article:
    """The article in one language, from this file alone."""
    try:
        text = read_text(file, MAX_ARTICLE, links=False)
    except Unreadable as problem:
        raise ManifestProblem(_UNREADABLE.get(problem.why, "This file can't be read."), file=str(file)) from problem
    return read_text_of(text, file.parent.name, file)


def _files(folder: Path, language: str) -> Iterator[Path]:
    """The article's files, the one that is wanted most first."""
    language = language.replace("-", "_")
    try:
        there = {file.stem: file for file in sorted(folder.iterdir()) if file.suffix == ".md"}
    except OSError:
        return
    for name in dict.fromkeys((language, language.partition("_")[0], "en", *there)):
        if _LANGUAGE.fullmatch(name) and name in there:
            yield there[name]
