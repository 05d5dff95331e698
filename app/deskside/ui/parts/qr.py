"""A code that a phone's camera reads: dark on white whatever the appearance, in whole dots of the screen."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from deskside.ui.look import Look
from deskside.ui.tokens import QR_GROUND, QR_INK, QR_LEAST, QR_QUIET

_FEWEST_DIGITS = 3


def call_link(phone: str) -> str:
    """What a phone's camera offers to call; "" where the number is none that can be dialled."""
    phone = re.sub(r"\([^()\d]*\)", "", phone)  # "(switchboard)"
    number, *rest = re.split(r"[^\d\s+()./-]", phone, maxsplit=1)
    digits = re.sub(r"\D", "", number.replace("(0)", "") if "+" in number else number)
    if rest or len(digits) < _FEWEST_DIGITS:
        return ""
    return f"tel:+{digits}" if number.strip().startswith("+") else f"tel:{digits}"


class Code(QLabel):
    """``says`` is what it holds, for those who do not see it."""

    def __init__(self, look: Look, content: str, says: str) -> None:
        super().__init__()
        import segno  # here: only this page needs it

        self._look = look
        matrix = segno.make(content, error="m", micro=False).matrix
        self.rows = tuple(tuple(bool(dark) for dark in row) for row in matrix)
        self.setAccessibleName(says)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    @property
    def _modules(self) -> int:
        return len(self.rows) + 2 * QR_QUIET

    @property
    def module(self) -> int:
        """The side of one module; it grows with the text."""
        least = round(QR_LEAST * max(1.0, self._look.text_scale))
        return -(-least // self._modules)

    def sizeHint(self) -> QSize:
        side = self.module * self._modules
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """No smoothing, and never mirrored: a camera wants it as it is."""
        painter, size = QPainter(self), self.module
        painter.fillRect(self.rect(), QColor(QR_GROUND))
        painter.setPen(Qt.PenStyle.NoPen)
        for down, row in enumerate(self.rows, QR_QUIET):
            for across, dark in enumerate(row, QR_QUIET):
                if dark:
                    painter.fillRect(QRect(across * size, down * size, size, size), QColor(QR_INK))
        painter.end()
