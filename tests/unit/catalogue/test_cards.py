"""The 27 problems people come with: each is found by its name, has its picture, and asks what an agent would ask."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from deskside.catalogue.listing import Listing, discover
from deskside.catalogue.translation import read_translation
from deskside.model.troubleshooter import Troubleshooter

TOP = Path(__file__).resolve().parents[3]
# fmt: off
BUILT_IN = [
    "account-locked", "app-freeze", "app-install", "battery", "bluetooth-usb", "camera", "clock", "disk-full",
    "display", "email", "internet", "keyboard-mouse", "microphone", "office", "phone", "printer", "remote-desktop",
    "security", "shared-files", "sign-in", "slow-computer", "sound", "updates", "video-call", "vpn", "website",
    "wifi",
]
# fmt: on
LANGUAGES = ("en", "de", "fr", "es")
FIT = {"phrases": 8, "keywords": 8}
"""How many of each a problem needs to be found by."""
SHARED_BY = 2
"""A keyword of three problems tells none of them apart."""


@pytest.fixture(scope="module")
def shelf() -> dict[str, Listing]:
    """What Deskside comes with, in each language."""
    return {language: discover([TOP / "troubleshooters"], language) for language in LANGUAGES}


def cards(shelf: dict[str, Listing], name: str) -> list[Troubleshooter]:
    """One problem in each language."""
    found = [shelf[language].get(name) for language in LANGUAGES]
    return [one for one in found if one is not None]


def test_every_problem_people_come_with_is_there_and_reads_well(shelf: dict[str, Listing]) -> None:
    for listing in shelf.values():
        assert listing.broken == ()
        assert [one.id for one in listing.troubleshooters] == sorted(BUILT_IN)


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_problem_has_a_picture_of_its_own(name: str) -> None:
    assert (TOP / "resources" / "icons" / f"problem-{name}.svg").is_file()


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_problem_can_be_said_in_four_languages(name: str, shelf: dict[str, Listing]) -> None:
    told = cards(shelf, name)
    assert len(told) == len(LANGUAGES)
    for one in told:
        assert one.title
        assert one.summary
        for key, least in FIT.items():
            texts = [text.casefold() for text in getattr(one, key)]
            assert len(set(texts)) == len(texts) >= least, key
    titles = {one.title for one in told}
    assert len(titles) == len(LANGUAGES), "a title that was left in English"
    assert len({one.summary for one in told}) == len(LANGUAGES)
    assert len({one.phrases for one in told}) == len(LANGUAGES)


@pytest.mark.parametrize("name", BUILT_IN)
def test_the_help_desk_knows_whose_problem_it_is(name: str, shelf: dict[str, Listing]) -> None:
    for one in cards(shelf, name):
        room, slash, what = one.category.partition("/")
        assert (bool(room), slash, bool(what)) == (True, "/", True)


def test_where_only_people_can_help_they_know_the_first_answers(shelf: dict[str, Listing]) -> None:
    for one in shelf["en"].troubleshooters:
        if one.people_only:
            assert 2 <= len(one.questions) <= 3, one.id
            assert any(question.choices for question in one.questions), one.id


def test_no_two_answers_to_a_question_look_the_same(shelf: dict[str, Listing]) -> None:
    for language, listing in shelf.items():
        for one in listing.troubleshooters:
            for question in one.questions:
                labels = [choice.label.casefold() for choice in question.choices]
                assert len(set(labels)) == len(labels) != 1, f"{one.id} in {language}: {question.ask}"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_question_or_answer_stays_english(language: str, shelf: dict[str, Listing]) -> None:
    for english, told in zip(shelf["en"].troubleshooters, shelf[language].troubleshooters, strict=True):
        said = read_translation(english.folder, language)
        for asked, theirs in zip(english.questions, told.questions, strict=True):
            assert (theirs.ask, theirs.hint) == (said[asked.ask], said[asked.hint] if asked.hint else "")
            assert [choice.label for choice in theirs.choices] == [said[choice.label] for choice in asked.choices]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_keyword_tells_problems_apart(language: str, shelf: dict[str, Listing]) -> None:
    claimed: defaultdict[str, set[str]] = defaultdict(set)
    for one in shelf[language].troubleshooters:
        for keyword in one.keywords:
            claimed[keyword.casefold()].add(one.id)
    assert {word: sorted(names) for word, names in claimed.items() if len(names) > SHARED_BY} == {}


def test_no_two_problems_have_the_same_name(shelf: dict[str, Listing]) -> None:
    for language, listing in shelf.items():
        titles = [one.title for one in listing.troubleshooters]
        assert len(set(titles)) == len(titles), language
