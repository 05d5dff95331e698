"""Plain text as Jira's wiki markup that is drawn as exactly this text and does nothing.

Jira's own help ("Text Formatting Notation", Advanced Formatting) has "\\X"
for "the special character X", so every sign that can mean something is
written that way; the backslash itself, which also is a line break when there
are two, and the ampersand are written as HTML entities. Pure.
"""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[&\\*_\-+^~?{}\[\]!|#:;()@]")
_WORD_AT_BEGIN = re.compile(r"^(\s*(?:h[1-6]|bq))\.", re.MULTILINE | re.IGNORECASE)
_WRITTEN = re.compile(r"&amp;|&#92;|\\([*_\-+^~?{}\[\]!|#:;()@.])")
_ENTITIES = {"&": "&amp;", "\\": "&#92;"}
_MEANT = {entity: sign for sign, entity in _ENTITIES.items()}
_ENCLOSED = re.compile(r"(?:\s*(?:![^!\n|]+(?:\|[a-z0-9=,%]+)?!|\[\^[^\]\n]+\](?:\s*_\([^()\n]*\)_)?))+\s*\Z")


def escaped(text: str) -> str:
    """What is sent."""
    return _WORD_AT_BEGIN.sub(r"\1\\.", _SIGNS.sub(lambda sign: _ENTITIES.get(sign[0], f"\\{sign[0]}"), text))


def unescaped(markup: str) -> str:
    """What was meant by something that ``escaped`` wrote."""
    return _WRITTEN.sub(lambda found: found[1] or _MEANT[found[0]], markup)


def without_files(markup: str) -> str:
    """``markup`` without the pictures and names that Jira itself puts behind words that came with files."""
    return _ENCLOSED.sub("", markup)
