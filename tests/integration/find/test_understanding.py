"""People who were never heard are understood: a fifth of our phrasings is left out of the learning and asked for."""

from __future__ import annotations

import collections
import random
import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "packaging"))

from learn import read_lines
from understanding import Heard, Names, entries, figures, hear, left_out, mistyped

from deskside.find import Index, read_learned
from deskside.find.learned import NONE

RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "find"
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


def test_the_very_words_of_a_troubleshooter_lead_to_it_in_every_language() -> None:
    known = entries()
    owners = collections.Counter(one for entry in known for one in {plainly(phrase) for phrase in entry.phrases})
    index = Index(known, read_learned(RESOURCES))
    for entry in known:
        for phrase in entry.phrases:
            found = index.search(phrase, 1)
            assert owners[plainly(phrase)] > 1 or (found.results[0].id, found.sure) == (entry.id, True), phrase
    lead = {
        "the hotel Wi-Fi wants me to sign in": "internet",
        "Video calls keep freezing!": "video-call",
        "I see nothing but the spinning circle": "slow-computer",
    }
    assert {words: index.search(words, 1).results[0].id for words in lead} == lead


def plainly(phrase: str) -> str:
    return re.sub(r"\W+", " ", phrase.casefold()).strip()
