"""Words are compared as people mean them: without case, accents, endings and small slips."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskside.find.spelling import Spelling, distance
from deskside.find.words import COMMON, SILENT, TELLING, fold, is_wish, split, stem, weight


def test_case_and_accents_make_no_difference() -> None:
    assert fold("ÉCRAN Drück Straße") == "ecran druck strasse"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("My printer won't print!", ["my", "printer", "wont", "print"]),
        ("l'imprimante n’imprime pas", ["l", "imprimante", "n", "imprime", "pas"]),
        ("Wi-Fi/WLAN, bitte...", ["wi", "fi", "wlan", "bitte"]),
        ("  ", []),
    ],
)
def test_a_text_is_split_as_it_is_spoken(typed: str, words: list[str]) -> None:
    assert split(typed) == words


@pytest.mark.parametrize(
    "words",
    [("print", "prints", "printer", "printing", "printed"), ("drucker", "druckt", "drucken"), ("imprimer", "imprimes")],
)
def test_forms_of_a_word_meet(words: tuple[str, ...]) -> None:
    assert len({stem(word) for word in words}) == 1


def test_short_words_and_numbers_are_left_whole() -> None:
    assert stem("paper") == "paper"
    assert stem("m507es") == "m507es"


def test_words_weigh_by_what_they_tell() -> None:
    assert weight("the") == weight("der") == SILENT
    assert weight("works") == weight("nicht") == COMMON
    assert weight("toner") == TELLING


def test_buying_is_told_from_mending() -> None:
    assert is_wish(split("Please order a new screen"))
    assert is_wish(split("einen Stuhl kaufen"))
    assert not is_wish(split("the screen is black"))


words = st.text("abcde", min_size=1, max_size=8)


def plain_distance(one: str, other: str) -> int:
    """The same by its definition, slowly."""
    table = [[i + j if not i or not j else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            table[i][j] = min(table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same))
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]


@given(words, words, st.integers(0, 3))
def test_slips_are_counted_as_defined(one: str, other: str, most: int) -> None:
    true = plain_distance(one, other)
    counted = distance(one, other, most)
    assert counted == true if true <= most else counted > most


def test_a_known_word_means_itself_only() -> None:
    assert Spelling(["paint", "print"]).like("print") == [("print", 1.0)]


def test_a_swapped_letter_is_nearer_than_another_letter() -> None:
    spelling = Spelling(["print"])
    swapped, other = spelling.like("prnit")[0][1], spelling.like("point")[0][1]
    assert swapped > 0.7 > 0.5 > other


def test_the_end_of_a_compound_is_understood() -> None:
    assert [word for word, _likeness in Spelling(["drucker"]).like("netzwerkdrucker")] == ["drucker"]


def test_very_short_and_very_long_words_are_not_guessed() -> None:
    spelling = Spelling(["ink", "toner"])
    assert spelling.like("inc") == []
    assert spelling.like("t" * 200) == []
