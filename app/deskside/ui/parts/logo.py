"""The organisation's mark beside its name. Its file may be anybody's work: it is small, or it is left out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from deskside.ui.look import Look
from deskside.ui.svg import read_svg
from deskside.ui.tokens import LOGO

MOST_BYTES = 256 * 1024
MOST_SIDE = 2_048
"""A picture with more pixels on a side is left out."""
_SHARP = 4
"""How much larger than drawn a picture is kept at most, for screens with small pixels."""


def read_logo(path: str) -> QImage | None:
    """In a lane. None when there is no such file, or it is no .svg or .png, or too large."""
    file = Path(path)
    try:
        if file.suffix.lower() not in (".svg", ".png") or file.stat().st_size > MOST_BYTES:
            return None
        content = file.read_bytes()
    except OSError:
        return None
    return _drawn(content) if file.suffix.lower() == ".svg" else _read(content)


def _drawn(source: bytes) -> QImage | None:
    drawing = read_svg(source)
    if drawing is None or drawing.defaultSize().isEmpty():
        return None
    size = QSizeF(drawing.defaultSize()).scaled(_largest(), Qt.AspectRatioMode.KeepAspectRatio).toSize()
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    drawing.render(painter, QRectF(image.rect()))
    painter.end()
    return image


def _read(content: bytes) -> QImage | None:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"png")
    size = reader.size()
    if not size.isValid() or size.isEmpty() or max(size.width(), size.height()) > MOST_SIDE:
        return None
    reader.setScaledSize(size.boundedTo(size.scaled(_largest().toSize(), Qt.AspectRatioMode.KeepAspectRatio)))
    image = reader.read()
    return None if image.isNull() else image


def _largest() -> QSizeF:
    return QSizeF(*LOGO) * _SHARP


class Logo(QWidget):
    """Beside the name it is decoration; the name says who it is. Hidden until there is a picture."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        self.hide()

    def show_image(self, image: QImage | None) -> None:
        """What ``read_logo`` gave."""
        self._image = image
        self.setVisible(image is not None)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        if self._image is None:
            return QSize(0, 0)
        room = QSize(self._look.on_disc(LOGO[0]), self._look.on_disc(LOGO[1]))
        return self._image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is not None:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(QRectF(self.rect()), self._image)
            painter.end()
