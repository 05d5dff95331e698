"""A picture in which parts are hidden: by dragging over them, or with a box that the arrow keys move."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QMoveEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from deskside.language import _, ngettext
from deskside.ui.look import Look
from deskside.ui.parts.drawing import Drawing
from deskside.ui.sheet import announce
from deskside.ui.tokens import BESIDE_IT, BOX_SHADE, DRAGGED_SHADE, GRID, HAIRLINE, INSIDE, PAINTED_OVER, RING

STEPS = 40
"""So many steps of the box lead across what is seen of the picture."""
_ARROWS = {
    Qt.Key.Key_Left: QPoint(-1, 0),
    Qt.Key.Key_Right: QPoint(1, 0),
    Qt.Key.Key_Up: QPoint(0, -1),
    Qt.Key.Key_Down: QPoint(0, 1),
}


class Mask(QLabel):
    """``changed``: something was hidden or taken back. ``at``: the box is there now, on the widget."""

    changed = Signal()
    at = Signal(QRect)

    def __init__(self, look: Look, drawing: Drawing) -> None:
        super().__init__()
        self._look, self._drawing = look, drawing
        self.boxes: list[QRect] = list(drawing.boxes)
        self._zoom, self._step = 1.0, 1
        width, height = drawing.image.width(), drawing.image.height()
        self._box = QRect(width // 3, height // 3, max(1, width // 3), max(1, height // 12))
        self._drag: tuple[QPoint, QPoint] | None = None
        self._fitted = QPixmap()
        self.setPixmap(QPixmap(1, 1))  # tells assistive tools that this is a picture
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Your picture"))
        self.setAccessibleDescription(
            _("Arrow keys move a box. Shift with arrow keys changes its size. Enter hides what is in it.")
        )
        look.changed.connect(self.update)

    def fit(self, width: int, zoom: int) -> None:
        """Shows the picture ``zoom`` times as wide as ``width``, but never much larger than it is."""
        image = self._drawing.image
        wide = min(width * zoom, max(image.width() * 2, width if zoom == 1 else 0, 1))
        self._zoom = wide / image.width()
        size = QSize(wide, max(1, round(image.height() * self._zoom)))
        if size != self.size():
            self.setFixedSize(size)
            ratio = self.devicePixelRatioF()
            keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            small = self._drawing.small
            fits = size.width() * ratio <= small.width()
            self._fitted = QPixmap.fromImage(small.scaled(size * ratio, keep, smooth)) if fits else QPixmap()
        self._step = max(1, round(min(width, wide) / self._zoom / STEPS))
        self.update()

    def height_at(self, width: int) -> int:
        """How high the whole picture is at this width."""
        return round(self._drawing.image.height() * width / self._drawing.image.width())

    def sizeHint(self) -> QSize:
        return self.size()

    def take_back(self) -> None:
        """Shows what was hidden last."""
        if self.boxes:
            self.boxes.pop()
            self._tell(_("Shown again."))

    def _hide(self, box: QRect) -> None:
        self.boxes.append(box)
        self._tell(_("Hidden."))

    def _tell(self, says: str) -> None:
        announce(self, f"{says} {hidden_parts(len(self.boxes))}")
        self.changed.emit()
        self.update()

    # the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            place = self._in_picture(event.position())
            self._drag = (place, place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None:
            self._drag = (self._drag[0], self._in_picture(event.position()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._drag is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        box, self._drag = self._dragged(self._drag), None
        if min(box.width(), box.height()) * self._zoom >= INSIDE:
            self._hide(box)
        self.update()

    def _in_picture(self, place: QPointF) -> QPoint:
        image = self._drawing.image
        x, y = round(place.x() / self._zoom), round(place.y() / self._zoom)
        return QPoint(min(max(x, 0), image.width()), min(max(y, 0), image.height()))

    @staticmethod
    def _dragged(drag: tuple[QPoint, QPoint]) -> QRect:
        (one, other) = drag
        left, top = min(one.x(), other.x()), min(one.y(), other.y())
        return QRect(left, top, abs(one.x() - other.x()), abs(one.y() - other.y()))

    # the keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if way is not None and not event.modifiers() & (Qt.KeyboardModifier.AltModifier):
            self._move_box(way * self._step, size=shift)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self._hide(QRect(self._box))
        elif event.key() == Qt.Key.Key_Backspace:
            self.take_back()
        else:
            super().keyPressEvent(event)

    def _move_box(self, by: QPoint, *, size: bool) -> None:
        image, box, least = self._drawing.image, QRect(self._box), self._step
        if size:
            box.setWidth(min(max(box.width() + by.x(), least), image.width() - box.left()))
            box.setHeight(min(max(box.height() + by.y(), least), image.height() - box.top()))
        else:
            box.moveLeft(min(max(box.left() + by.x(), 0), image.width() - box.width()))
            box.moveTop(min(max(box.top() + by.y(), 0), image.height() - box.height()))
        self._box = box
        announce(self, self._place_in_words())
        self.at.emit(self.place)
        self.update()

    def _place_in_words(self) -> str:
        image, box = self._drawing.image, self._box
        wide, high = 100 / max(1, image.width()), 100 / max(1, image.height())
        return _("{left} percent from the left, {top} from the top, {width} wide, {height} high.").format(
            left=round(box.left() * wide),
            top=round(box.top() * high),
            width=round(box.width() * wide),
            height=round(box.height() * high),
        )

    # drawing

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.at.emit(self.place)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def moveEvent(self, event: QMoveEvent) -> None:
        """What is seen is another part now."""
        super().moveEvent(event)
        self.update()

    @property
    def place(self) -> QRect:
        """Where the box is, on the widget."""
        return self._on_widget(self._box).toAlignedRect()

    def _on_widget(self, box: QRect) -> QRectF:
        zoom = self._zoom
        return QRectF(box.x() * zoom, box.y() * zoom, box.width() * zoom, box.height() * zoom)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._draw_picture(painter, QRectF(event.rect()))
        for box in self.boxes:
            self._draw_box(painter, self._on_widget(box), HAIRLINE)
        if self._drag is not None:
            self._draw_box(painter, self._on_widget(self._dragged(self._drag)), RING, DRAGGED_SHADE)
        elif self.hasFocus():
            self._draw_box(painter, self._on_widget(self._box), RING, BOX_SHADE)
        if self.hasFocus():
            self._draw_focus(painter)
        painter.end()

    def _draw_focus(self, painter: QPainter) -> None:
        """A dark ring round what is seen of the picture and a light one in it, so that one of them shows on any."""
        seen, half = QRectF(self.visibleRegion().boundingRect()), RING / 2
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for inset, colour in ((half, PAINTED_OVER), (half + RING, BESIDE_IT)):
            painter.setPen(QPen(QColor(colour), RING))
            painter.drawRect(seen.adjusted(inset, inset, -inset, -inset))

    def _draw_picture(self, painter: QPainter, area: QRectF) -> None:
        if not self._fitted.isNull():
            painter.drawPixmap(self.rect(), self._fitted)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        zoom = self._zoom
        part = QRectF(area.x() / zoom, area.y() / zoom, area.width() / zoom, area.height() / zoom)
        painter.drawImage(area, self._drawing.image, part)

    def _draw_box(self, painter: QPainter, box: QRectF, line: int, shade: int = 255) -> None:
        """A light and a dark line, so that one of them shows on any picture."""
        fill = QColor(PAINTED_OVER)
        fill.setAlpha(shade)
        painter.setBrush(fill)
        painter.setPen(QPen(QColor(BESIDE_IT), line))
        painter.drawRect(box)
        if line > HAIRLINE:
            dashes = QPen(QColor(PAINTED_OVER), line)
            dashes.setDashPattern([INSIDE, INSIDE])
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(dashes)
            painter.drawRect(box)


def hidden_parts(count: int) -> str:
    """How much of a picture is hidden, in words."""
    if not count:
        return _("Nothing in it is hidden yet.")
    return ngettext("One part of it is hidden.", "{count} parts of it are hidden.", count).format(count=count)


SPACE = GRID
"""What is left round the box when the picture moves along with it."""
