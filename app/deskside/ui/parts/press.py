"""What can be pressed: buttons that grow with their text and wrap it, and cards with a second line."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOption, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.text import UNBOUNDED, Block
from deskside.ui.tokens import (
    CARD_RADIUS,
    CONTROL_RADIUS,
    HAIRLINE,
    INSIDE,
    LINE,
    PAD,
    RING,
    SMALL_ICON,
    TARGET,
    Role,
)


class Weight(Enum):
    """How much a button asks for attention."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"


def shown(text: str) -> str:
    """A label without its mnemonic mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def marked(text: str) -> int:
    """Where in the shown label the mnemonic is, -1 if there is none."""
    at = text.replace("&&", "\0").find("&")
    return -1 if at < 0 else at


def plain(text: str) -> str:
    """Outside text as a label: an ampersand in it marks no mnemonic."""
    return text.replace("&", "&&")


def draw_ring(painter: QPainter, look: Look, area: QRect, radius: int) -> None:
    """The focus ring, just inside ``area``, with a gap so that it shows on the accent too."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = RING / 2
    painter.setPen(QPen(look.colour("accent"), RING))
    painter.drawRoundedRect(QRectF(area).adjusted(half, half, -half, -half), radius, radius)


class Pressable(QAbstractButton):
    """What buttons and cards share: hover, focus ring, target size, height that follows the text."""

    def __init__(self, look: Look, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.look = look
        self.setText(text)
        self.setAccessibleName(shown(text))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        look.changed.connect(self.updateGeometry)

    def say(self, text: str) -> None:
        """Shows another label."""
        self.setText(text)
        self.setAccessibleName(shown(text))
        self.updateGeometry()

    @property
    def mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    @property
    def ringed(self) -> bool:
        """Whether the focus ring shows: the keyboard brought the focus here."""
        return self.hasFocus()

    def hasHeightForWidth(self) -> bool:
        return True

    def minimumSizeHint(self) -> QSize:
        return QSize(TARGET, TARGET)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)


class Button(Pressable):
    """A button in one of three weights, with or without an icon."""

    def __init__(
        self,
        look: Look,
        text: str,
        weight: Weight = Weight.PLAIN,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, text, parent)
        self.weight, self.icon_name = weight, icon
        self.compact = False
        """Only the icon is drawn; the name stays for assistive tools and as a tooltip."""
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _says(self) -> str:
        return "" if self.compact else shown(self.text())

    def make_compact(self, *, compact: bool) -> None:
        if compact is not self.compact:
            self.compact = compact
            self.setToolTip(shown(self.text()) if compact else "")
            self.update()

    def _side(self) -> int:
        """Between the edge and what is inside."""
        return INSIDE if self.weight is Weight.QUIET else PAD + RING

    def _around(self) -> int:
        """Everything beside the text, in width."""
        return 2 * self._side() + ((self.look.icon_size + LINE) if self.icon_name and self._says() else 0)

    def _block(self, width: int) -> Block:
        option = QStyleOption()
        option.initFrom(self)
        marks = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        return Block(
            self._says(),
            self.look.font(Role.STRONG),
            width,
            right_to_left=self.mirrored,
            centred=not self.icon_name,
            underlined=marked(self.text()) if marks else -1,
        )

    def heightForWidth(self, width: int) -> int:
        return max(TARGET, self._block(width - self._around()).height + 2 * PAD - INSIDE)

    def sizeHint(self) -> QSize:
        if not self._says():
            return self.icon_hint()
        width = max(TARGET, self._block(UNBOUNDED).widest + self._around())
        return QSize(width, self.heightForWidth(width))

    def full_hint(self) -> QSize:
        """The size with its words, whether they are drawn now or not."""
        compact, self.compact = self.compact, False
        hint = self.sizeHint()
        self.compact = compact
        return hint

    def icon_hint(self) -> QSize:
        """The size with the icon alone."""
        side = max(TARGET, self.look.icon_size + 2 * INSIDE)
        return QSize(side, side)

    def _fill(self) -> QColor | None:
        lit = self.isEnabled() and (self.underMouse() or self.isDown())
        if self.weight is Weight.MAIN:
            fill = self.look.colour("accent" if self.isEnabled() else "raised")
            return fill.darker(112) if lit and fill.lightness() < 128 else fill.lighter(108) if lit else fill
        return self.look.colour("raised") if lit else None

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_quiet"
        return {Weight.MAIN: "accent_text", Weight.PLAIN: "text", Weight.QUIET: "accent"}[self.weight]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = RING + HAIRLINE
        face = QRectF(self.rect()).adjusted(gap, gap, -gap, -gap)
        fill = self._fill()
        outlined = self.weight is Weight.PLAIN
        painter.setPen(QPen(self.look.colour("line"), HAIRLINE) if outlined else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(face, CONTROL_RADIUS - INSIDE / 2, CONTROL_RADIUS - INSIDE / 2)
        self._draw_face(painter)
        if self.ringed:
            draw_ring(painter, self.look, self.rect(), CONTROL_RADIUS)
        painter.end()

    def _draw_face(self, painter: QPainter) -> None:
        side, size, text = self._side(), self.look.icon_size, self._says()
        left = side
        if self.icon_name:
            at = (self.width() - size) // 2 if not text else self.width() - side - size if self.mirrored else side
            self.look.draw_icon(painter, self._faced(), at, (self.height() - size) // 2, self._ink())
            left += 0 if self.mirrored else size + LINE
        block = self._block(self.width() - self._around())
        block.draw(painter, left, (self.height() - block.height) // 2, self.look.colour(self._ink()))

    def _faced(self) -> str:
        """Arrows point the other way in a right-to-left layout; things do not."""
        swap = {"back": "forward", "forward": "back"}
        return swap.get(self.icon_name, self.icon_name) if self.mirrored else self.icon_name


class Card(Pressable):
    """One thing to choose from a list: an icon, a title, a quiet second line."""

    def __init__(self, look: Look, title: str, second: str = "", icon: str = "", ink: str = "accent") -> None:
        super().__init__(look, plain(title))
        self._title, self._second, self._icon, self._token = title, second, icon, ink
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _blocks(self, width: int) -> tuple[Block, Block | None]:
        rtl, look = self.mirrored, self.look
        around = 2 * (PAD + INSIDE) + (look.icon_size + PAD if self._icon else 0) + SMALL_ICON + LINE
        inner = width - around
        title = Block(self._title, look.font(Role.STRONG), inner, right_to_left=rtl)
        second = Block(self._second, look.font(Role.SMALL), inner, right_to_left=rtl) if self._second else None
        return title, second

    def heightForWidth(self, width: int) -> int:
        title, second = self._blocks(width)
        text = title.height + (second.height + INSIDE if second else 0)
        return max(TARGET + PAD, text + 2 * PAD)

    def sizeHint(self) -> QSize:
        return QSize(6 * TARGET, self.heightForWidth(6 * TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.underMouse() or self.isDown()
        painter.setBrush(look.colour("raised" if lit else "surface"))
        painter.setPen(QPen(look.colour("line"), HAIRLINE) if look.colours.edges else Qt.PenStyle.NoPen)
        half = HAIRLINE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), CARD_RADIUS, CARD_RADIUS)
        self._draw_content(painter)
        if self.ringed:
            draw_ring(painter, look, self.rect(), CARD_RADIUS)
        painter.end()

    def _draw_content(self, painter: QPainter) -> None:
        look, rtl, size = self.look, self.mirrored, self.look.icon_size
        title, second = self._blocks(self.width())
        side = PAD + INSIDE
        if self._icon:
            at = self.width() - side - size if rtl else side
            look.draw_icon(painter, self._icon, at, (self.height() - size) // 2, self._token)
        left = side + SMALL_ICON + LINE if rtl else side + (size + PAD if self._icon else 0)
        height = title.height + (second.height + INSIDE if second else 0)
        top = (self.height() - height) // 2
        title.draw(painter, left, top, look.colour("text"))
        if second:
            second.draw(painter, left, top + title.height + INSIDE, look.colour("text_quiet"))
        at = side if rtl else self.width() - side - SMALL_ICON
        arrow = "back" if rtl else "forward"
        look.draw_icon(painter, arrow, at, (self.height() - SMALL_ICON) // 2, "text_quiet", SMALL_ICON)
