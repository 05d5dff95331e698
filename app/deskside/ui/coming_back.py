"""Whether the computer was started again, as a case asked for.

It is remembered between starts, so that nothing need be opened to know it. The
window then comes up by itself, at the page that says welcome back.
"""

from __future__ import annotations

from PySide6.QtCore import QSettings

from deskside.system.boot import is_other_sign_in, is_other_start

_KEY = "restart/asked"


def keep_waiting(memory: QSettings, asked: str) -> None:
    """Remembers the start of the computer in which a case asked for the next one; "" when none did."""
    if memory.value(_KEY, "") != asked:
        memory.setValue(_KEY, asked)
        memory.sync()  # whoever restarts now does not wait for us


def came_back(memory: QSettings, boot: str) -> bool:
    """Whether a case asked for a restart, or a new sign-in, and this is one. ``boot`` is "START" or "START/SIGN-IN"."""
    asked = str(memory.value(_KEY, "") or "")
    return bool(asked) and (is_other_sign_in if "/" in asked else is_other_start)(asked, boot)
