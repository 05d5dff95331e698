"""A message that may have arrived where nobody can look: only the person can say what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Banner


class Asking(Banner):
    """``pressed``: send it once more. ``arrived``: the person knows that it is there."""

    arrived = Signal()

    def __init__(self, look: Look, says: str) -> None:
        super().__init__(look, says, button=_("Send it once more"))
        there = Button(look, _("It has arrived"), Weight.QUIET)
        there.clicked.connect(self.arrived)
        self.column.addWidget(there, 0, Qt.AlignmentFlag.AlignTrailing)
