"""A list with nothing in it: an icon on a soft disc and a sentence that says so, in the middle of the column."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.disc import draw_on_disc
from deskside.ui.parts.text import Words
from deskside.ui.tokens import BLOCK, LINE, STAMP, STAMP_ICON


class _Emblem(QWidget):
    """It says nothing to assistive tools; the sentence does."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self._look, self._icon = look, icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._look.on_disc(STAMP), self._look.on_disc(STAMP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._look.on_disc(STAMP_ICON)
        draw_on_disc(painter, self._look, self._icon, QRectF(self.rect()), "text_quiet", size)
        painter.end()


class Nothing(QWidget):
    """Stands where the list would stand."""

    def __init__(self, look: Look, icon: str, says: str) -> None:
        super().__init__()
        self.words = Words(look, says, colour="text_quiet").centred()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, LINE, 0, LINE)
        column.setSpacing(BLOCK - LINE)
        column.addWidget(_Emblem(look, icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.words)
