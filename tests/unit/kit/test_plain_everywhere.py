"""Whatever kind of text a slip stands in, and in whatever language: the plain-language lint hears it."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import deskside
from deskside.cli.parser import make_parser
from deskside.kit.jargon import Ear, Words, ears, load
from deskside.kit.plain import Objection, parts_of, review
from deskside.kit.texts import MARKS, SHOWN, SPOKEN, in_manifest
from deskside.paths import find_paths

PATHS = find_paths()
EARS = ears(PATHS.resources)
LONG = " ".join(["a"] * 25) + "."
SLIPS = {
    "en": ("The router is off.", LONG, "That is invalid.", "Your pages are gone!", "Simply press it.", "You failed."),
    "de": ("Der Router ist aus.", LONG, "Das ist ungültig.", "Alles ist weg!", "Drücken Sie einfach.", "Fehler."),
    "fr": ("Le routeur dort.", LONG, "C’est invalide.", "Tout est perdu\u00a0!", "Tapez simplement.", "Un échec."),
    "es": ("El router no va.", LONG, "Es inválido.", "¡Todo se ha ido!", "Pulse simplemente.", "Es un error."),
}
CALM = {"en": "All is well.", "de": "Alles ist gut.", "fr": "Tout va bien.", "es": "Todo va bien."}
Put = Callable[[Path, str, str], Path]
"""Writes a text of one kind in one language, and gives the folder that is looked at."""


def translated(folder: Path, language: str, said: str, po: Path) -> Path:
    """English is what the source says; another language is what its file makes of a calm text."""
    if language != "en":
        po.parent.mkdir(parents=True)
        po.write_text(f'msgid "All is well."\nmsgstr "{said}"\n', "utf-8")
    return folder


def in_window(folder: Path, language: str, said: str) -> Path:
    (folder / "language.py").touch()
    (folder / "page.py").write_text(f'show(_("{said if language == "en" else CALM["en"]}"))\n', "utf-8")
    return translated(folder, language, said, folder / "locale" / language / "LC_MESSAGES" / "deskside.po")


def in_counted(folder: Path, language: str, said: str) -> Path:
    (folder / "language.py").touch()
    source = said if language == "en" else "{n} are well."
    (folder / "page.py").write_text(f'show(ngettext("All is well.", "{source}", n))\n', "utf-8")
    if language != "en":
        po = folder / "locale" / language / "LC_MESSAGES" / "deskside.po"
        po.parent.mkdir(parents=True)
        forms = f'msgstr[0] "{CALM[language]}"\nmsgstr[1] "{said}"\n'
        po.write_text(f'msgid "All is well."\nmsgid_plural "{source}"\n{forms}', "utf-8")
    return folder


def in_finding(folder: Path, language: str, said: str) -> Path:
    (folder / "manifest.toml").touch()
    source = said if language == "en" else CALM["en"]
    (folder / "troubleshooter.py").write_text(f'return Finding(_("{source}"))\n', "utf-8")
    return translated(folder, language, said, folder / "locale" / f"{language}.po")


def under(key: str) -> Put:
    def put(folder: Path, language: str, said: str) -> Path:
        source = said if language == "en" else CALM["en"]
        (folder / "manifest.toml").write_text(f'[[cause]]\n{key} = "{source}"\n', "utf-8")
        return translated(folder, language, said, folder / "locale" / f"{language}.po")

    return put


def of_article(form: str) -> Put:
    def put(folder: Path, language: str, said: str) -> Path:
        for each, calm in CALM.items():
            text = form.format(said if each == language else calm)
            (folder / f"{each}.md").write_text(text if text.startswith("#") else f"# {calm}\n\n{text}", "utf-8")
        return folder

    return put


KINDS: dict[str, Put] = {
    "window": in_window,
    "counted": in_counted,
    "finding": in_finding,
    **{f"manifest's {key}": under(key) for key in sorted(SHOWN)},
    "article's title": of_article("# {}\n"),
    "article's summary": of_article("summary: {}\n"),
    "article's heading": of_article("## {}\n"),
    "article's paragraph": of_article("\n{}\n"),
    "article's item": of_article("- {}\n"),
}


def said_of(folder: Path) -> list[Objection]:
    return list(review(parts_of(folder, folder / "locale"), EARS))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", SLIPS)
def test_a_slip_is_heard_in_every_kind_of_text_and_calm_words_are_not(tmp_path: Path, kind: str, language: str) -> None:
    for number, slip in enumerate(SLIPS[language]):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert [one.sentence for one in said_of(KINDS[kind](folder, language, slip)) if one.sentence] == [slip]
    folder = tmp_path / "calm"
    folder.mkdir()
    assert said_of(KINDS[kind](folder, language, CALM[language])) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "It was authenticated."),
        ("en", "It fails."),
        ("en", "Your IP-address is new."),
        ("en", "That was your mistake."),
        ("en", "The Wi-Fi-router is off."),
        ("de", "Der Mailserver ruht."),
        ("de", "Der WLAN-Router ist aus."),
        ("de", "Es schlägt fehl."),
        ("de", "Das war Ihre Schuld."),
        ("fr", "Cela échoue."),
        ("fr", "Il suffit d’appuyer."),
        ("es", "Falló."),
        ("es", "Por supuesto."),
    ],
)
def test_other_forms_of_a_word_and_words_built_of_it_are_heard_too(language: str, said: str) -> None:
    assert list(EARS[language].slips(said))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "That is not your fault."),
        ("en", "A docking station or the screen."),
        ("en", "They break without warning."),
        ("de", "Das ist nicht Ihre Schuld."),
        ("de", "Die IT sagt es dem Betreiber der Seite."),
        ("fr", "Ce n’est pas votre faute."),
        ("es", "No es culpa suya."),
    ],
)
def test_kind_words_that_only_look_alike_may_stay(language: str, said: str) -> None:
    assert list(EARS[language].slips(said)) == []


def test_no_sentence_of_a_manifest_stands_under_a_key_that_nobody_reads() -> None:
    for file in sorted(PATHS.troubleshooters.glob("*/manifest.toml")):
        read = {text.words for text in in_manifest(file)}
        unread = set(sentences(tomllib.loads(file.read_text("utf-8")))) - read
        assert unread == set(), file
    assert not SHOWN & SPOKEN


def sentences(value: object) -> list[str]:
    """Every text with a space in it, wherever it stands. A category is a name of the help desk's own."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key != "category" for text in sentences(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in sentences(inner)]
    return [value] if isinstance(value, str) and " " in value.strip() else []


def test_the_help_of_the_command_line_may_be_technical_but_not_unkind() -> None:
    words = load(PATHS.resources)["en"]
    tone = Ear(Words(tone=words.tone, endings=words.endings))
    said = make_parser().format_help()
    assert "find what fits your own words" in " ".join(said.split())
    assert list(tone.slips(said)) == []
    assert "!" not in said


def test_no_sentence_of_the_window_escapes_the_lint_and_the_translators() -> None:
    """But for what ``plugin preview`` puts round it, which only those read who write troubleshooters."""
    window = Path(deskside.__file__).parent / "ui"
    for_publishers = {*window.glob("preview*.py")}
    unmarked = [
        f"{file.name}:{words}"
        for file in sorted({*window.rglob("*.py")} - for_publishers)
        for words in outside_marks(ast.parse(file.read_text("utf-8")))
        if re.match(r"[A-Z].* [a-z]{2,}", words)
    ]
    assert unmarked == []


def outside_marks(tree: ast.Module) -> list[str]:
    """Every text that is neither inside ``_()`` nor a docstring, nor the reason of an error."""
    told: set[int] = set()
    for node in ast.walk(tree):
        marked = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS
        if (
            marked
            or isinstance(node, ast.Raise)
            or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
        ):
            told |= {id(part) for part in ast.walk(node)}
    texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in told]
    return [node.value for node in texts if isinstance(node.value, str)]


def test_a_sentence_outside_the_marks_would_be_seen() -> None:
    assert outside_marks(ast.parse('label.setText("Your printer is off.")')) == ["Your printer is off."]
    assert outside_marks(ast.parse('label.setText(_("Your printer is off."))')) == []
