"""Before a page of the web opens: whose page it is and its whole address, and nothing opens unless it is pressed."""

from __future__ import annotations

from deskside.language import _
from deskside.tickets.words.links import Piece
from deskside.ui.around import Around
from deskside.ui.links import open_link
from deskside.ui.parts.bar import Act
from deskside.ui.parts.row import Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet
from deskside.ui.tokens import Role


class Leaving(Sheet):
    """One question. Back leads to where the link was."""

    def __init__(self, around: Around, link: Piece) -> None:
        super().__init__(around.look, _("Open this page?"))
        self._around, self.link = around, link
        self.show_stamp("link")
        panel = Panel(self.look)
        panel.column.addWidget(Words(self.look, _("The page is on"), Role.SMALL, "text_quiet"))
        panel.column.addWidget(Words(self.look, link.host, Role.HEADING))
        panel.column.addWidget(Words(self.look, link.url, Role.SMALL, "text_quiet"))
        self.add(panel)
        self.add(Words(self.look, _("It opens in your web browser. The help desk wrote this link.")))
        self.show_acts(Act(_("Open the page"), self._on_open), Act(_("Not now"), around.ways.back))

    def _on_open(self) -> None:
        open_link(self.link.url)
        self._around.ways.back()

    def talk_to_people(self) -> None:
        """To the answer that the link stands in."""
        self._around.ways.back()
