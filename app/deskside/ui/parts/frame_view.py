"""A window on a picture that is larger than the page: it scrolls, and goes along with the box."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy

from deskside.ui.look import Look
from deskside.ui.parts.mask import SPACE, Mask
from deskside.ui.parts.scroll import thin

ZOOMS = (1, 2, 4)
_HIGH = (240, 320)


class FrameView(QScrollArea):
    """Shows ``mask`` as wide as there is room, or larger."""

    def __init__(self, look: Look, mask: Mask) -> None:
        super().__init__()
        self._picture, self._at = mask, 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        thin(self, look)
        self.setWidget(mask)
        mask.at.connect(self._on_box)

    @property
    def can_grow(self) -> bool:
        return self._at + 1 < len(ZOOMS)

    @property
    def can_shrink(self) -> bool:
        return self._at > 0

    def zoom(self, by: int) -> None:
        """One step larger or smaller."""
        self._at = min(max(self._at + by, 0), len(ZOOMS) - 1)
        self._fit()
        self._on_box(self._picture.place)

    def sizeHint(self) -> QSize:
        least, most = _HIGH
        high = max(self._picture.height(), least) if self.can_shrink else self._picture.height()
        return QSize(most, min(high, most))

    def minimumSizeHint(self) -> QSize:
        return QSize(_HIGH[0] // 2, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        bar = self.verticalScrollBar().sizeHint().width() if self.can_shrink else 0
        width = self.width() - bar
        high = self._picture.height_at(width)
        self._picture.fit(min(width, width * _HIGH[1] // max(high, 1)), ZOOMS[self._at])
        self.updateGeometry()

    def _on_box(self, box: QRect) -> None:
        self.ensureVisible(box.right(), box.bottom(), SPACE, SPACE)
        self.ensureVisible(box.left(), box.top(), SPACE, SPACE)
