"""Rows that tell rather than ask: a step with its tick, a banner, a line of a list, a picture."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from deskside.language import _
from deskside.model.page import Row, RowState
from deskside.ui.look import Look
from deskside.ui.parts.column import Column
from deskside.ui.parts.press import Button
from deskside.ui.parts.sign import Sign
from deskside.ui.parts.text import Words
from deskside.ui.tokens import CARD_RADIUS, HAIRLINE, INSIDE, LINE, PAD, PICTURE, Role, tint_of

_SIGNS = {
    RowState.WAITING: ("waiting", "text_quiet"),
    RowState.LOOKING: ("looking", "accent"),
    RowState.CLEAR: ("tick", "good"),
    RowState.FOUND: ("found", "notice"),
    RowState.COULD_NOT: ("question", "text_quiet"),
}


def in_words(state: RowState) -> str:
    """What a tick says to someone who does not see it."""
    return {
        RowState.WAITING: _("Not looked at yet"),
        RowState.LOOKING: _("Looking"),
        RowState.CLEAR: _("All right"),
        RowState.FOUND: _("Something is wrong here"),
        RowState.COULD_NOT: _("Could not look"),
    }[state]


class Point(QWidget):
    """An icon with words beside it; the icon stands with their first line."""

    def __init__(self, look: Look, text: str, icon: str = "dot", ink: str = "text_quiet", *, fill: str = "") -> None:
        super().__init__()
        self._look = look
        self.sign, self.words = Sign(look, icon, ink, disc=True, fill=fill), Words(look, text)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(PAD)
        line.addWidget(self.sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        look.changed.connect(self._align)
        self._align()

    def _align(self) -> None:
        above = max(0, self._look.icon_size - QFontMetrics(self._look.font(Role.BODY)).height()) // 2
        self.words.setContentsMargins(0, above, 0, above)


class Step(Point):
    """One line of the checking page: what is looked at, and how it stands."""

    def __init__(self, look: Look, row: Row) -> None:
        super().__init__(look, row.text)
        self.row = row
        self.show_row(row)

    def show_row(self, row: Row) -> bool:
        """Shows how it stands now; True when that is news."""
        news = row.state is not self.row.state
        self.row = row
        self.sign.show_icon(*_SIGNS[row.state])
        self.words.setText(row.text)
        self.words.tint("text_quiet" if row.state is RowState.WAITING else "text")
        self.words.setAccessibleName(f"{row.text} {in_words(row.state)}.")
        return news


class Panel(QWidget):
    """A soft card that holds other parts; ``ink`` is the token it is filled with."""

    def __init__(self, look: Look, ink: str = "surface", *, tight: bool = False) -> None:
        super().__init__()
        self._look, self._token = look, ink
        self.column = Column(self)
        side = PAD if tight else PAD + INSIDE
        self.column.setContentsMargins(side, side, side, side)
        self.column.setSpacing(LINE)
        look.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour(self._token))
        painter.setPen(QPen(look.colour("line"), HAIRLINE) if look.colours.edges else Qt.PenStyle.NoPen)
        half = HAIRLINE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), CARD_RADIUS, CARD_RADIUS)
        painter.end()


class Banner(Panel):
    """Something to know on this page, told by icon and words; with one thing to do about it, if there is one."""

    pressed = Signal()

    def __init__(self, look: Look, says: str, icon: str = "note", ink: str = "notice", button: str = "") -> None:
        super().__init__(look, tint_of(ink), tight=True)
        point = Point(look, says, icon, ink, fill="surface")
        self.words = point.words
        self.column.addWidget(point)
        if button:
            press = Button(look, button)
            press.clicked.connect(self.pressed)
            self.column.addWidget(press, 0, Qt.AlignmentFlag.AlignTrailing)


class Picture(QLabel):
    """The picture of a hands-on step, scaled to the width; its words are there for screen readers."""

    def __init__(self, look: Look, path: Path, says: str) -> None:
        super().__init__()
        self._look, self._path = look, path
        self.setAccessibleName(says)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._draw)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        wide, high = PICTURE
        return min(width, wide + wide // 2) * high // wide

    def sizeHint(self) -> QSize:
        return QSize(*PICTURE)

    def minimumSizeHint(self) -> QSize:
        return QSize(PICTURE[0] // 2, PICTURE[1] // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def _draw(self) -> None:
        colours, size = self._look.colours, self.size()
        ratio = self.devicePixelRatio()
        self.setPixmap(self._look.icons.picture(self._path, colours.accent, colours.surface, size, ratio))
