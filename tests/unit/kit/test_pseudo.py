"""The pseudo-languages: a text that is cut lacks its bracket, and what a computer must read stays readable to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside import language
from deskside.catalogue import read_article, read_manifest
from deskside.kit.pseudo import ARABIC, LONG, in_arabic_letters, longer, main, of_article, write

TOP = Path(__file__).parents[3]
TEXT = "{count} of your {things} wait; see https://help.example.org/a?b or anna@example.org. 20 %, &Quit"


@pytest.mark.parametrize("change", [longer, in_arabic_letters])
def test_numbers_names_and_addresses_stay_as_they_are(change: object) -> None:
    said = change(TEXT)  # type: ignore[operator]
    for kept in ("{count}", "{things}", "https://help.example.org/a?b", "anna@example.org", "20 %", "&"):
        assert kept in said


def test_long_text_has_both_brackets_and_is_a_good_deal_longer() -> None:
    text = "Nothing is lost. The pages that waited are printed now, one after another."
    said = longer(text)
    assert said[0] + said[-1] == "[]"
    assert 1.3 * len(text) < len(said) < 1.6 * len(text)


@given(st.text(st.characters(codec="ascii", exclude_characters="{}%:@"), max_size=60))
def test_no_latin_letter_is_left_in_arabic(text: str) -> None:
    assert not re.search("[a-zA-Z]", in_arabic_letters(text))


def test_an_article_keeps_its_shape() -> None:
    said = of_article(
        "# A\nsummary: b\nkeywords: c\n\nOne\ngoes on.\n\n- two\n  goes on\n- three\n\n-> printer\n", LONG
    )
    assert said.startswith("# [Åå]\nsummary: [b]\nkeywords: [ç]\n\n[")
    assert said.count("\n- [") == 2
    assert said.endswith("\n\n-> printer\n")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    write(folder, (LONG, ARABIC), TOP)
    return folder


@pytest.mark.parametrize("name", [LONG, ARABIC])
def test_the_whole_app_speaks_it(copy: Path, name: str) -> None:
    try:
        language.use(name, copy / "resources" / "locale")
        change = longer if name == LONG else in_arabic_letters
        assert language._("Talk to a person") == change("Talk to a person")
        for number in (0, 1, 2, 3, 11, 100):
            said = language.ngettext("{n} star", "{n} stars", number)
            assert said == change("{n} star" if number == 1 else "{n} stars")
    finally:
        language.use("en", copy)
    article = read_article(copy / "resources" / "articles" / "printing-well", name)
    assert article.title == change("Printing without trouble")
    assert len(article.parts) == len(read_article(TOP / "resources" / "articles" / "printing-well").parts)


def test_a_troubleshooter_speaks_it(copy: Path) -> None:
    folder = copy / "troubleshooters" / "clock"
    (folder / "manifest.toml").write_bytes((TOP / "troubleshooters" / "clock" / "manifest.toml").read_bytes())
    assert read_manifest(folder, LONG).title == longer(read_manifest(folder).title)


def test_the_checkout_itself_is_refused() -> None:
    with pytest.raises(SystemExit, match="never shipped"):
        main([str(TOP)])
