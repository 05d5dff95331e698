"""What was said about a request: who, when, the words as they are, and a way to what they name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from deskside.language import _
from deskside.model.ticket import Deed, Message, OutboxRow, Sender
from deskside.ui.around import Around
from deskside.ui.links import Link, links_in, open_link
from deskside.ui.pages.when import when
from deskside.ui.parts.bar import LARGE_TEXT
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.row import Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.tokens import BLOCK, INSIDE, Role


class Conversation:
    """Makes a card of each message: the person's own stand back from the leading edge, the others' from the other."""

    def __init__(self, around: Around) -> None:
        self._around, self._look = around, around.look

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
        panel.column.addWidget(Words(self._look, message.text).from_outside())
        for name in message.files:
            panel.column.addWidget(Point(self._look, name, "attach"))
        for link in () if own else links_in(message.text):
            button = self._link(link)
            if button is not None:
                panel.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return panel

    @staticmethod
    def _label(message: Message, rows: Iterable[OutboxRow], *, own: bool) -> str:
        replies = (row for row in rows if row.deed is Deed.REPLY)
        if own and not message.id and any(row.text == message.text for row in replies):
            return _("You, waiting to be sent")
        return _("{name} · {time}").format(name=_("You") if own else _("Help desk"), time=when(message.at))

    def _link(self, link: Link) -> Button | None:
        """A page on a host that is shown first, or a troubleshooter's first page, where nothing starts by itself."""
        if link.host:
            button = Button(self._look, plain(_("Open a page on {host}").format(host=link.host)), Weight.PLAIN, "link")
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
        button = Button(self._look, plain(label), Weight.PLAIN, "search" if problem else "bulb")
        if problem is None and article is not None:
            button.clicked.connect(lambda: ways.read(article))
        else:
            button.clicked.connect(lambda: ways.open_troubleshooter(wanted))
        return button
