"""Syllables, counted as they are spoken, never fewer than hyphenation finds."""

from __future__ import annotations

import pytest

from deskside.kit.reading import syllables
from deskside.kit.syllables import sounded

COUNTED = {
    "en": "open 2 idea 3 computer 3 usual 3 something 2 page 1 pages 2 files 1 changes 2 used 1 waited 2 table 2"
    " tables 2 "
    "quiet 2 question 2 special 2 video 3 going 2 you 1 safely 2 moment 2 employee 3 client 2 maybe 2 Wi-Fi 2 period 3",
    "de": "aber 2 über 2 Idee 2 Dateien 3 beenden 3 geeignet 3 geändert 3 Information 5 Quelle 2 Computer 3",
    "fr": "écran 2 idée 2 porte 1 portes 1 imprimante 3 envoyer 3 créer 2 que 1 chaque 1 qu’il 1 l’assistance 3"
    " réseau 2 pays 2",
    "es": "ahora 3 página 3 día 2 ayuda 3 guerra 2 pingüino 3 hay 1 y 1 averiguar 4 ciudad 2 leer 2 reiniciar 3",
}


@pytest.mark.parametrize("language", COUNTED)
def test_syllables_are_counted_as_they_are_spoken(language: str) -> None:
    words = COUNTED[language].split()
    counts = {word: int(count) for word, count in zip(words[::2], words[1::2], strict=True)}
    assert {word: sounded(word, language) for word in counts} == counts


@pytest.mark.parametrize(("word", "language"), [("open", "en"), ("aber", "de"), ("écran", "fr"), ("ahora", "es")])
def test_a_vowel_that_hyphenation_leaves_where_it_is_counts(word: str, language: str) -> None:
    assert syllables(word, language) == sounded(word, language) > 1


@pytest.mark.parametrize("language", COUNTED)
def test_a_name_of_letters_or_numbers_is_one_at_least(language: str) -> None:
    assert sounded("10.5", language) == sounded("PDF", language) == 1
