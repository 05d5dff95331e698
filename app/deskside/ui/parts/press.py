"""What can be pressed: buttons that grow with their text and wrap it, and cards with a second line."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QStyleOption, QWidget

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.disc import draw_on_disc
from deskside.ui.parts.going import Going
from deskside.ui.parts.text import UNBOUNDED, Block, size_of
from deskside.ui.tokens import (
    CARD_RADIUS,
    CONTROL_RADIUS,
    DISC,
    HAIRLINE,
    HEADING_LEADING,
    ICON,
    INSIDE,
    LINE,
    MOST_OUTSET,
    OUTSET,
    PAD,
    RING,
    SMALL_ICON,
    TARGET,
    Role,
)

_GAP = RING + HAIRLINE
"""Between a button's edge and its face: the room of the focus ring."""
_CARD_SIDE = PAD + INSIDE


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
    """The focus ring, just inside ``area``; on the accent a gap is left so that it shows there too."""
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

    def shade(self, rest: str = "") -> str:
        """The token of what lies under the words: a step darker under the pointer, another one under the finger."""
        if not self.isEnabled():
            return rest
        return "pressed" if self.isDown() else "raised" if self.underMouse() else rest

    def edge(self) -> QPen | Qt.PenStyle:
        """High contrast draws an edge round everything."""
        colours = self.look.colours
        return QPen(self.look.colour("line"), HAIRLINE) if colours.edges else Qt.PenStyle.NoPen

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
        self._going: Going | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def work(self, *, on: bool) -> None:
        """Shows that what was pressed is being done. The focus stays, and so do the words."""
        if on is not (self._going is None):
            return
        if self._going is not None:
            self._going.end()
        self._going = Going(self.look, self) if on else None
        self.setAccessibleDescription(_("One moment, please.") if on else "")
        self.update()

    @property
    def outset(self) -> tuple[int, int]:
        """A quiet one stands at the edge with its words, the others with their face."""
        if self.weight is not Weight.QUIET:
            return _GAP, _GAP
        before = self.look.bearing(self._faced(), right=self.mirrored) if self.icon_name else 0
        return min(OUTSET + before, MOST_OUTSET), OUTSET

    def _side(self) -> int:
        """Between the edge and what is inside."""
        return OUTSET if self.weight is Weight.QUIET else PAD + RING + INSIDE

    def _around(self) -> int:
        """Everything beside the text, in width."""
        return 2 * self._side() + ((self.look.icon_size + LINE) if self.icon_name else 0)

    def _mark(self) -> int:
        """The letter that is underlined, -1 for none."""
        option = QStyleOption()
        option.initFrom(self)
        marks = self.style().styleHint(QStyle.StyleHint.SH_UnderlineShortcut, option, self)
        return marked(self.text()) if marks else -1

    def _block(self, width: int) -> Block:
        return Block(
            shown(self.text()),
            self.look.font(Role.STRONG),
            width,
            right_to_left=self.mirrored,
            centred=self.weight is not Weight.QUIET and not self.icon_name,
            underlined=self._mark(),
            leading=HEADING_LEADING,
        )

    def _size(self, width: int) -> tuple[int, int]:
        font, words, mark = self.look.font(Role.STRONG), shown(self.text()), self._mark()
        return size_of(words, font, width, right_to_left=self.mirrored, leading=HEADING_LEADING, underlined=mark)

    def heightForWidth(self, width: int) -> int:
        return max(TARGET, self._size(width - self._around())[0] + 2 * PAD - INSIDE)

    def sizeHint(self) -> QSize:
        width = max(TARGET, self._size(UNBOUNDED)[1] + self._around())
        return QSize(width, self.heightForWidth(width))

    def _fill(self) -> QColor | None:
        if self._going is not None:
            return self.look.colour("tint")
        if self.weight is not Weight.MAIN:
            token = self.shade()
            return self.look.colour(token) if token else None
        if not self.isEnabled():
            return self.look.colour("raised")
        return self.look.colour({"pressed": "accent_pressed", "raised": "accent_lit"}.get(self.shade(), "accent"))

    def _ink(self) -> str:
        if not self.isEnabled():
            return "text_quiet"
        if self._going is not None:
            return "accent"
        return {Weight.MAIN: "accent_text", Weight.PLAIN: "text", Weight.QUIET: "accent"}[self.weight]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = _GAP + HAIRLINE / 2
        face = QRectF(self.rect()).adjusted(half, half, -half, -half)
        fill = self._fill()
        outlined = self.weight is Weight.PLAIN
        painter.setPen(QPen(self.look.colour("line"), HAIRLINE) if outlined else self.edge())
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(face, CONTROL_RADIUS, CONTROL_RADIUS)
        if self._going is not None:
            self._going.draw(painter, face, CONTROL_RADIUS)
        self._draw_face(painter)
        if self.ringed:
            draw_ring(painter, self.look, self.rect(), CONTROL_RADIUS + RING)
        painter.end()

    def _draw_face(self, painter: QPainter) -> None:
        side, size = self._side(), self.look.icon_size
        block = self._block(self.width() - self._around())
        left = side
        if self.icon_name:
            spare = 0 if self.weight is Weight.QUIET else (self.width() - self._around() - block.widest) // 2
            side += max(0, spare)  # icon and words stand together in the middle of a wide face
            at = self.width() - side - size if self.mirrored else side
            self.look.draw_icon(painter, self._faced(), at, (self.height() - size) // 2, self._ink())
            left += -max(0, spare) if self.mirrored else max(0, spare) + size + LINE
        block.draw(painter, left, (self.height() - block.height) // 2, self.look.colour(self._ink()))

    def _faced(self) -> str:
        """Arrows point the other way in a right-to-left layout; things do not."""
        swap = {"back": "forward", "forward": "back"}
        return swap.get(self.icon_name, self.icon_name) if self.mirrored else self.icon_name


_WIDTHS = 4
"""Of so many a card remembers how it is laid out."""


class Card(Pressable):
    """One thing to choose from a list: an icon on its disc, a title, a quiet second line."""

    def __init__(self, look: Look, title: str, second: str = "", icon: str = "", ink: str = "accent") -> None:
        super().__init__(look, plain(title))
        self._title, self._second, self._icon, self._token = title, second, icon, ink
        self._laid_out: dict[tuple[object, ...], tuple[Block, Block | None]] = {}
        """A layout asks for the same few widths again and again."""
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _blocks(self, width: int) -> tuple[Block, Block | None]:
        rtl, look = self.mirrored, self.look
        key = (width, rtl, look.text_scale)
        if key not in self._laid_out:
            if len(self._laid_out) >= _WIDTHS:
                self._laid_out.clear()
            self._laid_out[key] = self._lay_out(width, rtl=rtl)
        return self._laid_out[key]

    def _lay_out(self, width: int, *, rtl: bool) -> tuple[Block, Block | None]:
        look = self.look
        around = 2 * _CARD_SIDE + (look.on_disc(DISC) + PAD if self._icon else 0) + look.on_disc(SMALL_ICON) + LINE
        inner = width - around
        strong, apart = look.font(Role.STRONG), HEADING_LEADING
        title = Block(self._title, strong, inner, right_to_left=rtl, leading=apart, own_direction=True)
        second = Block(self._second, look.font(Role.SMALL), inner, right_to_left=rtl) if self._second else None
        return title, second

    def heightForWidth(self, width: int) -> int:
        title, second = self._blocks(width)
        text = title.height + (second.height + INSIDE if second else 0)
        return max(self.look.on_disc(DISC) if self._icon else TARGET - PAD, text) + 2 * PAD

    def sizeHint(self) -> QSize:
        return QSize(6 * TARGET, self.heightForWidth(6 * TARGET))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, look = QPainter(self), self.look
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(look.colour(self.shade("surface")))
        painter.setPen(self.edge())
        half = HAIRLINE / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), CARD_RADIUS, CARD_RADIUS)
        self._draw_content(painter)
        if self.ringed:
            draw_ring(painter, look, self.rect(), CARD_RADIUS)
        painter.end()

    def _draw_content(self, painter: QPainter) -> None:
        look, rtl, side = self.look, self.mirrored, _CARD_SIDE
        title, second = self._blocks(self.width())
        disc = look.on_disc(DISC) if self._icon else 0
        if disc:
            box = QRectF(self.width() - side - disc if rtl else side, (self.height() - disc) // 2, disc, disc)
            draw_on_disc(painter, look, self._icon, box, self._token, look.on_disc(ICON))
        chevron = look.on_disc(SMALL_ICON)
        left = side + chevron + LINE if rtl else side + (disc + PAD if disc else 0)
        height = title.height + (second.height + INSIDE if second else 0)
        top = (self.height() - height) // 2
        title.draw(painter, left, top, look.colour("text"))
        if second:
            second.draw(painter, left, top + title.height + INSIDE, look.colour("text_quiet"))
        at = side if rtl else self.width() - side - chevron
        arrow = "back" if rtl else "forward"
        look.draw_icon(painter, arrow, at, (self.height() - chevron) // 2, "text_quiet", chevron)
