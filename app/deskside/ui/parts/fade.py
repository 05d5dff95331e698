"""A page change: the page before fades out over the new one."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from deskside.ui.tokens import MOTION_MS


class Fade(QWidget):
    """The page before, fading out over the new one."""

    def __init__(self, over: QWidget, before: QPixmap) -> None:
        super().__init__(over)
        self.before, self._strength = before, 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(over.rect())
        self._motion = QVariantAnimation(self)
        self._motion.setStartValue(1.0)
        self._motion.setEndValue(0.0)
        self._motion.setDuration(MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._on_step)
        self._motion.finished.connect(self.end)
        over.installEventFilter(self)
        self.show()
        self._motion.start()

    def end(self) -> None:
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A picture of another size has nothing to fade over."""
        if event.type() is QEvent.Type.Resize:
            self.end()
        return super().eventFilter(watched, event)

    def _on_step(self, strength: float) -> None:
        self._strength = strength
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setOpacity(self._strength)
        painter.drawPixmap(0, 0, self.before)
        painter.end()
