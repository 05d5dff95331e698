"""Contact sheets: all pictures of one page side by side, small, each with its name, for looking at in one go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from deskside.ui.tokens import DARK, GRID, LIGHT, MARGIN

THUMB = QSize(330, 510)
A_ROW = 6
MOST = 24
"""So many on one sheet; more go onto a second one."""


def make_sheets(out: Path) -> int:
    """A sheet for each folder of pictures; gives how many."""
    app = QGuiApplication.instance() or QGuiApplication([])
    assert app is not None
    made = 0
    for folder in sorted(one for one in out.iterdir() if one.is_dir()):
        pictures = sorted(folder.glob("*.png"))
        for first in range(0, len(pictures), MOST):
            number = f"-{first // MOST + 1}" if len(pictures) > MOST else ""
            _sheet(pictures[first : first + MOST]).save(str(out / f"{folder.name}{number}.png"))
            made += 1
    return made


def _sheet(pictures: list[Path]) -> QImage:
    rows = -(-len(pictures) // A_ROW)
    columns = min(A_ROW, len(pictures))
    cell = THUMB + QSize(GRID, MARGIN)
    sheet = QImage(cell.width() * columns, cell.height() * rows, QImage.Format.Format_RGB32)
    sheet.fill(LIGHT.line)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(DARK.ground)
    for number, path in enumerate(pictures):
        left, top = cell.width() * (number % A_ROW), cell.height() * (number // A_ROW)
        painter.drawText(left + GRID, top + MARGIN - GRID, path.stem)
        smooth = Qt.TransformationMode.SmoothTransformation
        image = QImage(str(path)).scaled(THUMB, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        painter.drawImage(QRect(left, top + MARGIN, image.width(), image.height()), image)
    painter.end()
    return sheet
