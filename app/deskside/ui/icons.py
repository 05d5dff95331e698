"""Our own line icons, read from ``resources/icons``, tinted and drawn sharp at any size and screen scale."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from deskside.ui.svg import read_svg
from deskside.ui.tokens import CLEAR

_NOTHING = QColor(CLEAR)
_WHITE = re.compile(rb"#(?:fff|FFF|ffffff|FFFFFF)(?![0-9a-fA-F])")


class Icons:
    """The set. An icon that is missing is drawn as nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, str] = {}
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def has(self, name: str) -> bool:
        return bool(self._source(name))

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """The icon in ``colour`` (#rrggbb), ``size`` logical pixels square."""
        key = (name, colour, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = self._draw(name, colour, size, ratio)
        return self._drawn[key]

    def _source(self, name: str) -> str:
        if name not in self._sources:
            path = self._folder / f"{name}.svg"
            self._sources[name] = path.read_text("utf-8") if path.is_file() else ""
        return self._sources[name]

    def _draw(self, name: str, colour: str, size: int, ratio: float) -> QPixmap:
        pixmap = QPixmap(round(size * ratio), round(size * ratio))
        pixmap.fill(_NOTHING)
        source = self._source(name).replace("currentColor", colour)
        if source:
            painter = QPainter(pixmap)
            QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
            painter.end()
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def picture(self, path: Path, accent: str, paper: str, size: QSize, ratio: float) -> QPixmap:
        """A troubleshooter's picture, as large as fits ``size``. Only .svg and .png; nothing when it cannot be read.

        In a drawing ``currentColor`` becomes ``accent`` and white becomes ``paper``, so that it fits light and dark.
        """
        from deskside.catalogue.image_size import MOST_PIXELS, image_size  # here: the tray icon needs none of it
        from deskside.catalogue.pictures import MAX_PICTURE

        try:
            data = path.read_bytes() if path.stat().st_size <= MAX_PICTURE else b""
        except OSError:
            return QPixmap()
        if path.suffix == ".svg":
            return _drawn_svg(_recoloured(data, accent, paper), QSizeF(size), ratio)
        pixmap, claimed = QPixmap(), image_size(data)
        if path.suffix != ".png" or claimed is None or claimed.pixels > MOST_PIXELS:
            return QPixmap()
        if not pixmap.loadFromData(data, "PNG"):
            return QPixmap()
        from PySide6.QtCore import Qt  # here: its enumerations take 10 ms to load, and the tray icon needs none

        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        fitted = pixmap.scaled(size * ratio, keep, smooth)
        fitted.setDevicePixelRatio(ratio)
        return fitted


def _recoloured(source: bytes, accent: str, paper: str) -> bytes:
    return _WHITE.sub(paper.encode(), source.replace(b"currentColor", accent.encode()))


def _drawn_svg(source: bytes, size: QSizeF, ratio: float) -> QPixmap:
    renderer = read_svg(source)
    if renderer is None:
        return QPixmap()
    from PySide6.QtCore import Qt  # as above

    fitted = QSizeF(renderer.defaultSize()).scaled(size * ratio, Qt.AspectRatioMode.KeepAspectRatio)
    pixmap = QPixmap(fitted.toSize())
    pixmap.fill(_NOTHING)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
