"""What becomes of a person's words: found, or kept on this computer for those who write the troubleshooters."""

from __future__ import annotations

from tests.integration.casework.conftest import Make, healthy


def test_words_that_led_to_people_are_kept_without_names_and_those_that_led_somewhere_are_not(house: Make) -> None:
    casework = house(healthy())
    casework.handover(None, "is ann.lee@example.org on holiday until Monday, and who has the keys of the boat")
    casework.handover(None, "my printer prints nothing but empty sheets")
    (kept,) = casework.unmatched()
    assert "boat" in kept
    assert "ann.lee" not in kept


def test_what_is_found_bears_the_persons_own_language(house: Make) -> None:
    casework = house(healthy())
    titles = {language: casework.find("printer", 1, language).results[0].title for language in ("en", "de", "fr", "es")}
    assert len(set(titles.values())) == 4


def test_what_was_let_go_of_while_nobody_looked_is_found_again(house: Make) -> None:
    casework = house(healthy())
    before = casework.find("my printer prints nothing")
    casework.rest()
    assert casework.find("my printer prints nothing") == before
