"""Exactly what would be sent: a sentence for each part, a switch to leave it out, and its raw text."""

from __future__ import annotations

from PySide6.QtCore import Qt

from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.report import Item
from deskside.model.ticket import Ticket
from deskside.ui.around import Around
from deskside.ui.pages.letter import Letter
from deskside.ui.parts.bar import Act
from deskside.ui.parts.choice import Switch
from deskside.ui.parts.field import Area
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import Role

STORY = "story"
"""The person's own words: without them there is nothing to send, so they have no switch."""
RAW_LINES = (6, 14)


class Preview(Sheet):
    """The last page before something leaves this computer."""

    def __init__(self, around: Around, letter: Letter) -> None:
        super().__init__(around.look, _("This is what will be sent"))
        self._around, self.letter = around, letter
        self.add(Words(self.look, self._to_whom()))
        self._notes = stacked(())
        self.add(self._notes)
        for item in letter.items:
            self.add(self._panel(item))
        if letter.files:
            panel = Panel(self.look)
            panel.column.addWidget(Words(self.look, _("Files you added"), Role.STRONG))
            for path in letter.files:
                panel.column.addWidget(Words(self.look, path.name))
            self.add(panel)
        self._ready()

    def talk_to_people(self) -> None:
        self._say(_("A person reads this as soon as you send it."), "person", "accent")

    def _ready(self) -> None:
        self.show_acts(Act(_("Send"), self._on_send))

    def _to_whom(self) -> str:
        organisation = self._around.board.known.organisation
        name = organisation.name if organisation is not None else ""
        to = _("It goes to the help desk of {name}.").format(name=name) if name else _("It goes to your help desk.")
        answer = _("The answer comes to {email}.").format(email=self.letter.email) if self.letter.email else ""
        return " ".join(part for part in (to, answer, _("Nothing else leaves this computer.")) if part)

    def _panel(self, item: Item) -> Panel:
        panel = Panel(self.look)
        raw = Area(self.look, _("The exact text"), item.text, lines=RAW_LINES, own=False)
        raw.hide()
        if item.id == STORY:
            panel.column.addWidget(Words(self.look, item.says, Role.STRONG))
            panel.column.addWidget(Words(self.look, item.text))
            return panel
        switch = Switch(self.look, item.says, on=item.id not in self.letter.left_out)
        switch.toggled.connect(lambda on, item=item: self._on_switched(item, on=on))
        panel.column.addWidget(switch)
        show = Button(self.look, _("Show the exact text"), Weight.QUIET)
        show.setAccessibleDescription(item.says)
        show.clicked.connect(lambda: self._toggle(raw, show))
        panel.column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeading)
        panel.column.addWidget(raw)
        return panel

    def _toggle(self, raw: Area, show: Button) -> None:
        opening = raw.isHidden()
        raw.setVisible(opening)
        show.say(_("Hide the exact text") if opening else _("Show the exact text"))

    def _on_switched(self, item: Item, *, on: bool) -> None:
        if on:
            self.letter.left_out.discard(item.id)
        else:
            self.letter.left_out.add(item.id)

    def _on_send(self) -> None:
        self.show_acts(Act(_("Sending…"), lambda: None, enabled=False))
        self._around.slow.ask(self, self.letter.send, self._on_sent, self._on_trouble)

    def _on_sent(self, ticket: Ticket) -> None:
        self._around.ways.sent(ticket)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._ready()
        self._say(problem.words(), "note", "notice")

    def _say(self, says: str, icon: str, ink: str) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, says, icon, ink))
        announce(self, says)
        self.body_changed.emit()
