"""What the tray shows at a glance, remembered between starts: an idle tray need not open anything to know it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QSettings

from deskside.language import _, ngettext

MINUTE = 60.0
LEAST_PAUSE = 15.0
QUIET_PAUSE = 6 * 60 * MINUTE
"""Between looks at the help desk while there is nothing to hear of."""


class Light(Enum):
    """The four states of the tray icon."""

    FINE = "fine"
    WAITS = "waits"
    WORKING = "working"
    TROUBLE = "trouble"


@dataclass(frozen=True)
class Glance:
    light: Light = Light.FINE
    unread: int = 0
    """Requests with news."""
    asked: bool = False
    """The help desk waits for the person's answer."""
    used: tuple[tuple[str, str], ...] = ()
    """The troubleshooters this person used most: id and title."""
    pause: float = QUIET_PAUSE
    """Seconds until the next look at the help desk is worth it."""

    def in_words(self, *, working: bool) -> str:
        """The tray icon's tooltip."""
        if working:
            return _("Deskside is at work.")
        if self.light is Light.TROUBLE:
            return _("Deskside: a message could not be sent. Click to see why.")
        if self.unread:
            says = ngettext("Deskside: {n} request has news.", "Deskside: {n} requests have news.", self.unread)
            return says.format(n=self.unread)
        if self.asked:
            return _("Deskside: the help desk waits for your answer.")
        if self.light is Light.WAITS:
            return _("Deskside: you have not finished with a problem yet.")
        return _("Deskside: all is well. Click if something is wrong.")

    def keep(self, memory: QSettings) -> None:
        memory.setValue("glance/light", self.light.value)
        memory.setValue("glance/unread", self.unread)
        memory.setValue("glance/asked", int(self.asked))
        memory.setValue("glance/used", [word for pair in self.used for word in pair])
        memory.setValue("glance/pause", round(self.pause))


def remembered(memory: QSettings) -> Glance:
    """The glance of last time; an empty one where none was kept, or what was kept is no glance."""
    try:
        light = Light(str(memory.value("glance/light", Light.FINE.value)))
        unread, asked = int(str(memory.value("glance/unread", 0))), str(memory.value("glance/asked", 0)) == "1"
        pause = float(str(memory.value("glance/pause", QUIET_PAUSE)))
    except ValueError:
        return Glance()
    kept = memory.value("glance/used", [])
    words = [str(word) for word in kept] if isinstance(kept, list) else []
    used = tuple(zip(words[::2], words[1::2], strict=False))
    return Glance(light, unread, asked, used, min(max(pause, MINUTE), QUIET_PAUSE))
