"""After sending: the number, when to expect an answer, what happens next; or that it is kept safe until it can go."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QGuiApplication, QResizeEvent

from deskside.language import _
from deskside.model.ticket import Deed, OutboxRow, SendState, Ticket
from deskside.ui.around import Around
from deskside.ui.pages.no_way import NoWay
from deskside.ui.parts.bar import Act
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Panel, Point
from deskside.ui.parts.text import Words, natural_width
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import INSIDE, MARGIN, PAD, Role


def spelled(reference: str) -> str:
    """A number as it is read out, letter by letter: "D S, 7 K 3 F Q"."""
    return ", ".join(" ".join(group) for group in reference.split("-"))


class Sent(Sheet):
    """Follows the message until it has left, for as long as the page is open."""

    def __init__(self, around: Around, ticket: Ticket) -> None:
        super().__init__(around.look, _("Your message is on its way."))
        self._around, self._ticket = around, ticket
        self._shown: tuple[object, ...] = ()
        self._large, self._small = (Words(self.look, ticket.reference, role) for role in (Role.TITLE, Role.HEADING))
        self._small.hide()
        self.add(self._number())
        self._says, self._call = stacked(()), stacked(())
        self.add(self._says)
        self.add(Contact(self.look, around.board.known.organisation))
        self.add(self._call)
        see = Button(self.look, _("See this request"), Weight.QUIET, "letter")
        see.clicked.connect(lambda: around.ways.request(ticket.reference))
        self._copy = Button(self.look, _("Copy the number"), Weight.QUIET)
        self._copy.clicked.connect(self._on_copy)
        self.add(stacked((see, self._copy)))
        around.board.changed.connect(self._on_board)
        self._on_board()

    def talk_to_people(self) -> None:
        self._around.ways.request(self._ticket.reference)

    def _number(self) -> Panel:
        """Large, in the groups in which it is read out."""
        panel = Panel(self.look)
        panel.column.addWidget(Words(self.look, _("Your number"), Role.SMALL, "text_quiet"))
        for number in (self._large, self._small):
            number.setAccessibleDescription(spelled(self._ticket.reference))
            panel.column.addWidget(number)
        return panel

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In one line, a size smaller where it has to be."""
        super().resizeEvent(event)
        room = event.size().width() - 2 * (MARGIN + PAD + INSIDE)
        fits = natural_width(self._ticket.reference, self.look.font(Role.TITLE)) <= room
        self._large.setVisible(fits)
        self._small.setVisible(not fits)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._ticket.reference)
        self._copy.say(_("Copied"))
        announce(self, _("The number is copied."))

    # how it stands

    def _on_board(self) -> None:
        known = self._around.board.known
        rows = (row for row in known.waiting if row.deed in (Deed.CREATE, Deed.REPLY))
        row = next((row for row in rows if row.reference == self._ticket.reference), None)
        now = next((one for one in known.tickets if one.reference == self._ticket.reference), self._ticket)
        heading, lines = self._standing(now, row)
        if (heading, lines) == self._shown:
            return
        kept = row is not None and bool(row.tries or row.says)
        refused = row is not None and row.state is SendState.NEEDS_EDIT
        self._show_stamp(arrived=_is_there(now, row), kept=kept)
        if self._shown and self._shown[0] != heading and not self.heading.hasFocus():
            announce(self, heading)  # where the focus is on it, it is spoken by itself
        self._shown = (heading, lines)
        self.heading.setText(heading)
        empty(self._says)
        self._says.addWidget(Heading(self.look, _("What happens next"), Role.STRONG))
        for icon, says in lines:
            self._says.addWidget(Point(self.look, says, icon))
        empty(self._call)
        if kept and not now.is_there and not refused:
            self._call.addWidget(NoWay(self._around, now))
        done = Act(_("Done"), self._around.ways.home)
        mend = Act(_("Change it and send it again"), lambda: self._mend(now))
        self.show_acts(*((mend, done) if refused else (done,)))

    def _mend(self, now: Ticket) -> None:
        """What was added to a request that is there is changed where its answers are."""
        (self._around.ways.request if now.is_there else self._around.ways.mend)(now.reference)

    def _show_stamp(self, *, arrived: bool, kept: bool) -> None:
        if arrived:
            self.show_stamp("tick", "good")
        elif kept:
            self.show_stamp("lock", "accent")
        else:
            self.show_stamp("letter", "accent")

    def _standing(self, now: Ticket, row: OutboxRow | None) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The one sentence that matters, and what happens next, each with its icon."""
        if _is_there(now, row):
            return _("The help desk has your message."), tuple(self._next(now))
        if row is not None and row.state is SendState.NEEDS_EDIT:
            return _("Something has to be changed first."), (("note", row.says), ("lock", _("Nothing is lost.")))
        if row is not None and (row.tries or row.says):
            return _("Your message is kept safe here."), tuple(self._kept(row))
        return _("Your message is on its way."), tuple(self._next(now))

    def _next(self, now: Ticket) -> Iterator[tuple[str, str]]:
        if now.promise:
            yield "clock", now.promise
        yield "person", _("A person reads it and answers you.")
        yield "messages", _("You hear from them here. There is nothing more to do now.")

    def _kept(self, row: OutboxRow) -> Iterator[tuple[str, str]]:
        yield "note", row.says or _("The help desk can't be reached now.")
        yield "lock", _("Nothing is lost, even when you switch the computer off.")
        yield "letter", _("It is sent by itself as soon as that works.")


def _is_there(now: Ticket, row: OutboxRow | None) -> bool:
    """Whether the message is at the help desk; ``row`` is what waits to get there."""
    return now.is_there and row is None
