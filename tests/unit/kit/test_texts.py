"""Where texts for people are found, and how translations keep up with them."""

from __future__ import annotations

from pathlib import Path

from deskside.catalogue import fields
from deskside.kit.texts import SHOWN, SPOKEN, Text, Untranslatable, in_code, in_manifest, untranslated
from deskside.kit.translations import compile_all, update_all

CODE = """
from deskside.language import _, ngettext

def f(n):
    log("not for people")
    _("Hello "
      "there.")
    return ngettext("One page.", "{n} pages.", n), _(f"Hi {n}"), _("a {}".format(n)), _(known)
"""

MANIFEST = """
id = "printer"
title = "Nothing is printed"
phrases = ["my spooler died"]
[[question]]
id = "which"
ask = "Which printer do you mean?"
choices = ["The big one", { value = "x", label = "The small one" }]
[[cause]]
id = "off"
explain = "It is off."
fix = { do = "restart-service", service = "print", consent = "I can start it.", changes = ["It prints again"] }
"""


def test_every_text_in_code_is_found_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "code.py"
    file.write_text(CODE, "utf-8")
    assert list(in_code(file)) == [
        Text(file, 6, "Hello there."),
        Text(file, 8, "One page.", "{n} pages."),
        Untranslatable(file, 8),
        Untranslatable(file, 8),
    ]


def test_a_manifests_shown_texts_are_found_with_their_lines(tmp_path: Path) -> None:
    file = tmp_path / "manifest.toml"
    file.write_text(MANIFEST, "utf-8")
    assert [(text.line, text.words) for text in in_manifest(file) if not text.spoken] == [
        (3, "Nothing is printed"),
        (7, "Which printer do you mean?"),
        (8, "The big one"),
        (8, "The small one"),
        (11, "It is off."),
        (12, "I can start it."),
        (12, "It prints again"),
    ]


def test_what_people_say_themselves_is_translated_but_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "manifest.toml"
    file.write_text(MANIFEST, "utf-8")
    assert [text.words for text in in_manifest(file) if text.spoken] == ["my spooler died"]


FOR_THE_PROGRAM = {
    *("api", "id", "version", "systems", "minutes", "category", "contact", "needs", "includes", "question", "cause"),
    *("choices_from", "secret", "value", "likelihood", "cost", "masks", "questions", "watch", "check", "fix", "do"),
    *("seconds", "undo", "restart", "picture", "open"),
}
"""Keys of a manifest that no person reads."""


def test_no_key_of_a_manifest_is_forgotten_by_translators_and_the_lint() -> None:
    tables = (fields.TROUBLESHOOTER, fields.QUESTION, fields.CHOICE, fields.CAUSE)
    keys = {key for table in (*tables, fields.AUTOMATIC, fields.HANDS_ON, fields.PEOPLE) for key in table}
    assert keys == SHOWN | SPOKEN | FOR_THE_PROGRAM
    assert not SHOWN & FOR_THE_PROGRAM


def checkout(top: Path, manifest: str) -> tuple[Path, Path]:
    (top / "app").mkdir()
    (top / "app" / "code.py").write_text('_("Start it again")\nngettext("One.", "{n} of them.", 2)\n', "utf-8")
    ours = top / "resources" / "locale" / "de" / "LC_MESSAGES" / "deskside.po"
    theirs = top / "troubleshooters" / "printer" / "locale" / "de.po"
    for po in (ours, theirs):
        po.parent.mkdir(parents=True)
        po.touch()
    (theirs.parents[1] / "manifest.toml").write_text(manifest, "utf-8")
    return ours, theirs


def test_new_texts_reach_the_translations_and_what_was_translated_stays(tmp_path: Path) -> None:
    ours, theirs = checkout(tmp_path, 'title = "Nothing is printed"\n')
    update_all(tmp_path)
    assert untranslated(ours, {"Start it again"}) == ["Start it again"]
    ours.write_text(ours.read_text("utf-8").replace('again"\nmsgstr ""', 'again"\nmsgstr "Noch einmal"'), "utf-8")
    (tmp_path / "app" / "more.py").write_text('_("Thanks for waiting.")\n', "utf-8")
    assert ours in update_all(tmp_path)
    assert untranslated(ours, {"Start it again", "Thanks for waiting."}) == ["Thanks for waiting."]
    assert 'msgid "Nothing is printed"' in theirs.read_text("utf-8")
    assert 'msgid_plural "{n} of them."' in ours.read_text("utf-8")


def test_nothing_is_rewritten_when_no_text_has_changed(tmp_path: Path) -> None:
    checkout(tmp_path, 'title = "Nothing is printed"\n')
    assert update_all(tmp_path) != []
    (tmp_path / "app" / "code.py").write_text('\n\n_("Start it again")\nngettext("One.", "{n} of them.", 2)\n', "utf-8")
    assert update_all(tmp_path) == []


def test_a_translation_says_its_language_and_carries_no_dates_or_blanks_to_fill_in(tmp_path: Path) -> None:
    ours, _theirs = checkout(tmp_path, "")
    update_all(tmp_path)
    header = ours.read_text("utf-8").partition("\n\n")[0]
    assert header.startswith("# The words of deskside, in German.\nmsgid")
    assert "Plural-Forms: nplurals=2; plural=(n != 1);" in header
    assert "Date" not in header
    assert "EMAIL" not in header


def test_a_compiled_translation_is_what_the_app_then_says(tmp_path: Path) -> None:
    ours, _theirs = checkout(tmp_path, "")
    ours.write_text('msgid ""\nmsgstr ""\n\nmsgid "Start it again"\nmsgstr "Wieder starten für Sie"\n', "utf-8")
    compile_all(tmp_path)
    from deskside import language

    try:
        language.use("de_AT", tmp_path / "resources" / "locale")
        assert language._("Start it again") == "Wieder starten für Sie"
        assert language._("Something new") == "Something new"
    finally:
        language.use("en", tmp_path)
