"""The translations of the application and its troubleshooters: complete, and with everything the program fills in."""

from __future__ import annotations

import gettext
import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import polib
import pytest

from deskside import language as spoken
from deskside.kit import translations, typography
from deskside.kit.texts import Text, in_folder
from deskside.tickets.hours.opening import read_hours, there_words

TOP = Path(__file__).resolve().parents[2]
LOCALE = TOP / "resources" / "locale"
LANGUAGES = sorted(po.parents[1].name for po in LOCALE.glob("*/LC_MESSAGES/deskside.po"))
MANIFESTS = sorted((TOP / "troubleshooters").glob("*/manifest.toml"))
OURS = {name: LOCALE / name / "LC_MESSAGES" / "deskside.po" for name in LANGUAGES}
PLACES = [
    *(pytest.param(TOP / "app" / "deskside", OURS[name], name, id=f"deskside-{name}") for name in LANGUAGES),
    *(
        pytest.param(
            manifest.parent, manifest.parent / "locale" / f"{name}.po", name, id=f"{manifest.parent.name}-{name}"
        )
        for manifest in MANIFESTS
        for name in LANGUAGES
    ),
]
_FILLED_IN = re.compile(r"\{[a-z_]*\}")
SPEAKS_OF_ONE = {"de": {1}, "es": {1}, "fr": {0, 1}}
"""The counts that go with one: French says "0 message"."""

WRITTEN_ALIKE = {"de": set[str](), "es": set[str](), "fr": {"{count} minute"}}
"""What is the same word in English."""


def pairs(po: Path) -> list[tuple[str, str]]:
    """Each English text beside its translation; of plurals both forms."""
    found: list[tuple[str, str]] = []
    for entry in polib.pofile(str(po)):
        if entry.msgid_plural:
            found += [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
        else:
            found.append((entry.msgid, entry.msgstr))
    return found


def test_deskside_speaks_four_languages() -> None:
    assert {"de", "es", "fr"} <= set(LANGUAGES)
    assert set(LANGUAGES) == set(SPEAKS_OF_ONE), "say here how the new language counts"


@pytest.mark.parametrize(("folder", "po", "language"), PLACES)
def test_no_text_stays_english(folder: Path, po: Path, language: str) -> None:
    entries = polib.pofile(str(po))
    assert [entry.msgid for entry in entries if entry.fuzzy or entry.obsolete] == [], language
    said = {entry.msgid for entry in entries if entry.translated()}
    assert sorted({text.words for text in in_folder(folder) if isinstance(text, Text)} - said) == []


@pytest.mark.parametrize(("folder", "po", "language"), PLACES)
def test_names_and_numbers_that_are_filled_in_stand_in_the_translation_too(
    folder: Path, po: Path, language: str
) -> None:
    assert pairs(po), folder
    for english, said in pairs(po):
        assert Counter(_FILLED_IN.findall(said)) == Counter(_FILLED_IN.findall(english)), f"{language}: {said}"


@pytest.mark.parametrize(("folder", "po", "language"), PLACES)
def test_a_text_ends_as_its_place_needs_it_and_is_written_as_its_readers_write(
    folder: Path, po: Path, language: str
) -> None:
    for english, said in pairs(po):
        for end in (" ", ":", "…"):
            assert said.endswith(end) == english.endswith(end), f"{folder.name}: {said}"
        assert said.strip(" ") == said.strip(), f"a space that is not seen: {said}"
        assert ("&" in said) == ("&" in english), f"a menu's key: {said}"
        assert list(typography.slips(said, language)) == [], said


@pytest.mark.parametrize("name", LANGUAGES)
def test_one_and_several_are_told_apart(name: str, tmp_path: Path) -> None:
    plurals = [entry for entry in polib.pofile(str(OURS[name])) if entry.msgid_plural]
    said = gettext.translation("deskside", compiled(tmp_path), [name])
    assert plurals
    for entry in plurals:
        assert sorted(entry.msgstr_plural) == [0, 1]
        for count in (0, 1, 2, 21):
            form = 0 if count in SPEAKS_OF_ONE[name] else 1
            assert said.ngettext(entry.msgid, entry.msgid_plural, count) == entry.msgstr_plural[form]
            same = entry.msgstr_plural[form] in (entry.msgid, entry.msgid_plural)
            assert not same or entry.msgid in WRITTEN_ALIKE[name]


def compiled(top: Path) -> Path:
    """The application's translations as they are at this moment, compiled where no one else looks."""
    for name, po in OURS.items():
        there = top / "resources" / "locale" / name / "LC_MESSAGES" / "deskside.po"
        there.parent.mkdir(parents=True)
        there.write_bytes(po.read_bytes())
    translations.compile_all(top)
    return top / "resources" / "locale"


@pytest.mark.parametrize("name", LANGUAGES)
def test_each_entry_of_the_trays_menu_has_a_key_of_its_own(name: str) -> None:
    keys = [said.partition("&")[2][0].lower() for english, said in pairs(OURS[name]) if "&" in english]
    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", LANGUAGES)
def test_what_is_compiled_is_what_was_written_last(name: str) -> None:
    """``./dev`` compiles before it tests; whoever tests without it learns here why the app speaks of yesterday."""
    mo = OURS[name].with_suffix(".mo")
    if not mo.exists():
        pytest.skip("nothing is compiled here: ./dev setup")
    held = {entry.msgid: entry for entry in polib.mofile(str(mo))}
    stale = [
        said.msgid for said in polib.pofile(str(OURS[name])) if (held.get(said.msgid) or said).msgstr != said.msgstr
    ]
    assert stale == [], "compile: ./dev setup"


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_templates_and_translations_name_no_text_that_is_gone(name: str) -> None:
    for folder, po in ((TOP / "app", OURS[name]), *((m.parent, m.parent / "locale" / f"{name}.po") for m in MANIFESTS)):
        there = {text.words for text in in_folder(folder) if isinstance(text, Text)}
        assert sorted({entry.msgid for entry in polib.pofile(str(po))} - there) == [], f"{po}: ./dev texts"


def test_what_people_say_of_a_problem_is_told_in_every_language_and_not_twice() -> None:
    for manifest in MANIFESTS:
        asked = [text.words for text in in_folder(manifest.parent) if isinstance(text, Text) and text.spoken]
        for name in LANGUAGES:
            said = dict(pairs(manifest.parent / "locale" / f"{name}.po"))
            phrases = Counter(said[words].casefold() for words in dict.fromkeys(asked))
            assert [phrase for phrase, count in phrases.items() if count > 1] == [], f"{manifest.parent.name} in {name}"


def test_a_process_that_speaks_english_loads_no_translations() -> None:
    code = "from deskside.language import _; _('Send'); print('gettext' in sys.modules, 'locale' in sys.modules)"
    command = [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(TOP / 'app')!r}); {code}"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize(
    ("name", "said"), [("de_CH", "Senden"), ("fr_CA", "Envoyer"), ("es_MX", "Enviar"), ("pt", "Send")]
)
def test_a_country_without_words_of_its_own_gets_those_of_its_language(name: str, said: str, tmp_path: Path) -> None:
    try:
        spoken.use(name, compiled(tmp_path))
        assert spoken._("Send") == said
    finally:
        spoken.use("en", tmp_path)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("de", "Die IT-Hilfe ist am 1. Januar wieder da."),
        ("es", "El servicio de ayuda vuelve a atender el 1 de enero."),
        ("fr", "L’assistance sera de nouveau là le 1er janvier."),
    ],
)
def test_a_day_is_told_as_people_tell_it(name: str, said: str, tmp_path: Path) -> None:
    away = [f"2026-12-{day}" for day in range(20, 32)]
    hours = read_hours({"days": "Mon-Fri", "from": "08:00", "to": "17:00", "zone": "UTC", "holidays": away})
    try:
        spoken.use(name, compiled(tmp_path))
        assert there_words(hours, datetime(2026, 12, 20, 10, tzinfo=UTC).timestamp()) == said
    finally:
        spoken.use("en", tmp_path)
