"""One request: where it is, what was said, and what the person can do: answer, say it is solved or not, rate."""

from __future__ import annotations

from PySide6.QtCore import Qt

from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.ticket import Deed, Message, OutboxRow, Sender, Stage, Ticket
from deskside.ui.around import Around
from deskside.ui.board import STUCK
from deskside.ui.links import Link, links_in, open_link
from deskside.ui.pages.when import stage_name, when
from deskside.ui.parts.bar import Act
from deskside.ui.parts.field import Area
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.rating import Rating
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.stages import Stages
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import INSIDE, Role


class Request(Sheet):
    """Follows one ticket. What the person does goes into the outbox and shows here at once."""

    title = ""

    def __init__(self, around: Around, reference: str) -> None:
        super().__init__(around.look, "", Role.HEADING)
        self._around, self.reference = around, reference
        self.heading.from_outside()
        self._ticket: Ticket | None = None
        self._rows: tuple[OutboxRow, ...] = ()
        self._can_rate = False
        self._rating: Rating | None = None
        self.title = _("Request {number}").format(number=reference)
        self._notes, self._top, self._newest, self._after = stacked(()), stacked(()), stacked(()), stacked(())
        self._earlier = stacked(())
        self.answer = Area(self.look, _("Your answer"), lines=(2, 8))
        self.answer.written.connect(self._show_actions)
        for block in (self._notes, self._top, self._newest, self.answer, self._after, self._earlier):
            self.add(block)
        around.board.changed.connect(self._on_board)
        around.quick.ask(self, lambda: around.casework.mail.can.rate, self._on_can_rate)
        self._on_board()

    def arrive(self) -> None:
        self._around.quick.ask(self, lambda: self._around.casework.mark_read(self.reference), self._read_again)

    def leave(self) -> None:
        if self._rating is not None:
            self._rating.tell()

    def _read_again(self, _nothing: None) -> None:
        self._around.board.read_again()

    def _on_can_rate(self, can: bool) -> None:
        self._can_rate = can
        self._show_after()

    def talk_to_people(self) -> None:
        """The people who know about this one read it here."""
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_board(self) -> None:
        known = self._around.board.known
        ticket = next((one for one in known.tickets if one.reference == self.reference), None)
        rows = tuple(row for row in known.waiting if row.reference == self.reference)
        if ticket is None:
            if known.read:
                self.heading.setText(_("This request is not on this computer."))
                self.answer.hide()
            return
        if (ticket, rows) == (self._ticket, self._rows):
            return
        if ticket.unread and self.isVisible():
            self.arrive()
        self._tell_news(ticket)
        self._ticket, self._rows = ticket, rows
        self.answer.show()
        self.heading.setText(ticket.title)
        self._show_top(ticket)
        self._show_messages(ticket)
        self._show_after()
        self._show_actions()

    def _tell_news(self, ticket: Ticket) -> None:
        """Says politely what came while the page was open."""
        if self._ticket is None:
            return
        new = ticket.messages[len(self._ticket.messages) :]
        for message in new:
            if message.sender is not Sender.PERSON:
                announce(self, _("New answer: {text}").format(text=message.text))
        if ticket.stage is not self._ticket.stage:
            announce(self, stage_name(ticket.stage))

    # drawing

    def _show_top(self, ticket: Ticket) -> None:
        empty(self._top)
        empty(self._notes)
        for row in self._rows:
            if row.state in STUCK:
                self._notes.addWidget(Banner(self.look, row.says or _("This could not be sent yet.")))
        if not ticket.backend_id:
            says = _("It is kept safe here and sent as soon as the help desk can be reached.")
            self._notes.addWidget(Banner(self.look, says, "clock", "accent"))
        self._top.addWidget(Stages(self.look, ticket.stage))
        if ticket.promise and ticket.stage is not Stage.SOLVED:
            self._top.addWidget(Words(self.look, ticket.promise, Role.SMALL, "text_quiet"))

    def _show_messages(self, ticket: Ticket) -> None:
        """The newest above the answer, so that both are in view; the others below, back to the first words."""
        empty(self._newest)
        empty(self._earlier)
        newest, *earlier = reversed(ticket.messages) if ticket.messages else (None,)
        if newest is None:
            self._newest.addWidget(Words(self.look, _("There is no answer yet."), colour="text_quiet"))
            return
        self._newest.addWidget(self._message(newest))
        if earlier:
            self._earlier.addWidget(Words(self.look, _("Before that"), Role.STRONG))
        for message in earlier:
            self._earlier.addWidget(self._message(message))

    def _message(self, message: Message) -> Panel:
        own = message.sender is Sender.PERSON
        if own and not message.id and any(row.text == message.text for row in self._rows if row.deed is Deed.REPLY):
            return self._panel(_("You, waiting to be sent"), message.text, (), own=True)
        name = _("You") if own else _("Help desk")
        links = () if own else links_in(message.text)
        return self._panel(_("{name} · {time}").format(name=name, time=when(message.at)), message.text, links, own=own)

    def _panel(self, label: str, text: str, links: tuple[Link, ...], *, own: bool) -> Panel:
        panel = Panel(self.look, "raised" if own else "surface")
        panel.column.setSpacing(INSIDE)
        panel.column.addWidget(Words(self.look, label, Role.SMALL, "text_quiet"))
        panel.column.addWidget(Words(self.look, text).from_outside())
        for link in links:
            button = self._link(link)
            if button is not None:
                panel.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return panel

    def _link(self, link: Link) -> Button | None:
        """A page on a host that is shown first, or a troubleshooter's first page, where nothing starts by itself."""
        if link.host:
            button = Button(self.look, plain(_("Open a page on {host}").format(host=link.host)), Weight.PLAIN, "link")
            button.clicked.connect(lambda: open_link(link.url))
            return button
        return self._way_to(link.troubleshooter)

    def _way_to(self, wanted: str) -> Button | None:
        """A button to a troubleshooter or an article; None when this computer has neither."""
        known, ways = self._around.board.known, self._around.ways
        problem = next((one for one in known.troubleshooters if one.id == wanted), None)
        article = next((one for one in known.articles if one.id == wanted), None)
        found = problem or article
        if found is None:
            return None
        label = _("Have a look: {title}").format(title=found.title)
        button = Button(self.look, plain(label), Weight.PLAIN, "search" if problem else "bulb")
        if problem is None and article is not None:
            button.clicked.connect(lambda: ways.read(article))
        else:
            button.clicked.connect(lambda: ways.open_troubleshooter(wanted))
        return button

    def _show_after(self) -> None:
        """The stars, once it is solved; while one is being chosen they are left alone."""
        ticket = self._ticket
        if self._rating is not None and self._rating.pending is not None:
            return
        empty(self._after)
        self._rating = None
        if ticket is None or ticket.stage is not Stage.SOLVED or not self._can_rate:
            return
        rows = (row for row in self._rows if row.deed is Deed.RATE and row.text.isdigit())
        given = next((int(row.text) for row in rows), ticket.rating)
        self._rating = Rating(self.look, given)
        self._rating.rated.connect(self._on_rated)
        self._after.addWidget(Words(self.look, _("How did we do?"), Role.STRONG))
        self._after.addWidget(self._rating)
        if given is not None:
            self._after.addWidget(Words(self.look, _("Thank you."), Role.SMALL, "text_quiet"))

    def _show_actions(self) -> None:
        ticket = self._ticket
        if ticket is None:
            return
        closing = any(row.deed in (Deed.SOLVED, Deed.REOPEN) for row in self._rows)
        others = []
        if not closing and ticket.stage is Stage.SOLVED:
            others.append(Act(_("Not solved after all"), self._on_reopen))
        elif not closing:
            others.append(Act(_("It is solved"), self._on_solved))
        send = Act(_("Send answer"), self._on_send, enabled=bool(self.answer.text()))
        shown = (self.main.enabled if self.main else None, tuple(act.label for act in self.others))
        if shown != (send.enabled, tuple(act.label for act in others)):
            self.show_acts(send, *others)

    # what the person does

    def _on_send(self) -> None:
        text = self.answer.text()
        self._do(lambda: self._around.casework.reply(self.reference, text), self._on_replied)

    def _on_replied(self, _nothing: None) -> None:
        self.answer.edit.clear()
        announce(self, _("Your answer is on its way."))
        self._around.ways.post()

    def _on_solved(self) -> None:
        self._do(lambda: self._around.casework.solved(self.reference), self._on_done)

    def _on_reopen(self) -> None:
        self._do(lambda: self._around.casework.reopen(self.reference), self._on_done)

    def _on_rated(self, stars: int) -> None:
        self._do(lambda: self._around.casework.rate(self.reference, stars), self._on_done)

    def _on_done(self, _nothing: None) -> None:
        self._around.ways.post()

    def _do(self, work: object, then: object) -> None:
        self._around.quick.ask(self, work, then, self._on_trouble)  # type: ignore[arg-type]

    def _on_trouble(self, problem: DesksideError) -> None:
        self._notes.addWidget(Banner(self.look, problem.words()))
        announce(self, problem.words())
        self.body_changed.emit()
