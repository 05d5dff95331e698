"""Plain text for help desks that draw HTML: their page shows exactly this text and does nothing."""

from __future__ import annotations

import html
import re

_WIDE = re.compile(r"(?m)^[ \t]+|\t|(?<= ) ")
"""White space that a page would take for a single blank, or for none."""


def escaped(text: str) -> str:
    """``text`` as HTML that is drawn as this text, with its lines and its white space."""
    spaced = _WIDE.sub(lambda found: "\N{NO-BREAK SPACE}" * len(found[0].expandtabs(4)), text)
    return f"<div>{html.escape(spaced).replace(chr(10), '<br>')}</div>"
