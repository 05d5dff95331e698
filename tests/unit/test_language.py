"""Deskside speaks the language that the person's system speaks."""

from __future__ import annotations

import plistlib
from pathlib import Path

import pytest

from deskside import language

VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person's home in a world that says nothing about languages."""
    for variable in VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def of_a_mac(home: Path, content: bytes) -> str:
    file = home / "Library" / "Preferences" / ".GlobalPreferences.plist"
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    return language.of_this_person()


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr_FR"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "es_ES.UTF-8"}, "es_ES"),
        ({"LANG": "de_DE@euro", "LANGUAGE": "fr:de"}, "fr"),
        ({"LANG": "es_419.UTF-8"}, "es"),
        ({"LANG": "C.UTF-8", "LC_MESSAGES": "es_MX.UTF-8"}, "es_MX"),
    ],
)
def test_the_language_that_the_desktop_names_is_spoken(
    home: Path, monkeypatch: pytest.MonkeyPatch, said: dict[str, str], heard: str
) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert language.of_this_person() == heard


@pytest.mark.parametrize(
    ("languages", "heard"),
    [(["fr-FR", "en-US"], "fr_FR"), (["es-419"], "es"), (["zh-Hans-CN"], "zh_CN"), (["de"], "de"), ([], "en")],
)
def test_a_mac_without_a_terminal_is_answered_in_its_first_language(
    home: Path, languages: list[str], heard: str
) -> None:
    preferences = {"AppleLanguages": languages, "AppleLocale": "en_US"}
    assert of_a_mac(home, plistlib.dumps(preferences, fmt=plistlib.FMT_BINARY)) == heard


@pytest.mark.parametrize("odd", [b"", b"bplist00", b"no preferences", plistlib.dumps(["a list"]), plistlib.dumps({})])
def test_preferences_that_say_nothing_leave_it_at_english(home: Path, odd: bytes) -> None:
    assert of_a_mac(home, odd) == "en"


def test_where_nothing_says_it_deskside_speaks_english(home: Path) -> None:
    assert language.of_this_person() == "en"
