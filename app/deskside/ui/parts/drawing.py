"""A picture that somebody adds, and the parts of it that are hidden: painted over, so that nothing is left below."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

from deskside.casework.added import read_file
from deskside.casework.bare_png import MOST_PIXELS
from deskside.errors import NeedsEdit
from deskside.language import _
from deskside.ui.tokens import BESIDE_IT, PAINTED_OVER

PICTURES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp")
_FORMATS = ("png", "jpeg", "bmp", "gif", "webp")
_MOST_MEGABYTES = 4 * MOST_PIXELS // (1024 * 1024) + 32
_QUICK = 75
"""How hard Qt tries to make the file small, backwards: a third of the time for a little more."""
_SMALL = 1600
"""As wide as the picture is kept a second time, for quick drawing."""


@dataclass(frozen=True)
class Drawing:
    """``boxes`` are in the picture's own pixels. Made and written in a lane; shown by ``Mask``."""

    name: str
    image: QImage
    small: QImage
    boxes: tuple[QRect, ...] = ()

    def png(self) -> bytes:
        """The picture as it goes: hidden parts are flat black, and there is nothing but the picture."""
        flat = self.image.copy()
        painter = QPainter(flat)
        for box in self.boxes:
            painter.fillRect(box, QColor(PAINTED_OVER))
        painter.end()
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        flat.save(buffer, "PNG", _QUICK)  # type: ignore[call-overload]
        buffer.close()
        return bytes(data.data())


def drawn(name: str, image: QImage) -> Drawing:
    """A picture without anything that was written beside it. Raises NeedsEdit for none, or one that is too large."""
    if image.isNull() or image.width() * image.height() > MOST_PIXELS:
        raise _too_large(name) if not image.isNull() else _no_picture(name)
    plain = QImage(image.size(), QImage.Format.Format_RGB32)
    plain.fill(QColor(BESIDE_IT))
    image.setDevicePixelRatio(1)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    smooth = Qt.TransformationMode.SmoothTransformation
    return Drawing(_as_png(name), plain, plain.scaledToWidth(min(_SMALL, plain.width()), smooth))


def read_drawing(name: str, content: bytes) -> Drawing:
    """A picture file as hostile input: it is looked at how large it would be before it is opened."""
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode("ascii", "replace") not in _FORMATS:
        raise _no_picture(name)
    size: QSize = reader.size()
    if not size.isValid() or size.isEmpty():
        raise _no_picture(name)
    if size.width() * size.height() > MOST_PIXELS:
        raise _too_large(name)
    return drawn(name, reader.read())


def read_drawing_file(path: Path) -> Drawing:
    """The same for a file of the person's."""
    return read_drawing(path.name, read_file(path))


def _as_png(name: str) -> str:
    stem, dot, _suffix = name.rpartition(".")
    return f"{stem if dot else name}.png"


def _no_picture(name: str) -> NeedsEdit:
    says = _("{name} can't be opened as a picture.").format(name=name)
    return NeedsEdit(f"{name}: no picture", says=says)


def _too_large(name: str) -> NeedsEdit:
    says = _("The picture {name} is too large. A smaller part of it is enough.").format(name=name)
    return NeedsEdit(f"{name}: too large", says=says)
