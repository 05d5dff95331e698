"""Children of a frozen Deskside, which has no Python of its own to start: ``deskside child KIND``.

Everywhere else the same code is started by its path.
"""

from __future__ import annotations

from collections.abc import Sequence

from deskside.children import entry
from deskside.config import keyring_child

_WRONG_USAGE = 2


def run_child(words: Sequence[str]) -> int:
    """Does the work of the child that ``words`` name; the exit code."""
    match list(words):
        case ["keyring"]:
            return keyring_child.main()
        case ["plugin" | "system" as kind]:
            entry.main(kind)
            return 0
    return _WRONG_USAGE
