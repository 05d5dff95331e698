"""How things stand, at a glance: a large icon on a soft disc above the heading, which says the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.disc import draw_disc
from deskside.ui.parts.entrance import Entrance
from deskside.ui.tokens import STAMP, STAMP_ICON

_FIRST = 0.8
"""How large the disc is when it begins to come in."""


class Stamp(QWidget):
    """It says nothing to assistive tools; the heading does. It comes in once, and again when it says something else."""

    def __init__(self, look: Look, icon: str, ink: str = "accent") -> None:
        super().__init__()
        self._look, self.icon, self.ink = look, icon, ink
        self._came = False
        self.entrance = Entrance(look, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_icon(self, icon: str, ink: str) -> None:
        """Says something else, and comes in anew if it does."""
        if (icon, ink) != (self.icon, self.ink):
            self.icon, self.ink, self._came = icon, ink, False
            self._come()

    def _come(self) -> None:
        if self.isVisible() and not self._came:
            self._came = True
            self.entrance.begin()
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._come()

    def sizeHint(self) -> QSize:
        return QSize(self._look.on_disc(STAMP), self._look.on_disc(STAMP))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, share = QPainter(self), self.entrance.share
        whole = QRectF(self.rect())
        less = whole.width() * (1 - _FIRST) * (1 - share) / 2
        draw_disc(painter, self._look, whole.adjusted(less, less, -less, -less), self.ink)
        size = self._look.on_disc(STAMP_ICON)
        at = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        painter.setClipRect(at.adjusted(0, 0, round(size * share) - size, 0))  # drawn as a hand draws a tick
        self._look.draw_icon(painter, self.icon, at.x(), at.y(), self.ink, size)
        painter.end()
