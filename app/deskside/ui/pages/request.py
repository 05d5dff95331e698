"""One request: where it is, what was said, and what the person can do: answer, say it is solved or not, rate."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt

from deskside.casework.added import added_before
from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.model.parcel import Added
from deskside.model.ticket import Deed, Message, OutboxRow, Sender, SendState, Stage, Ticket
from deskside.tickets.composing.in_words import is_offered
from deskside.ui.around import Around
from deskside.ui.board import STUCK, as_seen
from deskside.ui.pages.conversation import Conversation
from deskside.ui.pages.enclosing import Enclosing
from deskside.ui.pages.letter import Answer
from deskside.ui.pages.no_way import NoWay
from deskside.ui.pages.standing import standing
from deskside.ui.pages.when import stage_in_words, stage_name
from deskside.ui.parts.asking import Asking
from deskside.ui.parts.bar import Act
from deskside.ui.parts.column import Holder
from deskside.ui.parts.drawing import Drawing, read_drawing
from deskside.ui.parts.field import Area
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.rating import Rating
from deskside.ui.parts.row import Banner
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import LINE, Role

FIRST_SHOWN = 6
"""So many messages are shown at once; the others when they are asked for."""

_T = TypeVar("_T")


class Request(Sheet):
    """Follows one ticket. What the person does goes into the outbox and shows here at once.

    While an answer is being written nothing on the page moves: what comes then is shown below the answer.
    """

    title = ""

    def __init__(self, around: Around, reference: str, written: Answer) -> None:
        super().__init__(around.look, "", Role.HEADING)
        self._around, self.reference, self.written = around, reference, written
        self.heading.from_outside()
        self._ticket: Ticket | None = None
        self._rows: tuple[OutboxRow, ...] = ()
        self._all = False
        self._rating: Rating | None = None
        self._no_way: NoWay | None = None
        self._sending = False
        """An answer is on its way into the outbox: pressed twice, it goes once."""
        self._conversation = Conversation(around, reference)
        self.title = _("Request {number}").format(number=reference)
        self._notes, self._top, self._newest, self._after = stacked(()), stacked(()), stacked(()), stacked(())
        self._late, self._earlier = stacked(()), stacked(())
        self.answer = Area(self.look, _("Your answer"), written.text, lines=(2, 8))
        self.answer.written.connect(self._on_written)
        self.files = Enclosing(around, written, texts=False)
        self.files.changed.connect(self._show_actions)
        self.files.unfit.connect(self._on_trouble)
        self._below = Holder(LINE)
        self._below.column.addWidget(self.answer)
        self._below.column.addWidget(self.files)
        for block in (self._notes, self._top, self._newest, self._below, self._late, self._after, self._earlier):
            self.add(block)
        self._can = around.casework.mail.can if around.office.is_open else None
        if self._can is None:
            around.quick.ask(self, lambda: around.casework.mail.can, self._on_can)
        around.board.changed.connect(self._on_board)
        self._on_board()

    def arrive(self) -> None:
        """What is on the page is read now; perhaps a picture was added meanwhile."""
        self._mark_read()
        if self.written.added and not self.answer.text():
            self.answer.write(_("Here is a picture."))
        self.files.show_files()
        self._show_actions()

    def leave(self) -> None:
        if self._rating is not None:
            self._rating.tell()

    def _mark_read(self) -> None:
        self._around.quick.ask(self, lambda: self._around.casework.mark_read(self.reference), self._read_again)

    def _read_again(self, _nothing: None) -> None:
        self._around.board.read_again()

    def _on_can(self, _can: object) -> None:
        self._can = self._around.casework.mail.can
        self._draw()

    def talk_to_people(self) -> None:
        """The people who know about this one read it here; of one that is gone nobody does."""
        if self._ticket is not None and self._ticket.gone:
            self._around.ways.write()
        else:
            self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is known

    def _on_board(self) -> None:
        known = self._around.board.known
        ticket = next((one for one in known.tickets if one.reference == self.reference), None)
        rows = tuple(row for row in known.waiting if row.reference == self.reference)
        if ticket is None:
            if known.read:
                self.heading.setText(_("This request is not on this computer."))
                self._below.hide()
            return
        ticket = as_seen(ticket)
        if (ticket, rows) == (self._ticket, self._rows):
            return
        if ticket.unread and self.isVisible():
            self._mark_read()
        before, self._ticket, self._rows = self._ticket, ticket, rows
        new = _new(before, ticket)
        self._tell_news(before, ticket, new)
        if before is not None and self.answer.text():
            for message in new:
                self._late.addLayout(self._conversation.card(message, rows))
            self._show_actions()
        else:
            self._draw()

    def _tell_news(self, before: Ticket | None, ticket: Ticket, new: list[Message]) -> None:
        """Says politely what came while the page was open."""
        for message in new:
            announce(self, _("New answer: {text}").format(text=message.text))
        if before is not None and ticket.stage is not before.stage:
            announce(self, stage_name(ticket.stage))

    # drawing

    def _draw(self) -> None:
        ticket = self._ticket
        if ticket is None:
            return
        self.heading.setText(ticket.title)
        self._show_notes(ticket)
        self._show_top(ticket)
        self._show_messages(ticket)
        self._show_after()
        self._below.setVisible(self._may_answer)
        self.files.setVisible(self._can is not None and self._can.files_with_reply)
        self._show_actions()

    @property
    def _may_answer(self) -> bool:
        """Whether an answer can be written here: the help desk takes some, and still has this request."""
        return (self._can is None or self._can.reply) and not (self._ticket is not None and self._ticket.gone)

    def _may_say(self, deed: Deed) -> bool:
        """Whether it can be told from here, by a way of its own or as an answer in words."""
        return self._can is None or is_offered(self._can, deed) or self._can.reply

    def _show_notes(self, ticket: Ticket) -> None:
        empty(self._notes)
        stuck = [row for row in self._rows if row.state in STUCK]
        for row in stuck:
            banner = Banner(self.look, row.says or _("This could not be sent yet."), button=_remedy(row))
            banner.pressed.connect(lambda row=row: self._on_remedy(row))
            self._notes.addWidget(banner)
        asking = [row for row in self._rows if row.asks]
        for row in asking:
            asks = Asking(self.look, row.says)
            asks.pressed.connect(lambda row=row: self._on_word(row, again=True))
            asks.arrived.connect(lambda row=row: self._on_word(row, again=False))
            self._notes.addWidget(asks)
        if not ticket.is_there and not stuck and not asking:
            says = _("It is kept safe here and sent as soon as the help desk can be reached.")
            self._notes.addWidget(Banner(self.look, says, "clock", "accent"))
        if self._can is not None and not self._can.reply:
            says = _("Answers come by e-mail. Please answer there.")
            self._notes.addWidget(Banner(self.look, says, "letter", "accent"))
            ending = Deed.REOPEN if ticket.stage is Stage.SOLVED else Deed.SOLVED
            if not ticket.gone and (how := self._around.casework.mail.instead_of(ending)):
                self._notes.addWidget(Words(self.look, how, Role.SMALL, "text_quiet"))
        elif self._can is not None and not self._can.files_with_reply:
            says = _("Pictures can't go with an answer here. Please call, or write a new request.")
            self._notes.addWidget(Words(self.look, says, Role.SMALL, "text_quiet"))

    def _show_top(self, ticket: Ticket) -> None:
        empty(self._top)
        if not ticket.is_there:
            if not any(row.asks for row in self._rows):
                self._top.addWidget(Words(self.look, stage_in_words(ticket, unsent=True), Role.STRONG))
            return
        for part in standing(self._around, ticket, self._can):
            self._top.addWidget(part)

    def _show_messages(self, ticket: Ticket, *, read_on: bool = False) -> None:
        """The newest above the answer, so that both are in view; the others below, back to the first words.

        Who reads at "Before that" stays there when something new is shown; ``read_on`` goes there.
        """
        read_on = read_on or any(heading.hasFocus() for heading in self._before())
        for layout in (self._newest, self._late, self._earlier):
            empty(layout)
        said = list(reversed(ticket.messages))
        if not said:
            self._newest.addWidget(Words(self.look, _("There is no answer yet."), colour="text_quiet"))
            return
        self._newest.addLayout(self._conversation.card(said[0], self._rows))
        earlier = said[1:] if self._all else said[1:FIRST_SHOWN]
        if earlier:
            self._earlier.addWidget(Heading(self.look, _("Before that"), Role.STRONG))
        for message in earlier:
            self._earlier.addLayout(self._conversation.card(message, self._rows))
        if left := len(said) - 1 - len(earlier):
            says = ngettext("Show one message more", "Show {count} messages more", left).format(count=left)
            more = Button(self.look, says, Weight.QUIET)
            more.clicked.connect(self._on_more)
            self._earlier.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        for heading in self._before() if read_on else ():
            heading.as_heading().setFocus(Qt.FocusReason.OtherFocusReason)

    def _before(self) -> list[Heading]:
        first = self._earlier.itemAt(0)
        before = first.widget() if first is not None else None
        return [before] if isinstance(before, Heading) else []

    def _on_more(self) -> None:
        """The button goes, so the focus waits at the heading of what it has shown."""
        self._all = True
        if self._ticket is not None:
            self._show_messages(self._ticket, read_on=True)

    def _show_after(self) -> None:
        """The stars, once it is solved; while one is being chosen they are left alone. Before it could be sent, what
        can be done meanwhile: that stays as it is while it is tried again.
        """
        ticket = self._ticket
        waits = any(row.deed is Deed.CREATE and (row.tries or row.says) for row in self._rows)
        if ticket is not None and waits and not ticket.is_there:
            if self._no_way is None:
                empty(self._after)
                self._no_way = NoWay(self._around, ticket)
                self._after.addWidget(self._no_way)
            return
        if self._rating is not None and self._rating.pending is not None:
            return
        empty(self._after)
        self._rating, self._no_way = None, None
        if ticket is None or ticket.gone or ticket.stage is not Stage.SOLVED:
            return
        if self._can is None or not self._may_say(Deed.RATE):
            return
        rows = (row for row in self._rows if row.deed is Deed.RATE and row.text.isdigit())
        given = next((int(row.text) for row in rows), ticket.rating)
        self._rating = Rating(self.look, given)
        self._rating.rated.connect(self._on_rated)
        self._after.addWidget(Heading(self.look, _("How did we do?"), Role.STRONG))
        self._after.addWidget(self._rating)
        if given is not None:
            self._after.addWidget(Words(self.look, _("Thank you."), Role.SMALL, "text_quiet"))

    def _show_actions(self) -> None:
        """Shown anew only when they are others: a button that has the focus keeps it."""
        if self._ticket is None:
            return
        main = Act(_("Send answer"), self._on_send, enabled=bool(self.answer.text()), working=self._sending)
        if not self._may_answer:
            main = Act(_("Done"), self._around.ways.back)
        others = self._endings(self._ticket)
        was = self.main
        shown = was and (was.label, was.enabled, was.working, [act.label for act in self.others])
        if shown != (main.label, main.enabled, main.working, [act.label for act in others]):
            self.show_acts(main, *others)

    def _endings(self, ticket: Ticket) -> list[Act]:
        """It is solved, or it is not: unless that is on its way."""
        if any(row.deed in (Deed.SOLVED, Deed.REOPEN) for row in self._rows):
            return []
        if ticket.gone:
            return [Act(_("New request"), self._around.ways.write)]
        solved = ticket.stage is Stage.SOLVED
        if not self._may_say(Deed.REOPEN if solved else Deed.SOLVED):
            return []
        if solved:
            return [Act(_("Not solved after all"), self._on_reopen)]
        return [Act(_("It is solved"), self._on_solved)]

    # what the person does

    def _on_written(self) -> None:
        self.written.text = self.answer.text()
        self._show_actions()

    def _on_send(self) -> None:
        if self._sending:
            return
        self._sending = True
        self._show_actions()
        text, added, instead = self.answer.text(), self.written.added, self.written.instead
        casework = self._around.casework
        self._around.quick.ask(
            self,
            lambda: casework.reply(self.reference, text, added, instead=instead),
            self._on_replied,
            self._on_not_kept,
        )

    def _on_not_kept(self, problem: DesksideError) -> None:
        self._sending = False
        self._show_actions()
        self._on_trouble(problem)

    def _on_replied(self, _nothing: None) -> None:
        self._sending = False
        self.written.begin_anew()
        self.answer.edit.clear()
        self.files.show_files()
        self._draw()
        announce(self, _("Your answer is on its way."))
        self._around.ways.post()

    def _on_solved(self) -> None:
        self._do(lambda: self._around.casework.solved(self.reference), self._on_done)

    def _on_reopen(self) -> None:
        self._do(lambda: self._around.casework.reopen(self.reference), self._on_done)

    def _on_rated(self, stars: int) -> None:
        self._do(lambda: self._around.casework.rate(self.reference, stars), self._on_done)

    def _on_done(self, _nothing: object) -> None:
        self._around.ways.post()

    # what the help desk could not take

    def _on_word(self, row: OutboxRow, *, again: bool) -> None:
        mail = self._around.casework.mail
        self._do(lambda: mail.send_once_more(row) if again else mail.call_it_sent(row), self._on_done)

    def _on_remedy(self, row: OutboxRow) -> None:
        if row.deed is Deed.CREATE:
            self._around.ways.mend(self.reference)
        elif row.deed is Deed.REPLY:
            self._do(lambda: _brought_back(row), lambda back: self._on_back(row, back))
        else:
            self._do(lambda: self._around.casework.mail.leave_out(row), self._read_again)

    def _on_back(self, row: OutboxRow, back: tuple[tuple[Added, ...], dict[str, Drawing]]) -> None:
        """The words and pictures of an answer are in their fields again; sent anew they take its place."""
        self.written.instead = row
        self.written.take_in(*back)
        begun = self.answer.text()
        self.answer.write("\n\n".join((row.text, begun)) if begun and begun not in row.text else row.text)
        self.files.show_files()
        self._show_actions()
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, _("Your answer is here again. Please change it and send it."))

    def _do(self, work: Callable[[], _T], then: Callable[[_T], None]) -> None:
        self._around.quick.ask(self, work, then, self._on_trouble)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._notes.addWidget(Banner(self.look, problem.words()))
        announce(self, problem.words())
        self.body_changed.emit()


def _new(before: Ticket | None, ticket: Ticket) -> list[Message]:
    """What others said since the page shows it."""
    if before is None:
        return []
    known = {message.id for message in before.messages}
    return [one for one in ticket.messages if one.sender is not Sender.PERSON and one.id not in known]


def _remedy(row: OutboxRow) -> str:
    """What the person can do about something that the help desk could not take."""
    if row.state is not SendState.NEEDS_EDIT:
        return ""
    return {
        Deed.CREATE: _("Change it and send it again"),
        Deed.REPLY: _("Change the answer"),
        Deed.ATTACH: _("Leave the file out"),
    }.get(row.deed, "")


def _brought_back(row: OutboxRow) -> tuple[tuple[Added, ...], dict[str, Drawing]]:
    """The pictures of an answer, to be looked at and hidden further."""
    added = added_before(row.files, "")
    return added, {one.id: read_drawing(one.name, one.content) for one in added}
