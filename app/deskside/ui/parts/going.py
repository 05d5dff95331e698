"""The mark of something that goes on: a short line that passes along a button's foot, or lies still."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from deskside.ui.look import Look
from deskside.ui.tokens import GOING_MS, GOING_STEPS, INSIDE

_LONG = 1 / 3
"""The line's part of the width."""


class Going:
    """Lives while something is being done. Where the system asks for less motion, the line is whole and still."""

    def __init__(self, look: Look, over: QWidget) -> None:
        self._look, self._over, self._step = look, over, 0
        self._clock: QTimer | None = None
        if look.moves:
            self._clock = QTimer(over)
            self._clock.setInterval(GOING_MS // GOING_STEPS)
            self._clock.timeout.connect(self._on_step)
            self._clock.start()

    def end(self) -> None:
        if self._clock is not None:
            self._clock.stop()
            self._clock.deleteLater()
            self._clock = None

    def _on_step(self) -> None:
        self._step = (self._step + 1) % GOING_STEPS
        self._over.update()

    def draw(self, painter: QPainter, face: QRectF, radius: int) -> None:
        """Inside ``face``, in the direction of reading."""
        long = face.width() * _LONG
        share = self._step / GOING_STEPS
        left = face.left() - long + (face.width() + long) * (1 - share if self._over.isRightToLeft() else share)
        line = QRectF(left, face.bottom() - INSIDE, long, INSIDE)
        if self._clock is None:
            line = QRectF(face.left(), face.bottom() - INSIDE, face.width(), INSIDE)
        inside = QPainterPath()
        inside.addRoundedRect(face, radius, radius)
        painter.save()
        painter.setClipPath(inside)
        painter.fillRect(line, self._look.colour("accent"))
        painter.restore()
