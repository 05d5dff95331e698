"""An icon on its own, beside the words that say the same."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.disc import draw_disc
from deskside.ui.parts.entrance import Entrance
from deskside.ui.tokens import SMALL_ICON

_BARE = ("dot", "waiting", "looking")
"""What is no thing yet lies on no disc."""


class Sign(QWidget):
    """It says nothing to assistive tools; the words beside it do. ``fill``: the token of its disc, "" for none."""

    def __init__(self, look: Look, name: str, ink: str = "text_quiet", *, disc: bool = False, fill: str = "") -> None:
        super().__init__()
        self._look, self._name, self._token = look, name, ink
        self._disc, self._fill = disc, fill
        self.entrance = Entrance(look, self)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_icon(self, name: str, token: str) -> None:
        """Another icon comes in as a hand draws it."""
        if (name, token) != (self._name, self._token):
            self._name, self._token = name, token
            self.entrance.begin()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.icon_size, self._look.icon_size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, share = QPainter(self), self.entrance.share
        on_disc = self._disc and self._name not in _BARE
        size = round(SMALL_ICON * self._look.text_scale) if on_disc else self._look.icon_size
        if on_disc:
            less = (self.width() / 2) * (1 - share) / 2
            draw_disc(
                painter,
                self._look,
                QRectF(self.rect()).adjusted(less, less, -less, -less),
                self._token,
                fill=self._fill,
            )
        at = QRect((self.width() - size) // 2, (self.height() - size) // 2, size, size)
        painter.setClipRect(at.adjusted(0, 0, round(size * share) - size, 0), Qt.ClipOperation.ReplaceClip)
        self._look.draw_icon(painter, self._name, at.x(), at.y(), self._token, size)
        painter.end()
