"""Text without an end: a packed certificate, a whole session, a picture. No one reads it, and any secret may be in it.

The other rules look at values of a length that people and programs use; what
is longer than that is hidden here, whatever stands before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deskside.diagnostics.rules.rule import Span, Text

LONGEST = 400
"""Letters without a space that may still be something to read: a path with all its folders."""
_LINE = 8
"""With fewer kinds of letters than this it is a line somebody drew."""

_BLOB = re.compile(rf"(?<![\w+/=.%~\-])[\w+/=.%~\-]{{{LONGEST},}}")


def blobs(text: Text) -> Iterator[Span]:
    """Every run of letters and figures that is longer than anything to read."""
    at = 0
    for line in text.text.split("\n"):
        if len(line) >= LONGEST:
            for found in _BLOB.finditer(text.text, at, at + len(line)):
                if len(set(found[0])) >= _LINE:
                    yield Span(found.start(), found.end(), "key")
        at += len(line) + 1
