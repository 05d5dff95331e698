"""Short articles: what is read, what is refused with its line, and that one that is broken harms no other."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from deskside.catalogue import Shelf, discover_articles, read_article
from deskside.errors import ManifestProblem
from deskside.model.article import Article, Heading, Onward, Paragraph, Points

GOOD = """\
# Printing well
summary: A few habits that save paper.
keywords: print, paper, both sides
phrase: how do i print on both sides
phrase: how do i save paper

Look at the page first. It goes on
in the next line.

## Before you print

- Choose both sides.
- Choose the printer
  that is near you.

-> printer

A last word.
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Puts an article on the shelf and gives its folder."""

    def write(text: str = GOOD, name: str = "printing-well", language: str = "en") -> Path:
        folder = tmp_path / "articles" / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{language}.md").write_text(text, "utf-8")
        return folder

    return write


Write = Callable[..., Path]


def test_every_part_of_an_article_is_read(write: Write) -> None:
    assert read_article(write()) == Article(
        id="printing-well",
        title="Printing well",
        summary="A few habits that save paper.",
        keywords=("print", "paper", "both sides"),
        phrases=("how do i print on both sides", "how do i save paper"),
        parts=(
            Paragraph("Look at the page first. It goes on in the next line."),
            Heading("Before you print"),
            Points(("Choose both sides.", "Choose the printer that is near you.")),
            Onward("printer"),
            Paragraph("A last word."),
        ),
    )


def test_windows_line_ends_and_a_mark_at_the_start_change_nothing(write: Write) -> None:
    plain = read_article(write())
    folder = write(name="other")
    (folder / "en.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert read_article(folder).parts == plain.parts


BROKEN = {
    "no title": ("# Printing well\n", "Printing well\n", "Printing well", "first line must be the title"),
    "no summary": ("summary: A few habits that save paper.\n", "", "keywords", 'one line "summary:"'),
    "a second summary": ("phrase: how do i save paper", "summary: Again.", "summary", 'one line "summary:"'),
    "an unknown name": ("phrase: how do i save", "author: me", "author: me", '"summary:", "keywords:" or "phrase:"'),
    "an empty keyword": ("paper, both", "paper,, both", "keywords", "The keyword is empty"),
    "html": ("A last word.", "A <b>last</b> word.", "A <b>", "HTML"),
    "html in the title": ("# Printing", "# <img src=x>Printing", "# <img", "HTML"),
    "a named letter": ("A last word.", "A last&nbsp;word.", "A last&", "HTML"),
    "a web address": ("A last word.", "See https://example.org now.", "See https", "web address"),
    "a bare web address": ("A last word.", "See www.example.org now.", "See www", "web address"),
    "a link": ("A last word.", "See [this](/x).", "See [", "mark"),
    "a picture": ("A last word.", "![x](/x)", "![x]", "mark"),
    "strong words": ("A last word.", "A **last** word.", "A **", "mark"),
    "a third heading": ("## Before", "### Before", "### Before", "mark is not read"),
    "a quotation": ("A last word.", "> A last word.", "> A", "mark is not read"),
    "a numbered list": ("A last word.", "1. A last word.", "1. A", "mark is not read"),
    "a list without its space": ("A last word.", "-A last word.", "-A", "mark is not read"),
    "text right below a list": ("  that is near you.", "that is near you.", "that is near", "A list goes on"),
    "a button to the web": ("-> printer", "-> javascript:alert(1)", "-> java", "A button is the id"),
    "a button elsewhere": ("-> printer", "-> ../../printer", "-> ../", "A button is the id"),
    "a sign that turns the text round": ("A last", "A \u202elast", "A \u202e", "can't be seen"),
    "a sign that steers a terminal": ("A last", "A \x1b[2Jlast", "A \x1b", "can't be seen"),
    "a zero": ("A last", "A \0last", "A \0", "can't be seen"),
    "a long title": ("# Printing well", f"# {'Print ' * 20}", "# Print", "longer than 80 letters"),
    "a long paragraph": ("A last word.", "word " * 300, "word word", "longer than 900 letters"),
    "many buttons": ("-> printer\n", "-> printer\n\n" * 7, "", "more than 6 buttons"),
    "many parts": ("A last word.", "Word.\n\n" * 70, "", "more than 60 parts"),
    "many items": ("- Choose both sides.\n", "- Choose.\n" * 20, "- Choose.", "more than 15 items"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_what_could_mislead_is_refused_in_plain_words_with_its_line(write: Write, what: str) -> None:
    old, new, at, says = BROKEN[what]
    assert old in GOOD
    text = GOOD.replace(old, new, 1)
    folder = write(text)
    with pytest.raises(ManifestProblem) as said:
        read_article(folder)
    assert says in said.value.says
    assert said.value.file == str(folder / "en.md")
    assert said.value.line == (text[: text.index(at)].count("\n") + 1 if at else said.value.line)
    assert said.value.line > 0


def test_nothing_to_read_is_no_article(write: Write) -> None:
    with pytest.raises(ManifestProblem, match="nothing to read"):
        read_article(write("# Title\nsummary: A word.\n\n## Only a heading\n"))
    with pytest.raises(ManifestProblem, match="title"):
        read_article(write("", "empty"))


def test_people_read_their_own_language_and_english_where_it_is_missing(write: Write) -> None:
    write()
    folder = write(GOOD.replace("Printing well", "Gut drucken"), language="de")
    assert read_article(folder, "de").title == "Gut drucken"
    assert read_article(folder, "de_AT").title == "Gut drucken"
    assert read_article(folder, "fr").title == "Printing well"
    assert read_article(folder, "../de").title == "Printing well"


def test_a_translation_that_cant_be_read_leaves_the_english_words(write: Write) -> None:
    write()
    assert read_article(write("nonsense", language="de"), "de").title == "Printing well"


def test_an_organisation_that_writes_one_language_only_is_read_in_it(write: Write) -> None:
    folder = write(GOOD.replace("Printing well", "Gut drucken"), language="de")
    assert read_article(folder, "en").title == "Gut drucken"


def test_a_broken_article_is_listed_with_its_reason_and_the_others_are_shown(write: Write, tmp_path: Path) -> None:
    write()
    write("nonsense", "broken")
    (tmp_path / "articles" / "empty").mkdir()
    (tmp_path / "articles" / "Big Name").mkdir()
    shelf = discover_articles([tmp_path / "articles", tmp_path / "nowhere"])
    assert [one.id for one in shelf.articles] == ["printing-well"]
    assert {one.id for one in shelf.broken} == {"broken", "empty", "Big Name"}
    assert "first line must be the title" in next(one.why for one in shelf.broken if one.id == "broken")


def test_of_two_articles_with_one_id_the_first_folder_counts(write: Write, tmp_path: Path) -> None:
    write()
    other = tmp_path / "more" / "printing-well"
    other.mkdir(parents=True)
    (other / "en.md").write_text(GOOD.replace("Printing well", "Another"), "utf-8")
    shelf = discover_articles([tmp_path / "articles", tmp_path / "more"])
    assert [one.title for one in shelf.articles] == ["Printing well"]


def made_badly(folder: Path, makers: dict[str, Callable[[Path], object]]) -> Shelf:
    """The shelf with one article a maker."""
    for name, make in makers.items():
        (folder / name).mkdir()
        make(folder / name / "en.md")
    return discover_articles([folder])


def test_what_is_no_honest_file_keeps_nobody_waiting(write: Write, tmp_path: Path) -> None:
    write()
    makers: dict[str, Callable[[Path], object]] = {
        "a-folder": lambda path: path.mkdir(),
        "large": lambda path: path.write_text(GOOD + "x" * 40_000, "utf-8"),
        "not-text": lambda path: path.write_bytes(GOOD.encode("utf-16")),
    }
    shelf = made_badly(tmp_path / "articles", makers)
    assert [one.id for one in shelf.articles] == ["printing-well"]
    assert {one.id for one in shelf.broken} == set(makers)


def test_a_pipe_or_a_link_to_elsewhere_is_no_article_and_keeps_nobody_waiting(write: Write, tmp_path: Path) -> None:
    write()
    outside = tmp_path / "outside.md"
    outside.write_text(GOOD, "utf-8")
    makers = {"a-link": lambda path: path.symlink_to(outside), "a-pipe": os.mkfifo}
    shelf = made_badly(tmp_path / "articles", makers)
    assert [one.id for one in shelf.articles] == ["printing-well"]
    assert {one.id for one in shelf.broken} == set(makers)
