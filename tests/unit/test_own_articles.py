"""The built-in articles: whole in every language, leading somewhere, and found by what people say."""

from __future__ import annotations

from pathlib import Path

import pytest

from deskside.catalogue import discover, discover_articles
from deskside.catalogue.articles import read_article_file
from deskside.model.article import Article, Heading, Onward, Paragraph, Points
from deskside.paths import find_paths

PATHS = find_paths()
LANGUAGES = ("en", "de", "fr", "es")
FEWEST, MOST = 110, 260
"""Words."""
FILES = sorted(PATHS.articles.glob("*/*.md"))


def words(article: Article) -> int:
    said = [part.text for part in article.parts if isinstance(part, Paragraph | Heading)]
    said += [item for part in article.parts if isinstance(part, Points) for item in part.items]
    return len(" ".join(said).split())


def buttons(article: Article) -> list[str]:
    """The ids they lead to."""
    return [part.to for part in article.parts if isinstance(part, Onward)]


def test_every_article_is_there_in_every_language() -> None:
    folders = [folder for folder in PATHS.articles.iterdir() if folder.is_dir()]
    assert len(folders) >= 12
    for folder in folders:
        assert {file.name for file in folder.iterdir()} == {f"{language}.md" for language in LANGUAGES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_an_article_is_short_and_can_be_found(file: Path) -> None:
    article = read_article_file(file)
    assert FEWEST <= words(article) <= MOST
    assert len(article.phrases) >= 6
    assert len(article.keywords) >= 6


def test_every_language_says_the_same_in_the_same_order() -> None:
    english = discover_articles([PATHS.articles]).articles
    for language in LANGUAGES[1:]:
        shelf = discover_articles([PATHS.articles], language)
        for own in english:
            other = shelf.get(own.id)
            assert other is not None
            assert other.title != own.title
            assert [type(part) for part in other.parts] == [type(part) for part in own.parts], (own.id, language)
            assert buttons(other) == buttons(own)
            items = [[len(part.items) for part in one.parts if isinstance(part, Points)] for one in (own, other)]
            assert items[0] == items[1], (own.id, language)


def test_every_button_leads_to_something_and_no_id_means_two_things() -> None:
    problems = {one.id for one in discover([PATHS.troubleshooters]).troubleshooters}
    articles = discover_articles([PATHS.articles]).articles
    assert not problems & {one.id for one in articles}
    for article in articles:
        assert buttons(article)
        assert article.id not in buttons(article)
        assert set(buttons(article)) <= problems | {one.id for one in articles}
