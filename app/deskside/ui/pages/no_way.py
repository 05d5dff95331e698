"""While a message can't be sent: what to say on the phone, a code that calls, and the message as a file to carry."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.ticket import Ticket
from deskside.tickets.words.spoken import cause_code, groups, in_words
from deskside.ui.around import Around
from deskside.ui.parts.column import Holder
from deskside.ui.parts.files import ask_where
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.qr import Code, call_link
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import announce, empty, stacked
from deskside.ui.tokens import BLOCK, INSIDE, Role


class NoWay(Holder):
    """The message stays in the outbox whatever is done here, and is sent by itself once that works."""

    def __init__(self, around: Around, ticket: Ticket) -> None:
        super().__init__(BLOCK)
        self._around, self._look, self._ticket = around, around.look, ticket
        self.column.addWidget(Heading(self._look, _("If it can't wait"), Role.STRONG))
        self._show_phone()
        self._show_file()

    def _show_phone(self) -> None:
        organisation = self._around.board.known.organisation
        phone = organisation.phone if organisation is not None else ""
        panel = Panel(self._look)
        panel.column.setSpacing(INSIDE)
        panel.column.addWidget(Words(self._look, _("Say this on the phone"), Role.SMALL, "text_quiet"))
        number = Words(self._look, "  ".join(groups(self._ticket.reference)), Role.HEADING)
        number.setAccessibleName(in_words(self._ticket.reference))
        panel.column.addWidget(number)
        panel.column.addWidget(Words(self._look, in_words(self._ticket.reference), Role.SMALL, "text_quiet"))
        if code := cause_code(self._ticket.cause):
            found = Words(self._look, _("What was found has the code {code}.").format(code=code))
            found.setAccessibleName(_("What was found has the code {code}.").format(code=" ".join(code)))
            panel.column.addWidget(found)
        self.column.addWidget(panel)
        if link := call_link(phone):
            says = _("A code for a phone's camera. It calls {phone}.").format(phone=phone)
            self.column.addWidget(Code(self._look, link, says), 0, Qt.AlignmentFlag.AlignLeading)
            says = _("Point your phone's camera here to call.")
            self.column.addWidget(Words(self._look, says, Role.SMALL, "text_quiet"))

    def _show_file(self) -> None:
        save = Button(self._look, _("Save as a file"), Weight.PLAIN, "save")
        save.clicked.connect(self._on_save)
        says = _("You can take the file to the help desk. The message is still sent by itself, and only once.")
        self._notes = stacked(())
        self.column.addLayout(stacked((Words(self._look, says, colour="text_quiet"),)))
        self.column.addWidget(save, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addLayout(self._notes)

    def _on_save(self) -> None:
        title, name = _("Save as a file"), f"{self._ticket.reference}.zip"
        ask_where(self, title, _("Packed files"), name, self.save_to)

    def save_to(self, path: Path) -> None:
        """The very message that was agreed to, and nothing else."""
        casework, reference = self._around.casework, self._ticket.reference
        self._around.quick.ask(
            self, lambda: casework.save_carried(path, reference), lambda _size: self._on_saved(path), self._on_trouble
        )

    def _on_saved(self, path: Path) -> None:
        self._tell(_("The message is in the file {name}.").format(name=path.name), "tick", "good")

    def _on_trouble(self, problem: DesksideError) -> None:
        self._tell(problem.words(), "note", "notice")

    def _tell(self, says: str, icon: str, ink: str) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self._look, says, icon, ink))
        announce(self, says)
