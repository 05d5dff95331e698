"""The plain-language lint reads articles too: each language by its own rules, what people say left out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from deskside.kit.jargon import ears
from deskside.kit.plain import of_article, review
from deskside.kit.texts import Text, in_article
from deskside.paths import find_paths

ARTICLE = """\
# Printing well
summary: A few habits.
keywords: print, spooler
phrase: my spooler died

Look at the page first. It goes on
in the next line.

## Before you print

- Choose both sides.
- Choose the printer
  that is near you.

-> printer
"""


def put(folder: Path, **languages: str) -> Path:
    for language, text in languages.items():
        (folder / f"{language}.md").write_text(text, "utf-8")
    return folder


def test_every_text_of_an_article_is_found_at_its_line(tmp_path: Path) -> None:
    file = put(tmp_path, en=ARTICLE) / "en.md"
    assert [text for text in in_article(file) if not text.spoken] == [
        Text(file, 1, "Printing well"),
        Text(file, 2, "A few habits."),
        Text(file, 6, "Look at the page first. It goes on in the next line."),
        Text(file, 9, "Before you print"),
        Text(file, 11, "Choose both sides."),
        Text(file, 12, "Choose the printer that is near you."),
    ]


def test_jargon_in_an_article_is_named_with_its_line_and_people_may_say_it(tmp_path: Path) -> None:
    folder = put(tmp_path, en=ARTICLE.replace("Choose both sides.", "Clear the print queue."))
    (said,) = (str(one) for one in review(of_article(folder), ears(find_paths().resources)))
    assert said.startswith(f"{folder / 'en.md'}:11: ")
    assert '"print queue"' in said


@pytest.mark.parametrize(
    ("language", "words", "hint"),
    [
        ("de", "Die Warteschlange steht.", "Warteschlange"),
        ("fr", "Le serveur ne répond pas.", "serveur"),
        ("es", "El servidor no responde.", "servidor"),
    ],
)
def test_each_language_of_an_article_is_held_to_its_own_rules(
    tmp_path: Path, language: str, words: str, hint: str
) -> None:
    folder = put(tmp_path, en=ARTICLE, **{language: ARTICLE.replace("Choose both sides.", words)})
    said = [str(one) for one in review(of_article(folder), ears(find_paths().resources))]
    assert any(f"{language}.md:11: " in one and hint in one for one in said)


def test_the_built_in_articles_are_read_with_everything_else() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "deskside.kit.plain", "--figures"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    for name in ("how-long (en)", "how-long (de)", "how-long (fr)", "how-long (es)"):
        assert name in said.stdout
