"""Each language's habits of writing that a reader misses at once when they are not kept: spaces and marks.

French: a space that does not break before ``: ; ? !`` and inside « ». Spanish: a
question or a call begins with ¿ or ¡. German: „…“. None of them: a typewriter's apostrophe or quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_UNBROKEN = "\u00a0\u202f"
_FRENCH = re.compile(rf"(?<![{_UNBROKEN}])(?<!^)(?:[;?!»]|:(?!//|\d))|«(?![{_UNBROKEN}])")
_CODE = re.compile(r"""\{[^{}]*\}|\[[^\[\]]*\]|\w+ = \S+|\b\w+://\S+""")
"""What is typed for a computer is written as a computer wants it."""


def slips(text: str, language: str) -> Iterator[str]:
    """What this language's readers would write otherwise."""
    spoken = _CODE.sub("x", text)
    if language == "fr" and _FRENCH.search(spoken):
        yield "a space that does not break belongs before : ; ? ! and inside « »"
    if language == "es":
        for opening, closing in ("¿?", "¡!"):
            if spoken.count(opening) != spoken.count(closing):
                yield f"a sentence that ends with {closing} begins with {opening}"
    if language in _QUOTES:
        if '"' in spoken:
            yield f"the quotation marks are {_QUOTES[language]}"
        if re.search(r"(?<=\w)'", spoken):
            yield "the apostrophe is ’"


_QUOTES = {"de": "„…“", "fr": "« … »", "es": "«…»"}
