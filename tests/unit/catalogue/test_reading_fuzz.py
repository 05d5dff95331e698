"""Whatever lies in the folders of articles and notices, the list is made and the reason is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.catalogue import discover_articles, discover_notices
from deskside.model.article import Article, Notice

from .test_articles import GOOD as ARTICLE
from .test_notices import GOOD as NOTICE

ODD = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "-> ",
        "  ",
        "summary:",
        "keywords:",
        "phrase:",
        "<b>",
        "https://x",
        "\x00",
        "\u202e",
        "\ufeff",
        "\r",
    ]
)


@st.composite
def damaged(draw: st.DrawFn, good: str) -> bytes:
    """A good file with lines exchanged, doubled or dropped, odd marks put in, or bytes damaged."""
    lines = good.splitlines()
    for _time in range(draw(st.integers(1, 5))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["mark", "text", "drop", "double", "join"])):
            case "mark":
                lines[at] = draw(ODD) + lines[at]
            case "text":
                lines[at] = draw(st.text(max_size=30))
            case "drop":
                lines[at] = ""
            case "double":
                lines.insert(draw(st.integers(0, len(lines))), lines[at])
            case _:
                lines[at] *= draw(st.integers(1, 40))
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    at = draw(st.integers(0, len(content)))
    return content[:at] + draw(st.binary(max_size=3)) + content[at:] if draw(st.booleans()) else content


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reading")
    (folder / "articles" / "one").mkdir(parents=True)
    (folder / "notices").mkdir()
    return folder


def says_only_what_can_be_seen(*texts: str) -> bool:
    return all(letter.isprintable() or letter in "\u00a0\u202f\n" for text in texts for letter in text)


def texts_of(article: Article) -> list[str]:
    parts = [text for part in article.parts for text in (getattr(part, "items", None) or (getattr(part, "text", ""),))]
    return [article.title, article.summary, *article.keywords, *article.phrases, *parts]


@given(content=damaged(ARTICLE) | st.binary(max_size=200))
def test_a_damaged_article_is_shown_safely_or_refused_with_words(folder: Path, content: bytes) -> None:
    (folder / "articles" / "one" / "en.md").write_bytes(content)
    shelf = discover_articles([folder / "articles"])
    assert len(shelf.articles) + len(shelf.broken) == 1
    for article in shelf.articles:
        assert says_only_what_can_be_seen(*texts_of(article))
        assert article.title
        assert not any("<b>" in text or "https://" in text for text in texts_of(article))
    for broken in shelf.broken:
        assert says_only_what_can_be_seen(broken.why)


@given(content=damaged(NOTICE) | st.binary(max_size=200))
def test_a_damaged_notice_is_shown_safely_or_refused_with_words(folder: Path, content: bytes) -> None:
    (folder / "notices" / "one.toml").write_bytes(content)
    found = discover_notices([folder / "notices"], "de")
    assert len(found.notices) + len(found.broken) == 1
    for notice in found.notices:
        assert isinstance(notice, Notice)
        assert says_only_what_can_be_seen(notice.title, notice.says, *notice.keywords, *notice.phrases)
    for broken in found.broken:
        assert says_only_what_can_be_seen(broken.why)
