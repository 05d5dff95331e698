"""What a link of our own may wish for: ``deskside://open/ID`` names a first page, and no other link is one of ours."""

from __future__ import annotations

import re

_OPEN = re.compile(r"deskside://open/([a-z0-9][a-z0-9-]{0,63})/?", re.IGNORECASE)


def opened_by(link: str) -> str:
    """The id in ``deskside://open/ID``, "" when it is anything else."""
    match = _OPEN.fullmatch(link)
    return match.group(1).lower() if match else ""
