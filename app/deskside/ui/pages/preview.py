"""Exactly what would be sent: a sentence for each part, a switch to leave it out, and a way to look at it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt

from deskside.casework.beside import only_words
from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.model.parcel import Item, Kind, Parcel
from deskside.model.ticket import Ticket
from deskside.ui.around import Around
from deskside.ui.pages.letter import Letter
from deskside.ui.pages.preview_words import word_panels
from deskside.ui.parts.bar import Act
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.kept import Kept, Told
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Banner, Panel, Point
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import BLOCK, INSIDE, Role

WHOLE = "whole"
"""Not an item: the file with everything about this computer, part by part."""
_ADDED = (Kind.TEXT, Kind.PICTURE, Kind.ARCHIVE)


class Preview(Sheet):
    """The last page before something leaves this computer. What it shows is the parcel that is sent."""

    def __init__(self, around: Around, letter: Letter) -> None:
        super().__init__(around.look, _("This is what will be sent"))
        self._around, self.letter = around, letter
        self._waits = False
        self.add(stacked([Point(self.look, says, icon) for icon, says in self._to_whom()]))
        self._notes, self._parts = stacked(()), stacked((), BLOCK)
        self.add(self._notes)
        self.add(self._parts)
        self._show_parts()
        if letter.warning:
            self.add(Banner(self.look, letter.warning))
        self._ready()

    def arrive(self) -> None:
        """Perhaps something was hidden meanwhile."""
        self._show_parts()
        self._show_hidden()
        if not self.letter.is_shown:
            self.letter.look(self._around.slow, self, self._on_shown_anew, self._on_trouble)

    def talk_to_people(self) -> None:
        self._say(_("A person reads this as soon as you send it."), "person", "accent")

    def _ready(self) -> None:
        self.show_acts(Act(_("Send"), self._on_send))

    def _to_whom(self) -> Iterator[tuple[str, str]]:
        """Where it goes, where the answer goes, and what stays."""
        if self.letter.adds_to:
            yield "person", _("It is added to your request {number}.").format(number=self.letter.adds_to)
            yield from self._no_files()
            yield "lock", _("Nothing else leaves this computer.")
            return
        organisation = self._around.board.known.organisation
        name = organisation.name if organisation is not None else ""
        to = _("It goes to the help desk of {name}.").format(name=name) if name else _("It goes to your help desk.")
        yield "person", to
        if self.letter.email:
            yield "letter", _("The answer comes to {email}.").format(email=self.letter.email)
        yield from self._no_files()
        yield "lock", _("Nothing else leaves this computer.")

    def _no_files(self) -> Iterator[tuple[str, str]]:
        handover = self.letter.handover
        if handover is not None and not handover.takes_files(self.letter.choices):
            yield "note", only_words()

    # what is sent

    def _show_parts(self) -> None:
        empty(self._parts)
        shown = self.letter.shown
        items = shown.items if shown is not None else ()
        for item in items:
            if item.kind is Kind.STORY and shown is not None:
                self._show_words(item, shown.parcel)
        self._add_panel(_("For the help desk"), [one for one in items if one.kind in (Kind.AGENT, Kind.EVIDENCE)])
        facts = [item for item in items if item.kind in (Kind.DEVICE, Kind.FACTS)]
        panel = self._add_panel(_("About this computer"), facts)
        if panel is not None:
            panel.column.addWidget(self._button(_("See the whole file"), WHOLE), 0, Qt.AlignmentFlag.AlignLeading)
        self._add_panel(_("What you added"), [item for item in items if item.kind in _ADDED])

    def _show_words(self, item: Item, parcel: Parcel) -> None:
        for number, panel in enumerate(word_panels(self.look, parcel)):
            if number == 0:
                panel.column.addWidget(self._button(_("Hide a part of it"), item.id), 0, Qt.AlignmentFlag.AlignLeading)
            self._parts.addWidget(panel)

    def _button(self, label: str, item_id: str) -> Button:
        button = Button(self.look, label, Weight.QUIET)
        button.clicked.connect(lambda: self._around.ways.exact(self.letter, item_id))
        return button

    def _add_panel(self, label: str, items: list[Item]) -> Panel | None:
        if not items:
            return None
        panel = Panel(self.look)
        panel.column.setSpacing(INSIDE)
        panel.column.addWidget(Heading(self.look, label, Role.STRONG))
        for item in items:
            kept = item.id not in self.letter.left_out
            row = Kept(self.look, item.says, on=kept, can_be_seen=item.kind is not Kind.ARCHIVE)
            row.switched.connect(lambda on, item=item: self._on_switched(item, on=on))
            row.looked.connect(lambda item=item: self._on_looked(item))
            panel.column.addWidget(row)
        self._parts.addWidget(panel)
        return panel

    def _on_looked(self, item: Item) -> None:
        if item.kind is Kind.PICTURE:
            self._around.ways.picture(self.letter, item.id)
        else:
            self._around.ways.exact(self.letter, item.id)

    def _on_switched(self, item: Item, *, on: bool) -> None:
        if on:
            self.letter.left_out.discard(item.id)
        else:
            self.letter.left_out.add(item.id)
        self._look_again()

    def _look_again(self) -> None:
        """Makes the parcel anew; a switch shows at once what it does."""
        self.letter.look(self._around.slow, self, self._on_shown, self._on_trouble)

    def _on_shown(self) -> None:
        if self._waits:
            self._send()

    # what was hidden

    def _show_hidden(self) -> None:
        empty(self._notes)
        if count := len(self.letter.hidden):
            says = ngettext("You have hidden one thing more.", "You have hidden {count} things more.", count)
            told = Told(self.look, says.format(count=count), "lock", "accent", _("Show it again"))
            told.pressed.connect(self._on_show_again)
            self._notes.addWidget(told)

    def _on_show_again(self) -> None:
        self.letter.show_again(self._around.slow, self, self._on_shown_again, self._on_trouble)

    def _on_shown_anew(self) -> None:
        self._show_parts()
        self._show_hidden()
        self._on_shown()

    def _on_shown_again(self) -> None:
        self._on_shown_anew()
        announce(self, _("It is shown again."))
        self.body_changed.emit()

    # off it goes

    def _on_send(self) -> None:
        self.show_acts(Act(_("Sending…"), lambda: None, enabled=False))
        self._waits = True
        if self.letter.is_shown:
            self._send()

    def _send(self) -> None:
        self._waits = False
        self._around.slow.ask(self, self.letter.send, self._on_sent, self._on_trouble)

    def _on_sent(self, ticket: Ticket) -> None:
        self._around.ways.sent(ticket)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._waits = False
        self._ready()
        self._say(problem.words(), "note", "notice")

    def _say(self, says: str, icon: str, ink: str) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, says, icon, ink))
        announce(self, says)
        self.body_changed.emit()
