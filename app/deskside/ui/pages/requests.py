"""Everything this person wrote to the help desk, the newest first, each with its stage."""

from __future__ import annotations

from deskside.language import _
from deskside.model.ticket import Stage, Ticket
from deskside.ui.around import Around
from deskside.ui.pages.when import stage_in_words
from deskside.ui.parts.bar import Act
from deskside.ui.parts.press import Card
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, empty, stacked
from deskside.ui.tokens import Role


class Requests(Sheet):
    """Open ones first, then those that were solved."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("Your requests"))
        self._around = around
        self._lists = stacked(())
        self.add(self._lists)
        self._shown: tuple[object, object] | None = None
        around.board.changed.connect(self._on_board)
        self._on_board()
        self.show_acts(Act(_("New request"), around.ways.write))

    def arrive(self) -> None:
        self._around.board.read_again()

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _on_board(self) -> None:
        known = self._around.board.known
        if self._shown == (known.tickets, known.waiting):
            return
        self._shown = (known.tickets, known.waiting)
        empty(self._lists)
        newest = sorted(known.tickets, key=lambda ticket: -ticket.opened)
        self._show(_("Open"), [ticket for ticket in newest if ticket.stage is not Stage.SOLVED])
        self._show(_("Solved"), [ticket for ticket in newest if ticket.stage is Stage.SOLVED])
        if known.read and not newest:
            self._lists.addWidget(Words(self.look, _("You have not written to the help desk from this computer.")))

    def _show(self, label: str, tickets: list[Ticket]) -> None:
        if tickets:
            self._lists.addWidget(Words(self.look, label, Role.STRONG))
        for ticket in tickets:
            says = stage_in_words(ticket, unsent=self._around.board.known.unsent(ticket))
            card = Card(self.look, ticket.title, says, "letter", "accent" if ticket.unread else "text_quiet")
            card.clicked.connect(lambda _checked=False, one=ticket: self._around.ways.request(one.reference))
            self._lists.addWidget(card)
