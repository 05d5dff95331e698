"""The plain-language lint: what it hears, and what it lets pass."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deskside.kit import jargon, plain, reading
from deskside.kit.figures import Whole
from deskside.kit.texts import Text
from deskside.paths import find_paths

WORDS = jargon.load(find_paths().resources)
CALM = "Your printer was paused. I can start it again. This takes a few seconds and nothing is lost."


def objections(words: str, language: str = "en") -> list[str]:
    text = Text(Path("here.py"), 7, words)
    return [str(objection) for objection in plain.about_text(text, jargon.Ear(WORDS[language]), language)]


def whole(*texts: str, language: str = "en") -> list[str]:
    held = tuple(Text(Path("here.py"), line, words) for line, words in enumerate(texts, 1))
    return [str(objection) for objection in plain.about_whole(Whole("here", "here", Path("here"), language, held))]


@pytest.mark.parametrize("fine", [CALM, "Send", "{name} is paused. Shall I start it again?", "Is it switched on?"])
def test_calm_plain_words_pass(fine: str) -> None:
    assert objections(fine) == []


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("The spooler has stopped.", '"spooler"'),
        ("Two print queues are paused.", '"print queue"'),
        ("Just click here.", 'leave out "just"'),
        ("That was an invalid name.", '"invalid"'),
        ("Your AD account is locked.", '"AD"'),
        ("An Error came up.", '"error"'),
        ("It is gone!", "no exclamation marks"),
        ("Set it as the default one.", '"default"'),
        ("A cable, a plug etc.", '"etc."'),
    ],
)
def test_a_word_that_worries_or_puzzles_is_named_with_its_place(words: str, hint: str) -> None:
    (said,) = objections(words)
    assert said.startswith("here.py:7: ")
    assert hint in said
    assert said.endswith(words)


def test_the_better_word_is_said() -> None:
    better = WORDS["en"].jargon["router"]
    assert f'say "{better}" instead of "router"' in objections("Your router is off.")[0]


@pytest.mark.parametrize(
    "harmless", ["An ad is shown.", "This is the reporting page.", "I adjust it.", "{queue} is on."]
)
def test_a_word_inside_another_word_or_a_placeholder_is_not_heard(harmless: str) -> None:
    assert objections(harmless) == []


def test_a_word_from_the_screen_may_stay_in_quotation_marks_but_jargon_may_not() -> None:
    assert objections("Choose “Set as default”.") == []
    assert objections("Choose “Print spooler”.") != []


def test_only_the_sentence_that_is_too_long_is_shown() -> None:
    long = " ".join(["word"] * 21) + "."
    (said,) = objections(f"This is short. {long}")
    assert "21 words, wanted at most 20" in said
    assert "This is short" not in said


def test_both_forms_of_a_counted_text_are_read() -> None:
    text = Text(Path("here.py"), 1, "One paper waits.", "{n} queues wait.")
    assert len(list(plain.about_text(text, jargon.Ear(WORDS["en"])))) == 1


def test_sentences_may_be_long_now_and_then_but_not_on_average() -> None:
    fifteen = " ".join(["go"] * 15) + "."
    assert whole(fifteen, "Go on.", "Go on.") == []
    assert "15.0 words a sentence" in whole(fifteen)[0]


def test_labels_do_not_make_long_sentences_look_short() -> None:
    fifteen = " ".join(["go"] * 15) + "."
    assert whole(fifteen, *["Send"] * 50) != []


HEAVY = "Organisational configuration necessitates administrative authorisation procedures."


def test_a_reading_grade_is_asked_only_of_a_hundred_words_and_more() -> None:
    assert whole(*[HEAVY] * 3) == []
    said = whole(*[HEAVY] * 20)
    assert "Flesch-Kincaid" in said[0]
    assert HEAVY in said[1]
    assert whole(*[CALM] * 20) == []


def test_german_is_held_to_its_own_formulas() -> None:
    heavy = "Administrationsberechtigungen erfordern Konfigurationsänderungsgenehmigungen."
    said = whole(*[heavy] * 40, language="de")
    assert "Flesch (Amstad)" in said[0]
    assert any("Wiener Sachtextformel" in line for line in said)
    easy = "Ihr Drucker war nur im Schlaf. Ich kann ihn jetzt wecken. Das geht schnell und nichts geht weg."
    assert whole(*[easy] * 10, language="de") == []
    assert '"Warteschlange"' in objections("Die Warteschlange steht.", "de")[0]


@pytest.mark.parametrize(
    ("language", "words", "hint"),
    [
        ("de", "Die Treibern fehlen.", "Treiber"),
        ("de", "Bitte aktivieren Sie das.", "aktivieren"),
        ("de", "Das wurde deaktiviert.", "deaktivieren"),
        ("de", "Das hat leider nicht geklappt.", "leider"),
        ("de", "Das ist dein Drucker.", "dein"),
        ("fr", "C’est ton imprimante.", "ton"),
        ("es", "Es tu impresora.", "tu"),
        ("fr", "Les pilotes manquent.", "pilote"),
        ("fr", "Activez ceci.", "activer"),
        ("fr", "Le serveur ne répond pas.", "serveur"),
        ("fr", "Vous avez oublié le câble.", "vous avez oublié"),
        ("fr", "C’est une erreur.", "erreur"),
        ("fr", "L’imprimante par défaut dort.", "imprimante par défaut"),
        ("es", "Faltan los controladores.", "controlador"),
        ("es", "Está desactivado.", "desactivar"),
        ("es", "El servidor no responde.", "servidor"),
        ("es", "Usted ha olvidado el cable.", "usted ha olvidado"),
        ("es", "Es un error.", "error"),
        ("es", "Es la impresora predeterminada.", "impresora predeterminada"),
    ],
)
def test_each_language_has_its_own_words_that_worry_or_puzzle(language: str, words: str, hint: str) -> None:
    assert any(f'"{hint}"' in said for said in objections(words, language)), objections(words, language)


@pytest.mark.parametrize(
    ("language", "fine"),
    [
        ("de", "Ihr Drucker war angehalten. Wählen Sie im Menü „Standarddrucker“."),
        ("fr", "Votre imprimante était en pause. Choisissez «\u00a0Imprimante par défaut\u00a0»."),
        ("es", "Su impresora estaba en pausa. Elija «Impresora predeterminada»."),
    ],
)
def test_calm_plain_words_pass_in_every_language(language: str, fine: str) -> None:
    assert objections(fine, language) == []


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_every_language_has_lists_of_its_own_with_plain_words(language: str) -> None:
    lists = WORDS[language]
    assert len(lists.jargon) > 100
    assert sum(map(bool, lists.jargon.values())) > 60
    assert len(lists.tone) > 15
    assert lists.jargon.keys() - WORDS["en"].jargon.keys()
    ear = jargon.Ear(lists)
    plain_words = {**lists.jargon, **lists.on_screen, **lists.tone}.values()
    assert [instead for instead in plain_words if any(ear.slips(instead))] == []


@pytest.mark.parametrize(
    ("language", "heavy", "easy", "formula"),
    [
        (
            "fr",
            "L’administration nécessite obligatoirement des autorisations organisationnelles particulières.",
            "Votre imprimante est en pause. Je peux la lancer. Rien ne se perd.",
            "Kandel-Moles",
        ),
        (
            "es",
            "La administración necesita obligatoriamente autorizaciones organizativas particulares.",
            "Su impresora está en pausa. Yo la pongo en marcha. No se pierde nada.",
            "Fernández-Huerta",
        ),
    ],
)
def test_french_and_spanish_are_held_to_their_own_formulas(language: str, heavy: str, easy: str, formula: str) -> None:
    said = whole(*[heavy] * 20, language=language)
    assert formula in said[0]
    assert heavy in said[1]
    assert whole(*[easy] * 10, language=language) == []


def test_the_formulas_give_the_figures_their_authors_give() -> None:
    counted = reading.Measure(sentences=2, words=20, syllables=30, one_syllable=12, three_or_more=4, long=5)
    assert reading.flesch_kincaid(counted) == pytest.approx(0.39 * 10 + 11.8 * 1.5 - 15.59)
    assert reading.amstad(counted) == pytest.approx(180 - 10 - 58.5 * 1.5)
    assert reading.wiener(counted) == pytest.approx(0.1935 * 20 + 0.1672 * 10 + 0.1297 * 25 - 0.0327 * 60 - 0.875)
    assert reading.kandel_moles(counted) == pytest.approx(207 - 1.015 * 10 - 73.6 * 1.5)
    assert reading.fernandez_huerta(counted) == pytest.approx(206.84 - 60 * 1.5 - 1.02 * 10)


def test_counting_takes_names_as_one_short_word() -> None:
    assert reading.words("Don't send {a.long_placeholder} over Wi-Fi.") == ["Don't", "send", "it", "over", "Wi-Fi"]
    assert reading.sentences("Is it on? Yes. Version 10.5 is “fine.” Go on…") == [
        "Is it on?",
        "Yes.",
        "Version 10.5 is “fine.”",
        "Go on…",
    ]
    assert reading.sentences("It is on\nand prints.\nIt waits:\nfirst\n\nsecond") == [
        "It is on and prints.",
        "It waits:",
        "first",
        "second",
    ]


def lint(*folders: Path, without_pyphen: bool = False) -> subprocess.CompletedProcess[str]:
    block = "import sys; sys.modules['pyphen'] = None; " if without_pyphen else "import sys; "
    code = block + "from deskside.kit.plain import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", code, *map(str, folders)]
    app = str(Path(plain.__file__).parents[2])
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env={"PYTHONPATH": app})


def test_a_troubleshooters_author_gets_the_line_and_the_exit_code(tmp_path: Path) -> None:
    folder = tmp_path / "printer"
    folder.mkdir()
    manifest = folder / "manifest.toml"
    manifest.write_text('id = "printer"\ntitle = "The spooler stopped"\nphrases = ["the spooler"]\n', "utf-8")
    done = lint(folder)
    assert done.returncode == 1
    assert done.stdout.startswith(f"{manifest}:2: ")
    assert done.stdout.count("spooler") == 2
    manifest.write_text('id = "printer"\ntitle = "Nothing is printed"\n', "utf-8")
    assert lint(folder).returncode == 0


def test_a_translation_is_read_too_and_what_it_lacks_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "printer"
    (folder / "locale").mkdir(parents=True)
    (folder / "manifest.toml").write_text('title = "Nothing is printed"\nsummary = "I look why."\n', "utf-8")
    po = folder / "locale" / "de.po"
    po.write_text('msgid "Nothing is printed"\nmsgstr "Die Warteschlange steht"\n', "utf-8")
    said = lint(folder).stdout
    assert f'{po}:1: say "' in said
    assert "not translated to de\n    I look why." in said


def test_the_figures_of_each_language_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "printer"
    (folder / "locale").mkdir(parents=True)
    (folder / "manifest.toml").write_text('title = "The spooler stopped."\n', "utf-8")
    (folder / "locale" / "fr.po").write_text('msgid "The spooler stopped."\nmsgstr "C’est fini."\n', "utf-8")
    done = lint(folder, Path("--figures"))
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert [line.partition("  ")[0] for line in lines] == [
        "",
        "troubleshooters (en)",
        "troubleshooters (fr)",
        "printer (en)",
        "printer (fr)",
    ]
    assert lines[1].split()[2:8] == ["1", "3", "3.0", "3", "1", "0"]
    assert "Flesch-Kincaid" in lines[1]
    assert "Kandel-Moles" in lines[2]
    assert lines[1] in lint(folder).stdout


def test_without_the_syllable_counter_it_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "printer"
    folder.mkdir()
    (folder / "manifest.toml").write_text('title = "Nothing is printed."\n', "utf-8")
    done = lint(folder, without_pyphen=True)
    assert done.returncode == 2
    assert "./dev setup" in done.stderr
    shutil.rmtree(folder)
