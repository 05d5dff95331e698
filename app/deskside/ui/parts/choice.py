"""Answers: one of several, on or off, one to five stars. Painted from tokens, native to assistive tools."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy

from deskside.ui.look import Look
from deskside.ui.parts.entrance import Entrance
from deskside.ui.parts.press import draw_ring, plain
from deskside.ui.parts.text import Block, natural_width
from deskside.ui.tokens import CARD_RADIUS, CONTROL_RADIUS, GRID, HAIRLINE, INSIDE, OUTSET, PAD, RING, TARGET, Role


def _prepare(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setAttribute(Qt.WidgetAttribute.WA_Hover)


def _shade(button: QAbstractButton, rest: str) -> str:
    """The token of what lies below: a step darker under the pointer, another one under the finger."""
    if not button.isEnabled():
        return rest
    return "pressed" if button.isDown() else "raised" if button.underMouse() else rest


class Choice(QRadioButton):
    """One of several answers, a whole card to press. ``value`` is what is answered."""

    def __init__(self, look: Look, label: str, value: str) -> None:
        super().__init__(plain(label))
        self.value = value
        self._look, self._label = look, label
        self.setAccessibleName(label)
        _prepare(self)
        self._entrance = Entrance(look, self)
        self.toggled.connect(self._entrance.begin)
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
        painter.setBrush(look.colour(_shade(self, "tint" if self.isChecked() else "surface")))
        painter.setPen(QPen(look.colour("line"), HAIRLINE) if look.colours.edges else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(card, CARD_RADIUS, CARD_RADIUS)
        self._draw_mark(painter)
        if self.hasFocus():
            draw_ring(painter, look, self.rect(), CARD_RADIUS)
        painter.end()

    def _draw_mark(self, painter: QPainter) -> None:
        look, rtl = self._look, self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        size, side, thick = self._mark(), PAD + INSIDE, RING * look.text_scale
        left = self.width() - side - size if rtl else side
        half = thick / 2
        circle = QRectF(left, (self.height() - size) / 2, size, size).adjusted(half, half, -half, -half)
        chosen = self.isChecked()
        painter.setBrush(look.colour("surface"))
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), thick))
        painter.drawEllipse(circle)
        if chosen:
            inner = size / 4 + (1 - self._entrance.share) * size / 4
            painter.setBrush(look.colour("accent"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(circle.adjusted(inner - half, inner - half, half - inner, half - inner))
        block = self._block(self.width())
        top = (self.height() - block.height) // 2
        block.draw(painter, side if rtl else side + size + PAD, top, look.colour("text"))


class Switch(QCheckBox):
    """On or off, with its words before it and the state told by the knob's place and a tick."""

    def __init__(self, look: Look, label: str, *, on: bool) -> None:
        super().__init__(plain(label))
        self._look, self._label = look, label
        self._entrance = Entrance(look, self)
        self.setChecked(on)
        self.setAccessibleName(label)
        _prepare(self)
        self.toggled.connect(self._entrance.begin)
        look.changed.connect(self.updateGeometry)

    @property
    def outset(self) -> tuple[int, int]:
        """Its words begin at the edge of the column, and its track ends there."""
        return OUTSET, OUTSET

    def _track(self) -> QSize:
        height = self._look.icon_size
        return QSize(height * 7 // 4, height)

    def _block(self, width: int) -> Block:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        inner = width - self._track().width() - PAD - 2 * OUTSET
        return Block(self._label, self._look.font(Role.BODY), inner, right_to_left=rtl)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(TARGET, self._block(width).height + PAD)

    def sizeHint(self) -> QSize:
        width = natural_width(self._label, self._look.font(Role.BODY)) + self._track().width() + PAD + 2 * OUTSET
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(3 * TARGET, TARGET)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self._look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rtl, track = self.layoutDirection() is Qt.LayoutDirection.RightToLeft, self._track()
        if shade := _shade(self, ""):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour(shade))
            painter.drawRoundedRect(self.rect(), CONTROL_RADIUS, CONTROL_RADIUS)
        left = OUTSET if rtl else self.width() - track.width() - OUTSET
        half = RING / 2
        box = QRectF(left, (self.height() - track.height()) / 2, track.width(), track.height())
        on = self.isChecked() and self.isEnabled()
        painter.setPen(QPen(look.colour("accent" if on else "line"), RING))
        painter.setBrush(look.colour("accent" if on else "surface"))
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), box.height() / 2, box.height() / 2)
        self._draw_knob(painter, box)
        block = self._block(self.width())
        at = left + track.width() + PAD if rtl else OUTSET
        ink = look.colour("text" if self.isEnabled() else "text_quiet")
        block.draw(painter, at, (self.height() - block.height) // 2, ink)
        if self.hasFocus():
            draw_ring(painter, look, self.rect(), CONTROL_RADIUS)
        painter.end()

    def _draw_knob(self, painter: QPainter, box: QRectF) -> None:
        look, checked, usable = self._look, self.isChecked(), self.isEnabled()
        size, way = box.height() - 2 * INSIDE, box.width() - box.height()
        share = self._entrance.share if checked else 1 - self._entrance.share
        away = way * (1 - share if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else share)
        knob = QRectF(box.left() + INSIDE + away, box.top() + INSIDE, size, size)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent_text" if checked and usable else "line"))
        painter.drawEllipse(knob)
        if checked:
            tick = round(size - INSIDE)
            at = knob.center()
            ink = "accent" if usable else "surface"
            look.draw_icon(painter, "tick", round(at.x() - tick / 2), round(at.y() - tick / 2), ink, tick)


class Star(QRadioButton):
    """One of five stars; those up to the chosen one are drawn full. Arrow keys move between them."""

    def __init__(self, look: Look, number: int, says: str) -> None:
        super().__init__()
        self.number, self._look, self._full = number, look, False
        self.setAccessibleName(says)
        self.setToolTip(says)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
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
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if shade := _shade(self, ""):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.colour(shade))
            painter.drawRoundedRect(self.rect(), CONTROL_RADIUS, CONTROL_RADIUS)
        size = self._look.icon_size
        at = (self.width() - size) // 2
        name, token = ("star-full", "accent") if self._full else ("star", "text_quiet")
        self._look.draw_icon(painter, name, at, (self.height() - size) // 2, token)
        if self.hasFocus():
            draw_ring(painter, self._look, self.rect(), CONTROL_RADIUS)
        painter.end()
