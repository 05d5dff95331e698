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
_SUFFIXES = tuple(sorted(_ENDINGS.split(), key=len, reverse=True))


SILENT, COMMON, TELLING = 0.03, 0.3, 1.0


def fold(text: str) -> str:
    """Lower case without accents: "Écran" and "ecran" are one."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def split(text: str) -> list[str]:
    """The words of a text, folded. "won't" is "wont", "l'imprimante" is "l", "imprimante"."""
    words: list[str] = []
    for word in _WORD.findall(fold(text)):
        parts = re.split("['’]", word)
        while len(parts) > 1 and parts[0] in _ELIDED:
            words.append(parts.pop(0))
        words.append("".join(parts))
    return words


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The word without its ending, when at least four letters stay: "printing", "printer" and "prints" meet."""
    if not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return word[: -len(suffix)]
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
