"""Everything this person wrote to the help desk: open ones with what is new first, solved ones folded away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayoutItem

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

FEW_SOLVED, FEW_OPEN = 3, 20
"""So many are shown at once; more are folded away until they are asked for."""
MORE_OPEN = 20
"""So many more then: a page of two hundred would make the window stand still."""


class Requests(Sheet):
    """Each with its stage, by icon and in words."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("Your requests"))
        self._around = around
        self._lists = stacked((), BLOCK)
        self.add(self._lists)
        self._unfolded, self._open = False, FEW_OPEN
        self._cards: dict[str, Card] = {}
        """Those that are shown, by reference: what comes takes the focus from none."""
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
        focused = next((reference for reference, card in self._cards.items() if card.hasFocus()), "")
        empty(self._lists)
        self._cards.clear()
        newest = sorted(known.tickets, key=lambda ticket: (not ticket.unread, -ticket.opened))
        self._show_open([ticket for ticket in newest if ticket.stage is not Stage.SOLVED])
        self._show_solved([ticket for ticket in newest if ticket.stage is Stage.SOLVED])
        if known.read and not newest:
            says = _("You have not written to the help desk from this computer.")
            self._lists.addWidget(Nothing(self.look, "letter", says))
        if focused in self._cards:
            self._cards[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_open(self, tickets: list[Ticket]) -> None:
        if not tickets:
            return
        column = stacked((Heading(self.look, _("Still open"), Role.STRONG), *map(self._card, tickets[: self._open])))
        if (left := len(tickets) - self._open) > 0:
            says = ngettext("Show one more that is open", "Show {count} more that are open", min(left, MORE_OPEN))
            more = Button(self.look, says.format(count=min(left, MORE_OPEN)), Weight.QUIET)
            more.clicked.connect(self._on_more_open)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self._lists.addLayout(column)

    def _on_more_open(self) -> None:
        """The focus goes to the first that it has shown."""
        shown, self._open = self._open, self._open + MORE_OPEN
        self._draw()
        self._focus_on(self._lists.itemAt(0), shown + 1)

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
        self._focus_on(self._lists.itemAt(self._lists.count() - 1), shown + 1)

    @staticmethod
    def _focus_on(column: QLayoutItem | None, place: int) -> None:
        layout = column.layout() if column is not None else None
        item = layout.itemAt(place) if layout is not None else None
        card = item.widget() if item is not None else None
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, ticket: Ticket) -> Card:
        says = stage_in_words(ticket, unsent=self._around.board.known.unsent(ticket))
        icon, ink = ("messages", "accent") if ticket.unread else stage_sign(ticket.stage)
        card = Card(self.look, ticket.title, says, icon, ink)
        card.clicked.connect(lambda: self._around.ways.request(ticket.reference))
        self._cards[ticket.reference] = card
        return card
