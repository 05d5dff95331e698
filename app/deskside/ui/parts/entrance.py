"""How something comes in: in 150 ms, slower towards its end, and at once where the system asks for less motion."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from deskside.ui.look import Look
from deskside.ui.tokens import MOTION_MS


class Entrance:
    """``share`` goes from 0 to 1 after ``begin``; the widget is painted anew at each step. At rest it costs nothing."""

    def __init__(self, look: Look, over: QWidget) -> None:
        self._look, self._over = look, over
        self._motion: QVariantAnimation | None = None
        self.share = 1.0

    @property
    def runs(self) -> bool:
        return self._motion is not None

    def begin(self) -> None:
        """From the start; nothing moves that nobody sees."""
        self.end()
        if not (self._look.moves and self._over.isVisible()):
            return
        self.share = 0.0
        motion = self._motion = QVariantAnimation(self._over)
        motion.setStartValue(0.0)
        motion.setEndValue(1.0)
        motion.setDuration(MOTION_MS)
        motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        motion.valueChanged.connect(self._on_step)
        motion.finished.connect(self.end)
        motion.start()

    def end(self) -> None:
        """It is there."""
        motion, self._motion = self._motion, None
        self.share = 1.0
        if motion is not None:
            motion.stop()
            motion.deleteLater()
            self._over.update()

    def _on_step(self, share: float) -> None:
        self.share = share
        self._over.update()
