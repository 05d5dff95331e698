"""An icon on its own, beside the words that say the same."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskside.ui.look import Look


class Sign(QWidget):
    """It says nothing to assistive tools; the words beside it do."""

    def __init__(self, look: Look, name: str, ink: str = "text_quiet") -> None:
        super().__init__()
        self._look, self._name, self._token = look, name, ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_icon(self, name: str, token: str) -> None:
        self._name, self._token = name, token
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.icon_size, self._look.icon_size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._look.draw_icon(painter, self._name, 0, 0, self._token)
        painter.end()
