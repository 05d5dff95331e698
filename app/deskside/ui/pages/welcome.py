"""The first time the window is opened: what Deskside does, in three points, and where it is found. No questions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QSystemTrayIcon

from deskside.language import _
from deskside.ui.around import Around
from deskside.ui.parts.bar import Act
from deskside.ui.parts.row import Point
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, stacked


class Welcome(Sheet):
    """Shown once. ``seen`` is called when the person goes on."""

    def __init__(self, around: Around, seen: Callable[[], None]) -> None:
        super().__init__(around.look, _("Welcome to Deskside"))
        self._around, self._on_seen = around, seen
        self.title = around.name
        self.show_stamp("hand")
        self.add(Words(self.look, _("Deskside helps when something on this computer does not work.")))
        points = (
            ("search", _("Say what is wrong in your own words. I look for the cause.")),
            ("lock", _("Nothing is changed unless you agree. Most of it can be undone.")),
            ("person", _("What I can't fix goes to a person. You need not tell it twice.")),
        )
        self.add(stacked(Point(self.look, says, icon, "accent") for icon, says in points))
        self.add(Words(self.look, _where_it_is(), colour="text_quiet"))
        self.show_acts(Act(_("Start"), self._on_start))

    def go_back(self) -> bool:
        self._on_start()
        return True

    def talk_to_people(self) -> None:
        self._on_start()
        self._around.ways.write()

    def _on_start(self) -> None:
        self._on_seen()
        self._around.ways.home()


def _where_it_is() -> str:
    if QSystemTrayIcon.isSystemTrayAvailable():
        return _("You find it again by its small icon, near the clock.")
    return _("You find it again among your programs, as Deskside.")
