"""How many syllables a word has, by the vowels that sound as one in English, German, French and Spanish.

Hyphenation alone finds fewer than there are: it says where a line may break, and leaves no single letter
alone ("open", "idea", "écran" and "aber" break nowhere). These counts follow each language's spelling
instead. Spanish spelling tells every syllable; German nearly; English and French have silent vowels,
and what is not sure to be silent counts, so that a text is never found easier than it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import pairwise

_PARTS = re.compile(r"[^\W\d_]+")


@cache
def sounded(word: str, language: str) -> int:
    """How many are sounded, one at least; the parts of "Wi-Fi" and "l’écran" count each for itself."""
    count = _COUNTS[language]
    return max(1, sum(count(part) for part in _PARTS.findall(word.lower())))


_EN_SILENT = re.compile(
    r"(?<=[^aeiouy])(?<![^aeiouy]l)(?<!^mayb)e$"  # "site", not "table"
    r"|(?<=[^aeiouysxzcg])(?<![cs]h)(?<![^aeiouy]l)es$"  # "files", not "pages"
    r"|(?<=[^aeiouytd])(?<![^aeiouy]l)ed$"  # "used", not "waited", "settled"
    r"|(?<=[^aeiouy])e(?=(?:ly|less|ful|ment|thing|times|where|body|side)$)"  # "safely", "something"
)
_EN_APART = re.compile(
    r"(?<![tscg])i(?=[aou])|(?<=[rd])i(?=[aou])"  # "period", "material", not "question", "special"
    r"|i(?=e(?:t|nt)$)|e(?=o$|a$|at(?:e|ed|ing|re)$)"  # "quiet", "client", "video", "idea", "create"
    r"|(?<![qg])u(?=a)|[aeouy](?=ing)|y(?=ee)"  # "usual", "going", "employee"
)


def _english(word: str) -> int:
    groups = len(re.findall(r"[aeiouy]+", word))
    silent = len(_EN_SILENT.findall(word)) if groups > 1 else 0
    return max(1, groups - silent) + len(_EN_APART.findall(word))


_DE_APART = re.compile(r"^(be|ge)(?=e[in])")
_DE_VOWELS = re.compile(r"ei|ai|au|eu|äu|ie|ee|aa|oo|ey|ay|[aeiouyäöüéèàê]")


def _german(word: str) -> int:
    return len(_DE_VOWELS.findall(_DE_APART.sub(r"\1-", word).replace("qu", "k")))


_FR_VOWEL = "aeiouyàâäéèêëîïôöûüùœæ"
_FR_MUTE = re.compile(rf"(?:(?<=[^{_FR_VOWEL}])|(?<=[gq]u))es?$")
_FR_APART = re.compile(rf"é(?=[aoiuâôèé]|e[rz]|ess)|(?<=[aeou])[ïë]|(?<=[{_FR_VOWEL}])y(?=[{_FR_VOWEL}])")


def _fr_divided(found: re.Match[str]) -> str:
    return {"é": "é-", "y": "-"}.get(found[0], "-i")


def _french(word: str) -> int:
    if word == "qu":
        return 0
    apart = _FR_APART.sub(_fr_divided, word.replace("pays", "païs"))
    groups = len(re.findall(f"[{_FR_VOWEL}]+", apart))
    return groups - bool(groups > 1 and _FR_MUTE.search(word))


_ES_VOWELS = re.compile(r"(?:(?<![gq])u|(?<=[gq])u(?![eiéí])|[aeioáéíóúü]|y\b)+")
_ES_STRONG = frozenset("aeoáéóíú")


def _spanish(word: str) -> int:
    runs = _ES_VOWELS.findall(word)
    return len(runs) + sum(pair <= _ES_STRONG for run in runs for pair in map(set, pairwise(run)))


_COUNTS: Mapping[str, Callable[[str], int]] = {"en": _english, "de": _german, "fr": _french, "es": _spanish}
