"""The icon as Windows wants it: ``python icon.py FILE.ico``, with the application's own Python. A picture a size."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
DRAWN = Path(__file__).resolve().parents[2] / "resources/deskside.svg"


def icon() -> bytes:
    """All sizes as PNG, which Windows reads since Vista."""
    pictures = [_drawn(size) for size in SIZES]
    place = 6 + 16 * len(SIZES)
    listed = []
    for size, picture in zip(SIZES, pictures, strict=True):
        listed.append(struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(picture), place))
        place += len(picture)
    return struct.pack("<HHH", 0, 1, len(SIZES)) + b"".join(listed) + b"".join(pictures)


def _drawn(size: int) -> bytes:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(DRAWN)).render(painter)
    painter.end()
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return kept.data()


if __name__ == "__main__":
    app = QGuiApplication(["icon", "-platform", "offscreen"])
    Path(sys.argv[1]).write_bytes(icon())
