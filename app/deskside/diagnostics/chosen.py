"""Values the person chose to hide ("hide this too"): they go wherever they stand, with the whole word around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from deskside.diagnostics.rules.rule import Span
from deskside.diagnostics.standins import is_hidden

_WHOLE_WORDS_BELOW = 3
"""A letter or two would be found in every word there is: so short, it must stand alone."""
_ESCAPED = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|(["\\/bfnrt]))')
_MEANT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}


class Chosen:
    """The values, as one pattern."""

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values = tuple(dict.fromkeys(value for value in map(str.strip, values) if _can_be_hidden(value)))
        spellings = sorted({pattern for value in self._values for pattern in _spellings(value)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(spellings), re.IGNORECASE) if spellings else None

    def and_these(self, values: Iterable[str]) -> Chosen:
        """These values and more."""
        return Chosen((*self._values, *values))

    def find(self, text: str) -> Iterator[Span]:
        """Every place where one of the values stands."""
        if self._pattern is not None:
            done = 0
            for match in self._pattern.finditer(text):
                if match.end() <= done:
                    continue
                start, end = match.span()
                while start and text[start - 1].isalnum() and text[start].isalnum():
                    start -= 1
                while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
                    end += 1
                done = end
                yield Span(start, end, "hidden")


def _can_be_hidden(value: str) -> bool:
    return any(char.isalnum() for char in value) and not is_hidden(value)


def _spellings(value: str) -> Iterator[str]:
    """Patterns for a value as it was selected, and as it is where a file shows it with backslashes."""
    written = _ESCAPED.sub(_meant, value).strip()
    for one in {value, written}:
        for form in ("NFC", "NFD"):
            yield _pattern(unicodedata.normalize(form, one))


def _meant(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16)) if escaped[1] else _MEANT.get(escaped[2], escaped[2])


def _pattern(value: str) -> str:
    words = r"\s+".join(re.escape(word) for word in value.split())
    words = re.sub("ß|ẞ|ss", "(?:ss|ß|ẞ)", words, flags=re.IGNORECASE)
    return rf"(?<!\w){words}(?!\w)" if len(value) < _WHOLE_WORDS_BELOW else words
