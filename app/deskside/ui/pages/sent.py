"""After sending: the number, when to expect an answer, what happens next; or that it is kept safe until it can go."""

from __future__ import annotations

from deskside.language import _
from deskside.model.ticket import Ticket
from deskside.ui.around import Around
from deskside.ui.parts.bar import Act
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import Role


class Sent(Sheet):
    """Follows the message until it has left, for as long as the page is open."""

    def __init__(self, around: Around, ticket: Ticket) -> None:
        super().__init__(around.look, _("Your message is on its way."))
        self._around, self._ticket = around, ticket
        self._says = stacked(())
        self.add(self._says)
        panel = Panel(self.look)
        panel.column.addWidget(Words(self.look, _("Your number"), Role.SMALL, "text_quiet"))
        panel.column.addWidget(Words(self.look, ticket.reference, Role.HEADING))
        self.add(panel)
        self.add(Contact(self.look, around.board.known.organisation))
        see = Button(self.look, _("See this request"), Weight.QUIET, "letter")
        see.clicked.connect(lambda: around.ways.request(ticket.reference))
        self.add(stacked((see,)))
        around.board.changed.connect(self._on_board)
        self._on_board()
        self.show_acts(Act(_("Done"), around.ways.home))

    def talk_to_people(self) -> None:
        self._around.ways.request(self._ticket.reference)

    def _on_board(self) -> None:
        known = self._around.board.known
        row = next((row for row in known.waiting if row.reference == self._ticket.reference), None)
        now = next((one for one in known.tickets if one.reference == self._ticket.reference), self._ticket)
        if now.backend_id:
            heading, lines = _("The help desk has your message."), [now.promise]
        elif row is not None and (row.tries or row.says):
            heading = _("Your message is kept safe here.")
            lines = [
                row.says or _("The help desk can't be reached now."),
                _("It is sent by itself as soon as that works."),
            ]
        else:
            heading, lines = _("Your message is on its way."), [now.promise]
        lines.append(_("You hear from them here. There is nothing more to do now."))
        if heading != self.heading.text():
            announce(self, heading)
        self.heading.setText(heading)
        empty(self._says)
        for line in lines:
            if line:
                self._says.addWidget(Words(self.look, line))
