"""The soft disc that an icon lies on, the same on cards, beside words and above a heading."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from deskside.ui.look import Look
from deskside.ui.tokens import HAIRLINE, tint_of


def draw_disc(painter: QPainter, look: Look, box: QRectF, ink: str, *, fill: str = "") -> None:
    """A disc in the soft shade of ``ink``, or in ``fill``; with an edge in high contrast."""
    half = HAIRLINE / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(look.colour(fill or tint_of(ink)))
    painter.setPen(QPen(look.colour("line"), HAIRLINE) if look.colours.edges else Qt.PenStyle.NoPen)
    painter.drawEllipse(box.adjusted(half, half, -half, -half))


def draw_on_disc(painter: QPainter, look: Look, icon: str, box: QRectF, ink: str, size: int, *, fill: str = "") -> None:
    """An icon in the middle of its disc."""
    draw_disc(painter, look, box, ink, fill=fill)
    centre = box.center()
    look.draw_icon(painter, icon, round(centre.x() - size / 2), round(centre.y() - size / 2), ink, size)
