"""Dates and times are written in the ways of the language around them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QLocale

from deskside import language
from deskside.paths import find_paths
from deskside.ui.pages.when import when

LONG_AGO = datetime(2020, 5, 3, 14, 5).timestamp()


@pytest.fixture(autouse=True)
def back_to_english() -> Iterator[None]:
    system = QLocale()
    yield
    QLocale.setDefault(system)
    language.use("en", find_paths().resources / "locale")


@pytest.mark.parametrize(
    ("system", "words", "written"),
    [
        ("en_US", "fr", "03/05/2020 à 14:05"),
        ("en_US", "de", "03.05.20 um 14:05"),
        ("en_GB", "en", "03/05/2020 at 14:05"),
        ("fr_CH", "fr", "03.05.20 à 14:05"),
    ],
)
def test_a_day_is_written_as_the_words_around_it_are(system: str, words: str, written: str) -> None:
    QLocale.setDefault(QLocale(system))
    language.use(words, find_paths().resources / "locale")
    assert when(LONG_AGO).replace("\u202f", " ").replace("\xa0", " ") == written
