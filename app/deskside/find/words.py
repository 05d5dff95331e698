"""From what a person typed to comparable words: folded, split, stemmed, and weighed.

Folding makes "Drückt" and "druckt" one word; stemming is light and knows no
language, because people mix them. A word's weight says how much it tells
about a problem: "the" next to nothing, "work" a little, "toner" a lot.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from deskside.find.common_words import COMMON_WORDS, SILENT_WORDS, WISH_WORDS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ELIDED = frozenset(("l", "d", "n", "j", "s", "c", "m", "t", "qu", "lorsqu", "jusqu", "puisqu"))

_ENDINGS = """
ing ings ed er ers es s en e n t st et te ten em ern or ion ions ons ez ent aient ait ant ante
ar ir ando iendo ado ada ido ida an as os o a
"""
_LONGEST_ENDING = max(map(len, _ENDINGS.split()))
_ENDING_SET = frozenset(_ENDINGS.split())

SILENT, COMMON, TELLING = 0.03, 0.3, 1.0


def fold(text: str) -> str:
    """Lower case without accents: "Écran" and "ecran" are one."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def split(text: str) -> list[str]:
    """The words of a text, folded. "won't" is "wont", "l'imprimante" is "l", "imprimante"."""
    words = _WORD.findall(fold(text))
    if "'" in text or "’" in text:
        return [part for word in words for part in _spoken(word)]
    return words


def _spoken(word: str) -> list[str]:
    parts = word.replace("’", "'").split("'")
    elided = 0
    while elided < len(parts) - 1 and parts[elided] in _ELIDED:
        elided += 1
    return [*parts[:elided], "".join(parts[elided:])]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending, when enough of it stays: "printing", "printer" and "prints" meet in "print"."""
    if not word.isalpha():
        return word
    for length in range(min(_LONGEST_ENDING, len(word) - 4), 0, -1):
        ending = word[-length:]
        if ending in _ENDING_SET and (length > 1 or ending in "se" or len(word) > 5):
            return word[:-length]
    return word


@lru_cache(maxsize=20_000)
def weight(word: str) -> float:
    """How much a folded word tells about a problem, 0 to 1."""
    if word in SILENT_WORDS or len(word) == 1:
        return SILENT
    return COMMON if word in COMMON_WORDS else TELLING


def is_wish(words: list[str]) -> bool:
    """Whether somebody wants to buy something rather than have it mended."""
    return any(word in WISH_WORDS for word in words)
