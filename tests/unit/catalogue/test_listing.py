"""Which troubleshooters a person is offered, and in whose words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deskside.catalogue import discover, read_manifest

from .conftest import GOOD

Put = Callable[..., Path]

GERMAN = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8\\n"

msgid "Printing does not work"
msgstr "Drucken geht nicht"

msgid "Which printer do you mean?"
msgstr "Welchen Drucker meinen Sie?"

msgid "Odd letters"
msgstr "Seltsame Zeichen"

msgid "I can start it again."
msgstr "Ich kann es wieder starten."

msgid "Please switch the printer on."
msgstr "Bitte schalten Sie den Drucker ein."

msgid "The button is on the left."
msgstr "Der Knopf ist links."

#, fuzzy
msgid "The printer is off."
msgstr "Der Drucker ist weg."

msgid "Only in code"
msgstr "Nur im Code"
"""


def speak(folder: Path, text: str, name: str = "de") -> None:
    (folder / "locale").mkdir(exist_ok=True)
    (folder / "locale" / f"{name}.po").write_text(text, encoding="utf-8")


def test_only_those_for_this_system_are_offered(put: Put, shelf: Path) -> None:
    put()
    assert discover([shelf], system="windows").troubleshooters == ()
    assert discover([shelf], system="windows").broken == ()
    assert [own.id for own in discover([shelf], system="linux").troubleshooters] == ["printer"]


def test_of_two_with_one_id_the_first_counts_and_the_other_is_named(put: Put, shelf: Path, tmp_path: Path) -> None:
    folder = put()
    other = tmp_path / "published"
    other.mkdir()
    folder.rename(other / "printer")
    put(GOOD.replace("1.0.0", "2.0.0"))
    listing = discover([shelf, other])
    assert [own.version for own in listing.troubleshooters] == ["2.0.0"]
    assert "another troubleshooter" in listing.broken[0].why


def test_a_folder_that_is_not_there_is_empty(shelf: Path) -> None:
    listing = discover([shelf / "nowhere"])
    assert (listing.troubleshooters, listing.broken) == ((), ())


def test_one_is_had_by_its_id(put: Put, shelf: Path) -> None:
    put()
    found = discover([shelf]).get("printer")
    assert found is not None
    assert found.title == "Printing does not work"
    assert discover([shelf]).get("scanner") is None


def test_its_words_are_in_the_persons_language_where_they_are_translated(put: Put) -> None:
    folder = put()
    speak(folder, GERMAN)
    own = read_manifest(folder, "de_AT")
    assert own.title == "Drucken geht nicht"
    assert own.questions[0].ask == "Welchen Drucker meinen Sie?"
    assert own.questions[1].choices[1].label == "Seltsame Zeichen"
    assert own.questions[1].choices[1].value == "odd"
    assert own.causes[0].fix.consent == "Ich kann es wieder starten."
    assert own.causes[1].fix.consent == "Bitte schalten Sie den Drucker ein."
    assert own.causes[1].fix.picture_says == "Der Knopf ist links."
    assert own.causes[1].explain == "The printer is off."
    assert own.texts["Only in code"] == "Nur im Code"
    assert own.phrases == ("my printer won't print",)


def test_a_nearer_translation_wins(put: Put) -> None:
    folder = put()
    speak(folder, GERMAN)
    speak(folder, GERMAN.replace("Drucken geht nicht", "Drucken geht ned"), "de_AT")
    assert read_manifest(folder, "de_AT").title == "Drucken geht ned"
    assert read_manifest(folder, "de").title == "Drucken geht nicht"
    assert read_manifest(folder, "en_GB").title == "Printing does not work"


def test_a_damaged_translation_leaves_the_english_words(put: Put, shelf: Path) -> None:
    folder = put()
    for content in ("msgid oops", "/etc/passwd", 'msgid "a\nmsgstr', "\0\0", 'msgid "' + "x" * 600_000):
        speak(folder, content)
        listing = discover([shelf], "de")
        assert [own.title for own in listing.troubleshooters] == ["Printing does not work"], content[:20]


def test_a_language_never_names_a_file_elsewhere(put: Put, tmp_path: Path) -> None:
    folder = put()
    (tmp_path / "x.po").write_text(GERMAN, encoding="utf-8")
    assert read_manifest(folder, "../../../x").texts == {}
