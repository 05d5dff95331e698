"""Dates and times are written in the ways of the language around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, time

import pytest
from PySide6.QtCore import QLocale

from deskside import language
from deskside.paths import find_paths
from deskside.tickets.hours.opening import clock_words, now_words, opening_words, read_hours
from deskside.ui.clock import written
from deskside.ui.pages.when import when

LONG_AGO = datetime(2020, 5, 3, 14, 5).timestamp()


@pytest.fixture(autouse=True)
def back_to_english() -> Iterator[None]:
    system = QLocale()
    yield
    QLocale.setDefault(system)
    language.use("en", find_paths().resources / "locale")
    language.tell_times_as()


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


STYLES = {
    "en_US": ("12:05 AM", "8:00 AM", "2:05 PM"),
    "en_GB": ("00:05", "08:00", "14:05"),
    "de_DE": ("00:05", "08:00", "14:05"),
    "fr_FR": ("00:05", "08:00", "14:05"),
    "es_ES": ("0:05", "8:00", "14:05"),
}


@pytest.mark.parametrize("country", STYLES)
def test_a_time_is_written_in_one_way_on_every_page(country: str) -> None:
    midnight, morning, noon = STYLES[country]
    QLocale.setDefault(QLocale(country))
    language.use(country, find_paths().resources / "locale")
    language.tell_times_as(written=written)
    hours = read_hours({"days": "Mon-Sun", "from": "08:00", "to": "14:05"})
    assert hours is not None
    day = datetime(2026, 11, 23)
    assert plainly(when(LONG_AGO)).endswith(f" {noon}")
    assert noon in plainly(now_words(hours, day.replace(hour=9).timestamp()).says)
    assert morning in plainly(now_words(hours, day.replace(hour=7).timestamp()).says)
    assert {morning, noon} <= set(re.findall(r"\d+:\d+(?: [AP]M)?", plainly(opening_words(hours))))
    assert plainly(clock_words(time(0, 5))) == midnight


@pytest.mark.parametrize(
    "country", ["en", *STYLES, "en_AU", "en_CA", "en_IE", "en_IN", "de_AT", "fr_CA", "fr_CH", "es_MX"]
)
def test_without_a_window_it_is_written_in_the_same_way(country: str) -> None:
    QLocale.setDefault(QLocale(country))
    language.use(country, find_paths().resources / "locale")
    for hour in range(24):
        assert language.clock(hour, 5) == plainly(written(hour, 5))


@pytest.mark.parametrize(
    ("variables", "words", "says"),
    [
        ({"LANG": "en_GB.UTF-8"}, "en", "08:00"),
        ({"LANG": "en_GB.UTF-8", "LC_TIME": "en_US.UTF-8"}, "en", "8:00 AM"),
        ({"LC_ALL": "en_GB", "LC_TIME": "en_US"}, "en_US", "08:00"),
        ({"LANG": "de_DE.UTF-8"}, "en", "8:00 AM"),
        ({"LANG": "en_US.UTF-8"}, "de", "08:00"),
        ({"LC_ALL": "C"}, "en_GB", "08:00"),
        ({}, "en", "8:00 AM"),
    ],
)
def test_in_a_terminal_the_system_says_how_times_are_written_unless_the_words_are_another_languages(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], words: str, says: str
) -> None:
    for name in ("LC_ALL", "LC_TIME", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    language.use(words, find_paths().resources / "locale")
    language.tell_times_as(language.times_of_this_person())
    assert language.clock(8, 0) == says


def plainly(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")
