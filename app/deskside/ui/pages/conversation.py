"""What was said about a request: who, when, the words as they are, and a way to what they name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from deskside.casework.people_part import for_people
from deskside.language import _
from deskside.model.ticket import Deed, Message, OutboxRow, Sender
from deskside.tickets.words.links import Piece, links, pieces
from deskside.ui.around import Around
from deskside.ui.pages.when import when
from deskside.ui.parts.bar import LARGE_TEXT
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.row import Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.tokens import BLOCK, INSIDE, Role


class Conversation:
    """Makes a card of each message: the person's own stand back from the leading edge, the others' from the other."""

    def __init__(self, around: Around, reference: str) -> None:
        self._around, self._look, self._reference = around, around.look, reference

    def card(self, message: Message, rows: Iterable[OutboxRow]) -> QHBoxLayout:
        """One message; ``rows`` tell whether it still waits to be sent."""
        own = message.sender is Sender.PERSON
        row, inset = QHBoxLayout(), 0 if self._look.text_scale >= LARGE_TEXT else BLOCK
        row.setSpacing(0)
        if own:
            row.addSpacing(inset)
        row.addWidget(self._panel(message, rows, own=own), 1)
        if not own:
            row.addSpacing(inset)
        return row

    def _panel(self, message: Message, rows: Iterable[OutboxRow], *, own: bool) -> Panel:
        panel = Panel(self._look, "raised" if own else "surface")
        panel.column.setSpacing(INSIDE)
        panel.column.addWidget(Words(self._look, self._label(message, rows, own=own), Role.SMALL, "text_quiet"))
        split = (Piece(for_people(message.text)),) if own else self._split(message.text)
        panel.column.addWidget(Words(self._look, self._in_words(split)).from_outside())
        for name in message.files:
            panel.column.addWidget(Point(self._look, name, "attach"))
        for link in links(split):
            panel.column.addWidget(self._link(link), 0, Qt.AlignmentFlag.AlignLeading)
        return panel

    @staticmethod
    def _label(message: Message, rows: Iterable[OutboxRow], *, own: bool) -> str:
        replies = (row for row in rows if row.deed is Deed.REPLY)
        if own and not message.id and any(row.text == message.text for row in replies):
            return _("You, waiting to be sent")
        return _("{name} · {time}").format(name=_("You") if own else _("Help desk"), time=when(message.at))

    def _split(self, text: str) -> tuple[Piece, ...]:
        organisation = self._around.board.known.organisation
        hosts = organisation.link_hosts if organisation is not None else frozenset()
        return pieces(text, hosts, self._titles)

    @property
    def _titles(self) -> dict[str, str]:
        """Of everything that an answer may name."""
        known = self._around.board.known
        articles = {one.id: one.title for one in known.articles}
        return articles | {one.id: one.title for one in known.troubleshooters}

    def _in_words(self, split: Iterable[Piece]) -> str:
        """As it was written; what Deskside itself has is called by its title."""
        titles = self._titles
        return "".join(
            _("“{title}”").format(title=titles[piece.opens]) if piece.opens else piece.text for piece in split
        )

    def _link(self, link: Piece) -> Button:
        """To the question whether a page shall open, or to a first page, where nothing starts by itself."""
        ways, known = self._around.ways, self._around.board.known
        if link.host:
            button = Button(self._look, plain(_("Open a page on {host}").format(host=link.host)), Weight.PLAIN, "link")
            button.clicked.connect(lambda: ways.web_page(link))
            return button
        title = self._titles[link.opens]
        if any(one.id == link.opens for one in known.troubleshooters):
            button = Button(self._look, plain(_("Check: {title}").format(title=title)), Weight.PLAIN, "search")
            button.clicked.connect(lambda: ways.open_troubleshooter(link.opens, asked_by=self._reference))
            return button
        article = next(one for one in known.articles if one.id == link.opens)
        button = Button(self._look, plain(_("Read: {title}").format(title=title)), Weight.PLAIN, "bulb")
        button.clicked.connect(lambda: ways.read(article))
        return button
