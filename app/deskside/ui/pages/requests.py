"""Everything this person wrote to the help desk: open ones with what is new first, solved ones folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt

from deskside.language import _, ngettext
from deskside.model.ticket import Stage, Ticket
from deskside.ui.around import Around
from deskside.ui.board import as_seen
from deskside.ui.pages.when import stage_in_words, stage_sign
from deskside.ui.parts.bar import Act
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.nothing import Nothing
from deskside.ui.parts.press import Button, Card, Weight
from deskside.ui.sheet import Sheet, empty, stacked
from deskside.ui.tokens import BLOCK, Role

FEW_SOLVED = 3
"""So many solved ones are shown at once; more are folded away until they are asked for."""


class Requests(Sheet):
    """Each with its stage, by icon and in words."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("Your requests"))
        self._around = around
        self._lists = stacked((), BLOCK)
        self.add(self._lists)
        self._unfolded = False
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
        now = tuple(map(as_seen, known.tickets)), known.waiting
        if self._shown != now:
            self._shown = now
            self._draw()

    def _draw(self) -> None:
        known = self._around.board.known
        empty(self._lists)
        newest = sorted(known.tickets, key=lambda ticket: (not ticket.unread, -ticket.opened))
        self._show_open([ticket for ticket in newest if ticket.stage is not Stage.SOLVED])
        self._show_solved([ticket for ticket in newest if ticket.stage is Stage.SOLVED])
        if known.read and not newest:
            says = _("You have not written to the help desk from this computer.")
            self._lists.addWidget(Nothing(self.look, "letter", says))

    def _show_open(self, tickets: list[Ticket]) -> None:
        if tickets:
            self._lists.addLayout(
                stacked((Heading(self.look, _("Still open"), Role.STRONG), *map(self._card, tickets)))
            )

    def _show_solved(self, tickets: list[Ticket]) -> None:
        if not tickets:
            return
        column = stacked((Heading(self.look, _("Solved"), Role.STRONG),))
        shown = tickets if self._unfolded else tickets[:FEW_SOLVED]
        for ticket in shown:
            column.addWidget(self._card(ticket))
        if left := len(tickets) - len(shown):
            says = ngettext("Show one more that is solved", "Show {count} more that are solved", left)
            more = Button(self.look, says.format(count=left), Weight.QUIET)
            more.clicked.connect(lambda: self._on_unfold(len(shown)))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self._lists.addLayout(column)

    def _on_unfold(self, shown: int) -> None:
        """The button goes, so the focus waits at the first that it has shown."""
        self._unfolded = True
        self._draw()
        column = self._lists.itemAt(self._lists.count() - 1)
        layout = column.layout() if column is not None else None
        first = layout.itemAt(shown + 1) if layout is not None else None
        card = first.widget() if first is not None else None
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, ticket: Ticket) -> Card:
        says = stage_in_words(ticket, unsent=self._around.board.known.unsent(ticket))
        icon, ink = ("messages", "accent") if ticket.unread else stage_sign(ticket.stage)
        card = Card(self.look, ticket.title, says, icon, ink)
        card.clicked.connect(lambda _checked=False, one=ticket: self._around.ways.request(one.reference))
        return card
