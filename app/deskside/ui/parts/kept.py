"""What may go along and what was hidden: a sentence with its switch or its way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.bar import LARGE_TEXT
from deskside.ui.parts.choice import Switch
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Panel, Point
from deskside.ui.tokens import INSIDE, LINE


class Kept(QWidget):
    """``switched`` tells whether it goes along now, ``looked`` that the person wants to see it."""

    switched = Signal(bool)
    looked = Signal()

    def __init__(self, look: Look, says: str, *, on: bool, can_be_seen: bool = True) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(INSIDE)
        self.switch = Switch(look, says, on=on)
        self.switch.toggled.connect(self.switched)
        row.addWidget(self.switch, 1)
        self._see = see_it(look, says, self) if can_be_seen else None
        if self._see is not None:
            row.addWidget(self._see, 0, Qt.AlignmentFlag.AlignVCenter)

    @property
    def outset(self) -> tuple[int, int]:
        """Its words begin and end at the edges of the column."""
        behind = self.switch if self._see is None else self._see
        return self.switch.outset[0], behind.outset[1]


def see_it(look: Look, says: str, row: Kept) -> Button:
    """The button that leads to the exact text or the picture."""
    button = Button(look, _("See it"), Weight.QUIET)
    button.setAccessibleName(_("See it: {says}").format(says=says))
    button.clicked.connect(row.looked)
    return button


class Told(Panel):
    """What has just happened, and beside it the one way back, if there is one."""

    pressed = Signal()

    def __init__(self, look: Look, says: str, icon: str, ink: str, back: str = "") -> None:
        super().__init__(look, "raised", tight=True)
        large = look.text_scale >= LARGE_TEXT
        row = QBoxLayout(QBoxLayout.Direction.TopToBottom if large else QBoxLayout.Direction.LeftToRight)
        row.setSpacing(LINE)
        point = Point(look, says, icon, ink)
        row.addWidget(point, 1, Qt.AlignmentFlag(0) if large else Qt.AlignmentFlag.AlignVCenter)
        if back:
            button = Button(look, back, Weight.QUIET)
            button.clicked.connect(self.pressed)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTrailing if large else Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(row)
