"""What a link or a second start may wish for: the window, or a troubleshooter's first page."""

from __future__ import annotations

import re

_LINK = re.compile(r"deskside://open/([a-z0-9][a-z0-9-]{0,63})/?", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.IGNORECASE)


def troubleshooter_of(link: str) -> str:
    """The id in ``deskside://open/ID``, "" when it is anything else."""
    match = _LINK.fullmatch(link)
    return match.group(1).lower() if match else ""


def wished(words: str) -> str:
    """The troubleshooter that is wished for, by link or by id; "" when only the window is."""
    return troubleshooter_of(words) or (words.lower() if _ID.fullmatch(words) else "")
