"""What the window says in another language, looked up in the translations: tests name things in English, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polib

TOP = Path(__file__).resolve().parents[2]
Tongue = Callable[[str], str]
HOLE = re.compile(r"\{(\w+)\}")


def english(words: str) -> str:
    return words


def tongue_of(language: str, top: Path = TOP) -> Tongue:
    """Gives English words in ``language``, whole texts and those with something filled in; others as they are."""
    if language == "en":
        return english
    files = [*top.glob(f"resources/locale/{language}/LC_MESSAGES/deskside.po")]
    files += sorted(top.glob(f"troubleshooters/*/locale/{language}.po"))
    texts: dict[str, str] = {}
    for read in (*map(polib.pofile, map(str, files)), *map(polib.mofile, _compiled_alone(language, top))):
        texts |= {entry.msgid: entry.msgstr for entry in read.translated_entries()}
    longest = sorted(texts.items(), key=lambda pair: len(HOLE.sub("", pair[0])), reverse=True)
    filled = [(_pattern(said), other) for said, other in longest if HOLE.search(said) and _says_something(said)]

    def in_language(words: str) -> str:
        if words in texts:
            return texts[words]
        for pattern, other in filled:
            if found := pattern.fullmatch(words):
                return HOLE.sub(lambda hole: found.group(hole[1]), other)
        return words

    return in_language


def _compiled_alone(language: str, top: Path) -> list[str]:
    """The application's words where nobody wrote them: a pseudo-language comes compiled."""
    found = top.glob(f"resources/locale/{language}/LC_MESSAGES/deskside.mo")
    return [str(file) for file in found if not file.with_suffix(".po").exists()]


def _says_something(said: str) -> bool:
    """Whether there is a word beside the holes; a text without one would match anything."""
    return re.search(r"\w\w", HOLE.sub("", said)) is not None


def _pattern(said: str) -> re.Pattern[str]:
    """Matches a text with anything short in its holes."""
    parts = HOLE.split(said)
    seen: set[str] = set()
    pattern = ""
    for number, part in enumerate(parts):
        if number % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += f"(?P={part})" if part in seen else f"(?P<{part}>.{{1,40}}?)"
            seen.add(part)
    return re.compile(pattern)
