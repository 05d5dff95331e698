"""How an answer of ours is known again where a help desk keeps nothing beside its words: by a last line "[token]".

The line is put on when the answer goes out and taken off when it is shown to
the person; agents see it. Pure.
"""

from __future__ import annotations

import re

_TAIL = re.compile(r"\s*\[([A-Za-z0-9][A-Za-z0-9.-]{2,79})\]\s*\Z")


def with_token(text: str, token: str) -> str:
    """``text`` and, in a line of its own, the token."""
    return f"{text}\n\n[{token}]"


def token_of(text: str) -> str:
    """The token that ``text`` ends with; "" for none."""
    found = _TAIL.search(text)
    return found[1] if found else ""


def without_token(text: str) -> str:
    return _TAIL.sub("", text)
