"""``docs/articles.md`` says what the readers of articles and notices do, in their own words and figures."""

from __future__ import annotations

from pathlib import Path

from deskside.catalogue import article_text, notices
from deskside.catalogue.article_text import read_text_of
from deskside.catalogue.articles import MAX_ARTICLE
from deskside.model.article import Onward

PAGE = (Path(__file__).parents[3] / "docs/articles.md").read_text("utf-8")


def rows() -> dict[str, str]:
    """The rows of the tables, by their first cell."""
    cells = [line.split(" | ") for line in PAGE.splitlines() if line.startswith("| ")]
    return {row[0].strip("| `"): " | ".join(row[1:]) for row in cells}


def example(begins: str) -> str:
    """An example of the page, as somebody would copy it."""
    lines = PAGE[PAGE.index(f"    {begins}") :].splitlines()
    until = next(number for number, line in enumerate(lines) if line and not line.startswith("    "))
    return "\n".join(line[4:] for line in lines[:until])


def test_every_limit_of_an_article_is_told() -> None:
    told, longest = rows(), article_text.LONGEST
    assert f"{longest['title']} letters" in told["#"]
    assert f"{longest['summary']} letters" in told["summary:"]
    assert f"{article_text.MOST_WORDS}, each {longest['keyword']} letters" in told["keywords:"]
    assert f"{article_text.MOST_WORDS}, each {longest['phrase']} letters" in told["phrase:"]
    assert f"{longest['paragraph']} letters" in told["a paragraph"]
    assert f"{longest['heading']} letters" in told["##"]
    assert f"{article_text.MOST_ITEMS} in a list, each {longest['item']} letters" in told["-"]
    assert told["->"].endswith(f"| {article_text.MOST_BUTTONS} |")
    assert f"At most {article_text.MOST_PARTS} parts and {MAX_ARTICLE // 1024} KiB" in PAGE


def test_every_key_of_a_notice_is_told() -> None:
    told = rows()
    for key, field in notices.FIELDS.items():
        assert field.says in told[key]
        assert field.must is ("**must**" in told[key])
    assert f"At most {notices.MAX_NOTICE // 1024} KiB, and {notices.MOST} notices" in PAGE


def test_the_examples_can_be_copied(tmp_path: Path) -> None:
    article = read_text_of(example("# How long"), "how-long", tmp_path / "en.md")
    assert [part.to for part in article.parts if isinstance(part, Onward)] == ["tell-us"]
    file = tmp_path / "mail.toml"
    file.write_text(example('title = "E-mail'), "utf-8")
    assert notices.read_notice(file, "de").title == "E-Mails kommen heute langsam"
