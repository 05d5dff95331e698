"""How people can be reached without writing: phone, hours, chat, as far as IT has set them."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from deskside.language import _
from deskside.ui.links import host_of, open_link
from deskside.ui.look import Look
from deskside.ui.parts.column import Holder
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.row import Point
from deskside.ui.parts.sign import Sign
from deskside.ui.parts.text import Words
from deskside.ui.tokens import INSIDE, LINE, PAD, Role

if TYPE_CHECKING:
    from deskside.casework import Organisation


class Contact(Holder):
    """A phone number to read out, and a button that opens the chat; hidden where IT has set neither."""

    def __init__(self, look: Look, organisation: Organisation | None) -> None:
        super().__init__(LINE)
        column = self.column
        if organisation is not None and organisation.phone:
            column.addLayout(_phone(look, organisation))
            if (now := organisation.now(time.time())) is not None:
                icon, ink = ("tick", "good") if now.open else ("clock", "text_quiet")
                column.addWidget(Point(look, now.says, icon, ink))
                if now.elsewhere:
                    says = _("Times are those of the help desk.")
                    column.addWidget(Words(look, says, Role.SMALL, "text_quiet"))
        link = organisation.chat if organisation is not None else ""
        if host := host_of(link):
            chat = Button(look, plain(_("Chat on {host}").format(host=host)), Weight.QUIET, "messages")
            chat.clicked.connect(lambda: open_link(link))
            column.addWidget(chat, 0, Qt.AlignmentFlag.AlignLeading)
        if column.count() == 0:
            self.hide()


def _phone(look: Look, organisation: Organisation) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(PAD)
    row.addWidget(Sign(look, "phone"), 0, Qt.AlignmentFlag.AlignTop)
    says = QVBoxLayout()
    says.setSpacing(INSIDE)
    says.addWidget(Words(look, _("You can also call {phone}.").format(phone=organisation.phone), Role.STRONG))
    if organisation.hours:
        hours = _("Open: {hours}").format(hours=organisation.hours)
        says.addWidget(Words(look, hours, Role.SMALL, "text_quiet"))
    row.addLayout(says, 1)
    return row
