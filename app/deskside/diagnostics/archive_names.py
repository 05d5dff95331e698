"""Which names a part of a packed file may have: one that is a plain file name on every system."""

from __future__ import annotations

import re
import unicodedata

from deskside.diagnostics.fitting import is_plain

_LONGEST = 120
_FORBIDDEN = re.compile(r'[/\\:*?"<>|\n\t]|\.\.|^[ .]|[ .]$')
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])(\.|$)", re.IGNORECASE)


def is_good_name(name: str) -> bool:
    """No path, no device of Windows, nothing that a screen shows as something else."""
    return (
        0 < len(name) <= _LONGEST
        and is_plain(name)
        and name.isprintable()
        and not _FORBIDDEN.search(name)
        and not _DEVICE.match(unicodedata.normalize("NFKC", name))
        and not _DEVICE.match(name)
    )


def same_name(name: str) -> str:
    """One spelling for names that some system takes for the same."""
    return unicodedata.normalize("NFKC", name).casefold()
