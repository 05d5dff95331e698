"""People who were never heard are understood: a fifth of our phrasings is left out of the learning and asked for."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

from learn import read_lines
from understanding import Heard, Names, entries, figures, hear, left_out, mistyped

from deskside.find import Index
from deskside.find.learned import NONE

LINES = 1200
"""Asked of the fold that was left out. The floors lie points below this fold's figures (docs/find.md)."""


@pytest.fixture(scope="module")
def index_and_lines() -> tuple[Index, list[Heard]]:
    model, rest = left_out(read_lines(), fold=1)
    index = Index(entries(), model)
    return index, list(hear(index, random.Random(11).sample(rest, LINES)))


def test_the_right_problem_is_offered_to_people_who_were_never_heard(
    index_and_lines: tuple[Index, list[Heard]],
) -> None:
    ours = [one for one in index_and_lines[1] if one.line.topic != NONE]
    names = Names(entries())
    told = figures([one for one in ours if names.in_line(one.line)])
    assert told.first >= 83
    assert told.three >= 95
    silent = figures([one for one in ours if not names.in_line(one.line)])
    assert silent.first >= 52
    assert silent.three >= 76


def test_every_language_is_understood_about_as_well(index_and_lines: tuple[Index, list[Heard]]) -> None:
    for language in ("en", "de", "fr", "es"):
        own = [one for one in index_and_lines[1] if one.line.topic != NONE and one.line.language == language]
        assert figures(own).three >= 86, language


def test_what_is_not_ours_is_told_apart(index_and_lines: tuple[Index, list[Heard]]) -> None:
    assert figures([one for one in index_and_lines[1] if one.line.topic == NONE]).sure <= 12
    assert figures([one for one in index_and_lines[1] if one.line.topic != NONE]).sure >= 83


def test_two_mistyped_words_of_five_cost_little(index_and_lines: tuple[Index, list[Heard]]) -> None:
    index, heard = index_and_lines
    chance = random.Random(5)
    ours = [one for one in heard if one.line.topic != NONE]
    slipped = figures(list(hear(index, [one.line._replace(text=mistyped(one.line.text, chance)) for one in ours])))
    assert slipped.three >= figures(ours).three - 5
