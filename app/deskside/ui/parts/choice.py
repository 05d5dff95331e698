"""Answers: one of several, on or off, one to five stars. Painted from tokens, native to assistive tools."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from deskside.ui.look import Look
from deskside.ui.parts.press import draw_ring, plain
from deskside.ui.parts.text import Block, natural_width
from deskside.ui.tokens import CARD_RADIUS, GRID, HAIRLINE, INSIDE, PAD, RING, TARGET, Role


def _prepare(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)


class Choice(QRadioButton):
    """One of several answers, a whole card to press. ``value`` is what is answered."""

    def __init__(self, look: Look, label: str, value: str) -> None:
        super().__init__(plain(label))
        self.value = value
        self._look, self._label = look, label
        self.setAccessibleName(label)
        _prepare(self)
        look.changed.connect(self.updateGeometry)

    def _mark(self) -> int:
        return self._look.icon_size - INSIDE

    def _block(self, width: int) -> Block:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        inner = width - 2 * (PAD + INSIDE) - self._mark() - PAD
        return Block(self._label, self._look.font(Role.BODY), inner, right_to_left=rtl)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(TARGET + INSIDE, self._block(width).height + 2 * PAD)

    def sizeHint(self) -> QSize:
        return QSize(6 * TARGET, self.heightForWidth(6 * TARGET))

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * TARGET, TARGET)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = HAIRLINE / 2
        card = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setBrush(look.colour("raised" if self.underMouse() else "surface"))
        painter.setPen(QPen(look.colour("line"), HAIRLINE) if look.colours.edges else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
        self._draw_mark(painter)
        if self.hasFocus():
            draw_ring(painter, look, self.rect(), CARD_RADIUS)
        painter.end()

    def _draw_mark(self, painter: QPainter) -> None:
        look, rtl = self._look, self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        size, side = self._mark(), PAD + INSIDE
        left = self.width() - side - size if rtl else side
        circle = QRectF(left, (self.height() - size) / 2, size, size).adjusted(1, 1, -1, -1)
        chosen = self.isChecked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), RING))
        painter.drawEllipse(circle)
        if chosen:
            painter.setBrush(look.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(circle.adjusted(INSIDE, INSIDE, -INSIDE, -INSIDE))
        block = self._block(self.width())
        block.draw(
            painter, side if rtl else side + size + PAD, (self.height() - block.height) // 2, look.colour("text")
        )


class Switch(QCheckBox):
    """On or off, with its words before it and the state told by the knob's place and a tick."""

    def __init__(self, look: Look, label: str, *, on: bool) -> None:
        super().__init__(plain(label))
        self._look, self._label = look, label
        self.setChecked(on)
        self.setAccessibleName(label)
        _prepare(self)
        look.changed.connect(self.updateGeometry)

    def _track(self) -> QSize:
        height = self._look.icon_size
        return QSize(height * 2 - GRID, height)

    def _block(self, width: int) -> Block:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        inner = width - self._track().width() - PAD - 2 * INSIDE
        return Block(self._label, self._look.font(Role.BODY), inner, right_to_left=rtl)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(TARGET, self._block(width).height + PAD)

    def sizeHint(self) -> QSize:
        width = natural_width(self._label, self._look.font(Role.BODY)) + self._track().width() + PAD + 2 * INSIDE
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * TARGET, TARGET)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl, track = self.layoutDirection() is Qt.LayoutDirection.RightToLeft, self._track()
        left = INSIDE if rtl else self.width() - track.width() - INSIDE
        box = QRectF(left, (self.height() - track.height()) / 2, track.width(), track.height()).adjusted(1, 1, -1, -1)
        usable, on = self.isEnabled(), self.isChecked()
        painter.setPen(QPen(look.colour("accent" if on and usable else "line"), RING))
        painter.setBrush(look.colour("accent") if on and usable else look.colour("surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        self._draw_knob(painter, box, on=on != rtl)
        block = self._block(self.width())
        start = self.width() - INSIDE - block.widest if rtl else INSIDE
        top = (self.height() - block.height) // 2
        block.draw(painter, track.width() + PAD + INSIDE if rtl else start, top, look.colour("text"))
        if self.hasFocus():
            draw_ring(painter, look, self.rect(), GRID)
        painter.end()

    def _draw_knob(self, painter: QPainter, box: QRectF, *, on: bool) -> None:
        look, size = self._look, box.height() - GRID
        left = box.right() - size - INSIDE if on else box.left() + INSIDE
        checked, usable = self.isChecked(), self.isEnabled()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_text" if checked and usable else "line"))
        painter.drawEllipse(QRectF(left, box.top() + INSIDE, size, size))
        if checked:
            token = "accent" if usable else "surface"
            tick = round(size - INSIDE)
            look.draw_icon(painter, "tick", round(left + INSIDE / 2), round(box.top() + INSIDE * 1.5), token, tick)


class Star(QRadioButton):
    """One of five stars; those up to the chosen one are drawn full. Arrow keys move between them."""

    def __init__(self, look: Look, number: int, says: str) -> None:
        super().__init__()
        self.number, self._look, self._full = number, look, False
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fill(self, *, full: bool) -> None:
        self._full = full
        self.update()

    def sizeHint(self) -> QSize:
        side = max(TARGET, self._look.icon_size + GRID)
        return QSize(side, side)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._look.icon_size
        at = (self.width() - size) // 2
        name, token = ("star-full", "accent") if self._full else ("star", "text_quiet")
        self._look.draw_icon(painter, name, at, (self.height() - size) // 2, token)
        if self.hasFocus():
            draw_ring(painter, self._look, self.rect(), GRID)
        painter.end()
