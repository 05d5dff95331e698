"""Pseudo-languages, to see what a translation will do to the window before there is one. Never shipped.

``python -m deskside.kit.pseudo FOLDER [NAME…]`` writes them into FOLDER, a copy of the checkout (or of its
``resources`` and ``troubleshooters``): the application's words, each troubleshooter's, each article. In that copy
Deskside speaks them like any other: ``interface.language = "ar"`` in the settings, or ``LANGUAGE=ar``.

- ``en_XA``: English with accents, about 40 % longer, in [brackets], so that text which is cut lacks its end and text
  that nobody can translate has no brackets.
- ``ar``: English in Arabic letters, letter by letter; with it the window runs from right to left.

Digits, ``{placeholders}``, ``&``, addresses and what a computer must read stay as they are.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from deskside.kit.translations import template

LONG, ARABIC = "en_XA", "ar"
_KEPT = re.compile(r"(\{[^{}]*\}|\w+://\S+|[\w.+-]+@[\w.-]+|%\w)")
_ARTICLE_MARK = re.compile(r"(?:#+ |- |(?:summary|keywords|phrase): ?|\s+)?")
_ACCENTED = str.maketrans("aceinouyAEINOUY", "åçéîñöûýÅÉÎÑÖÛÝ")
_VOWEL = re.compile(r"[aeiouAEIOU]")
_TWO_LETTERS = {"th": "ث", "sh": "ش", "kh": "خ", "gh": "غ", "oo": "و", "ee": "ي"}
_ARABIC_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكدهفجحيجكلمنوبقرستوفوخيز", strict=True))
_ARABIC_MARKS = {"?": "؟", ",": "،", ";": "؛"}
_TO_ARABIC = re.compile("|".join((*_TWO_LETTERS, "[a-zA-Z?,;]")), re.IGNORECASE)


def longer(text: str) -> str:
    """English, still legible, with every vowel twice and brackets round the whole."""
    words = _apart(text, lambda part: _VOWEL.sub(lambda vowel: vowel[0] + vowel[0].lower(), part).translate(_ACCENTED))
    inner = words.strip()
    return words.replace(inner, f"[{inner}]", 1) if inner else words


def in_arabic_letters(text: str) -> str:
    """The sounds of English in Arabic letters; not Arabic, but it runs, joins and wraps as Arabic does."""

    def letter(found: re.Match[str]) -> str:
        low = found[0].lower()
        return _TWO_LETTERS.get(low) or _ARABIC_LETTERS.get(low) or _ARABIC_MARKS[low]

    return _apart(text, lambda part: _TO_ARABIC.sub(letter, part))


LANGUAGES: dict[str, Callable[[str], str]] = {LONG: longer, ARABIC: in_arabic_letters}


def _apart(text: str, change: Callable[[str], str]) -> str:
    """Changes the words and leaves what is for the computer."""
    return "".join(part if number % 2 else change(part) for number, part in enumerate(_KEPT.split(text)))


def spoken(texts: Catalog, name: str) -> Catalog:
    """These texts in a pseudo-language, every form of the plural too."""
    change = LANGUAGES[name]
    catalog = Catalog(locale=name.partition("_")[0], project=texts.project, charset="utf-8", fuzzy=False)
    for message in texts:
        if isinstance(message.id, tuple):
            one, many = message.id
            forms = [change(one if number == (name == ARABIC) else many) for number in range(catalog.num_plurals)]
            catalog.add(message.id, tuple(forms))
        elif message.id:
            catalog.add(message.id, change(str(message.id)))
    return catalog


def of_article(text: str, name: str) -> str:
    """An article line by line; what it leads to stays."""
    change = LANGUAGES[name]
    paragraphs = re.sub(r"(?<=[^\n])\n(?:  )?(?=[^\s#-])(?!(?:summary|keywords|phrase):)", " ", text)
    lines = []
    for line in paragraphs.split("\n"):
        mark = _ARTICLE_MARK.match(line)
        at = mark.end() if mark else 0
        said = (change(part) for part in line[at:].split(",")) if line.startswith("keywords:") else (change(line[at:]),)
        lines.append(line if line.startswith("-> ") else line[:at] + ",".join(said))
    return "\n".join(lines)


def write(folder: Path, names: Sequence[str], top: Path) -> list[Path]:
    """Writes these pseudo-languages of the checkout ``top`` into ``folder``; gives the files."""
    ours = template(top / "app", "deskside", top)
    theirs = [
        (one.parent, template(one.parent, one.parent.name, top)) for one in top.glob("troubleshooters/*/manifest.toml")
    ]
    files = []
    for name in names:
        mo = folder / "resources" / "locale" / name / "LC_MESSAGES" / "deskside.mo"
        mo.parent.mkdir(parents=True, exist_ok=True)
        with mo.open("wb") as target:
            write_mo(target, spoken(ours, name))
        files.append(mo)
        for troubleshooter, texts in theirs:
            po = folder / "troubleshooters" / troubleshooter.name / "locale" / f"{name}.po"
            po.parent.mkdir(parents=True, exist_ok=True)
            with po.open("wb") as target:
                write_po(target, spoken(texts, name))
            files.append(po)
        for article in top.glob("resources/articles/*/en.md"):
            there = folder / "resources" / "articles" / article.parent.name / f"{name}.md"
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_text(of_article(article.read_text("utf-8"), name), "utf-8")
            files.append(there)
    return files


def main(arguments: Sequence[str]) -> int:
    folder, names = Path(arguments[0]), arguments[1:] or list(LANGUAGES)
    top = Path(__file__).resolve().parents[3]
    if folder.resolve() == top:
        sys.exit("Not into the checkout itself: these languages are never shipped. Name a copy of it.")
    print(f"{len(write(folder, names, top))} files in {folder}")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
