"""The German of the application and its troubleshooters: complete, and with everything the program fills in."""

from __future__ import annotations

import gettext
import io
import re
from collections import Counter
from pathlib import Path

import polib
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from deskside.kit.texts import Text, in_folder

TOP = Path(__file__).resolve().parents[2]
OURS = TOP / "resources" / "locale" / "de" / "LC_MESSAGES" / "deskside.po"
PLACES = [
    pytest.param(TOP / "app" / "deskside", OURS, id="deskside"),
    *(
        pytest.param(manifest.parent, manifest.parent / "locale" / "de.po", id=manifest.parent.name)
        for manifest in sorted((TOP / "troubleshooters").glob("*/manifest.toml"))
    ),
]
_FILLED_IN = re.compile(r"\{[a-z_]*\}")


def pairs(po: Path) -> list[tuple[str, str]]:
    """Each English text beside its German one; of plurals both forms."""
    found: list[tuple[str, str]] = []
    for entry in polib.pofile(str(po)):
        if entry.msgid_plural:
            found += [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        else:
            found.append((entry.msgid, entry.msgstr))
    return found


@pytest.mark.parametrize(("folder", "po"), PLACES)
def test_no_text_stays_english_for_a_german(folder: Path, po: Path) -> None:
    said = {entry.msgid for entry in polib.pofile(str(po)) if entry.translated() and not entry.fuzzy}
    assert sorted({text.words for text in in_folder(folder) if isinstance(text, Text)} - said) == []


@pytest.mark.parametrize(("folder", "po"), PLACES)
def test_names_and_numbers_that_are_filled_in_stand_in_the_german_too(folder: Path, po: Path) -> None:
    assert pairs(po), folder
    for english, german in pairs(po):
        assert Counter(_FILLED_IN.findall(german)) == Counter(_FILLED_IN.findall(english)), german


@pytest.mark.parametrize(("folder", "po"), PLACES)
def test_a_german_text_ends_as_its_place_needs_it(folder: Path, po: Path) -> None:
    for english, german in pairs(po):
        for end in (" ", ":", "…"):
            assert german.endswith(end) == english.endswith(end), f"{folder.name}: {german}"
        assert ("&" in german) == ("&" in english), f"a menu's key: {german}"
        assert '"' not in german or '"' in english, f"„…“ are the quotation marks: {german}"


def test_one_and_several_are_told_apart() -> None:
    plurals = [entry for entry in polib.pofile(str(OURS)) if entry.msgid_plural]
    compiled = io.BytesIO()
    with OURS.open("rb") as source:
        write_mo(compiled, read_po(source, locale="de"))
    compiled.seek(0)
    german = gettext.GNUTranslations(compiled)
    assert plurals
    for entry in plurals:
        assert sorted(entry.msgstr_plural) == [0, 1]
        for count in (0, 1, 2, 21):
            said = german.ngettext(entry.msgid, entry.msgid_plural, count)
            assert said == entry.msgstr_plural[0 if count == 1 else 1]
            assert said not in (entry.msgid, entry.msgid_plural)


def test_each_entry_of_the_trays_menu_has_a_key_of_its_own() -> None:
    keys = [german.partition("&")[2][0].lower() for english, german in pairs(OURS) if "&" in english]
    assert keys
    assert len(set(keys)) == len(keys)
