"""Where a request is, as five steps in a row and in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from deskside.language import _
from deskside.model.ticket import Stage
from deskside.ui.look import Look
from deskside.ui.pages.when import stage_name
from deskside.ui.parts.text import Words
from deskside.ui.tokens import GRID, INSIDE, RING, Role


class _Dots(QLabel):
    def __init__(self, look: Look, stage: Stage) -> None:
        super().__init__()
        self._look, self._reached = look, list(Stage).index(stage)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(0, 2 * GRID)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        last, radius = len(Stage) - 1, GRID - RING
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        step = (self.width() - 2 * GRID) / last
        for n in range(last):
            painter.setPen(QPen(self._look.colour("accent" if n < self._reached else "line"), RING))
            painter.drawLine(QPointF(GRID + n * step + GRID, GRID), QPointF((n + 1) * step, GRID))
        for n in range(last + 1):
            done = n <= self._reached
            painter.setPen(QPen(self._look.colour("accent" if done else "line"), RING))
            painter.setBrush(self._look.colour("accent") if done else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(GRID + n * step, GRID), radius, radius)
            if n == self._reached:
                painter.setBrush(self._look.colour("accent_text"))
                painter.drawEllipse(QPointF(GRID + n * step, GRID), INSIDE / 2, INSIDE / 2)
        painter.end()


class Stages(QWidget):
    """The words say it all; the dots only show how far it is."""

    def __init__(self, look: Look, stage: Stage) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addWidget(_Dots(look, stage))
        words = Words(look, stage_name(stage), Role.STRONG)
        number = list(Stage).index(stage) + 1
        words.setAccessibleName(
            _("{stage}, step {number} of {all}").format(stage=stage_name(stage), number=number, all=len(Stage))
        )
        column.addWidget(words)
