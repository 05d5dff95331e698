"""What a link or a second start may wish for: the window, or a troubleshooter's first page."""

from __future__ import annotations

import re

from deskside.system.own_link import opened_by

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}", re.IGNORECASE)


def wished(words: str) -> str:
    """The troubleshooter that is wished for, by link or by id; "" when only the window is."""
    return opened_by(words) or (words.lower() if _ID.fullmatch(words) else "")
