"""A number that is said on the phone is heard right, and a code that is said names what was found."""

from __future__ import annotations

import pytest

from deskside import language
from deskside.engine.reference import ALPHABET
from deskside.paths import find_paths
from deskside.tickets.words import spoken


def test_a_number_is_said_in_groups_and_letter_by_letter() -> None:
    assert spoken.groups("DS-7K3FQ-9XM2A") == ("7K3FQ", "9XM2A")
    assert spoken.in_words("DS-7K3FQ-9XM2A") == "7, Kilo, 3, Foxtrot, Quebec – 9, X-ray, Mike, 2, Alfa"


@pytest.mark.parametrize("tongue", ["en", "de", "fr", "es"])
def test_every_letter_of_a_number_has_a_word_that_begins_with_it(tongue: str) -> None:
    language.use(tongue, find_paths().resources / "locale")
    for sign in ALPHABET:
        word = spoken.in_words(sign)
        assert word[0] == sign
        assert sign.isdigit() or len(word) > 1
    language.use("en", find_paths().resources / "locale")


@pytest.mark.parametrize("reference", ["", "DS", "17", "7K3FQ"])
def test_a_number_of_another_shape_is_said_as_it_is(reference: str) -> None:
    assert "-".join(spoken.groups(reference)) == reference


def test_a_code_names_its_cause_for_ever_and_no_code_no_cause() -> None:
    assert spoken.cause_code("printer.paused") == "1751"
    assert spoken.cause_code("") == ""
    assert spoken.meant_by("17 51", ["printer.off", "printer.paused"]) == ("printer.paused",)
    assert spoken.meant_by("", ["printer.off"]) == ()
