"""Scroll bars that match the window: a thin round thumb and nothing else, painted from tokens like everything."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from deskside.ui.look import Look
from deskside.ui.tokens import INSIDE, SCROLL, SCROLL_THUMB, TARGET


class Thumb(QScrollBar):
    """Wider under the pointer. Where there is nothing to scroll, nothing is drawn."""

    def __init__(self, way: Qt.Orientation, look: Look) -> None:
        super().__init__(way)
        self._look = look
        self._held: float | None = None
        """Where on the thumb the pointer holds it."""
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent, on=False)
        look.changed.connect(self.update)

    @property
    def _upright(self) -> bool:
        return self.orientation() is Qt.Orientation.Vertical

    def sizeHint(self) -> QSize:
        return QSize(SCROLL, TARGET) if self._upright else QSize(TARGET, SCROLL)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _along(self, at: QPointF) -> float:
        """From the beginning of the track, in the direction of reading."""
        if self._upright:
            return at.y()
        return self.width() - at.x() if self.isRightToLeft() else at.x()

    def _length(self) -> float:
        return float(self.height() if self._upright else self.width())

    def _thumb(self) -> tuple[float, float]:
        """Where it begins and how long it is."""
        track, many = self._length(), self.maximum() - self.minimum()
        long = min(track, max(TARGET, track * self.pageStep() / max(1, many + self.pageStep())))
        return (track - long) * (self.value() - self.minimum()) / max(1, many), long

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.maximum() <= self.minimum():
            return
        first, long = self._thumb()
        lit = self.underMouse() or self._held is not None
        thick = SCROLL_THUMB + (INSIDE if lit else 0)
        side = (SCROLL - thick) / 2
        if not self._upright:
            first = self.width() - first - long if self.isRightToLeft() else first
        box = QRectF(side, first, thick, long) if self._upright else QRectF(first, side, long, thick)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("text_quiet" if lit else "line"))
        painter.drawRoundedRect(box, thick / 2, thick / 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._along(event.position())
        first, long = self._thumb()
        if first <= at <= first + long:
            self._held = at - first
        else:
            self.setValue(self.value() + (self.pageStep() if at > first else -self.pageStep()))
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            free = self._length() - self._thumb()[1]
            share = (self._along(event.position()) - self._held) / max(1.0, free)
            self.setValue(self.minimum() + round(share * (self.maximum() - self.minimum())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = None
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


def thin(area: QAbstractScrollArea, look: Look) -> None:
    """Gives ``area`` these scroll bars."""
    area.setVerticalScrollBar(Thumb(Qt.Orientation.Vertical, look))
    area.setHorizontalScrollBar(Thumb(Qt.Orientation.Horizontal, look))
