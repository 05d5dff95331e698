"""Words on a page: plain text that wraps anywhere rather than be cut, in one of the four sizes of type."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from deskside.ui.look import Look
from deskside.ui.tokens import BODY_LEADING, COLUMN, MARGIN, Role

UNBOUNDED = 1_000_000
"""A width at which nothing wraps."""
_ORDINARY = "the printer goes on and pages that wait are printed now "
LINE_SEPARATOR = "\u2028"


class Block:
    """A text laid out for a width: how high it is, and how to draw it. Plain text only."""

    def __init__(
        self,
        text: str,
        font: QFont,
        width: int,
        *,
        right_to_left: bool,
        centred: bool = False,
        underlined: int = -1,
        own_direction: bool = False,
        leading: float = BODY_LEADING,
    ) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        direction = Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto if own_direction else direction)
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else side)
        self._layout = QTextLayout(text.replace("\n", LINE_SEPARATOR), font)
        self._layout.setTextOption(option)
        self._layout.setCacheEnabled(True)
        if underlined >= 0:
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = underlined, 1
            mark.format.setFontUnderline(True)
            self._layout.setFormats([mark])
        self.height, self.widest = self._lay_out(width, font, leading)

    def _lay_out(self, width: int, font: QFont, leading: float) -> tuple[int, int]:
        """Lines follow one another at ``leading``; the first and the last have no more room than they need."""
        own, apart = QFontMetricsF(font).height(), leading * font.pixelSize()
        top, bottom, widest = 0.0, 0.0, 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, top))
            bottom = top + line.height()
            foreign = line.height() > own + 1  # letters that the font borrows need the room they bring
            top += max(line.height(), apart) if foreign or leading >= BODY_LEADING else apart
            widest = max(widest, line.naturalTextWidth())
        self._layout.endLayout()
        return round(bottom + 0.49), round(widest + 0.99)

    @property
    def lines(self) -> list[str]:
        """What stands in each line."""
        laid_out = (self._layout.lineAt(number) for number in range(self._layout.lineCount()))
        return [self._layout.text()[line.textStart() :][: line.textLength()] for line in laid_out]

    def draw(self, painter: QPainter, left: int, top: int, colour: QColor) -> None:
        painter.setPen(colour)
        self._layout.draw(painter, QPointF(left, top))


_MOST_SIZES = 2000
_sizes: dict[tuple[object, ...], tuple[int, int]] = {}


def size_of(
    text: str, font: QFont, width: int, *, right_to_left: bool, leading: float, underlined: int = -1
) -> tuple[int, int]:
    """Height and greatest width of a text in ``width``. Remembered: a page is measured again and again.

    A letter that is ``underlined`` is drawn by itself and does not nestle against the next one, so it counts.
    """
    asked = (text, font.key(), width, right_to_left, leading, underlined)
    if asked not in _sizes:
        if len(_sizes) >= _MOST_SIZES:
            _sizes.clear()
        block = Block(text, font, width, right_to_left=right_to_left, leading=leading, underlined=underlined)
        _sizes[asked] = block.height, block.widest
    return _sizes[asked]


def natural_width(text: str, font: QFont) -> int:
    """How wide the longest line of ``text`` is when nothing makes it wrap."""
    metrics = QFontMetrics(font)
    return max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0) + 2


def column_width(font: QFont) -> int:
    """The width of a full column of text, by the letters of ordinary words."""
    return QFontMetrics(font).horizontalAdvance(_ORDINARY) * COLUMN // len(_ORDINARY)


def beside_column(look: Look, width: int) -> int:
    """What is free on each side of a page in a window so wide; head and actions keep to the page's column."""
    return max(0, width - column_width(look.font(Role.BODY)) - 2 * MARGIN) // 2


class Words(QLabel):
    """One piece of text. A ``QLabel`` to assistive tools; never rich text, never a link."""

    def __init__(
        self, look: Look, text: str = "", role: Role = Role.BODY, colour: str = "text", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._role, self._colour = look, role, colour
        self._from_outside, self._centred = False, False
        self._block: tuple[object, Block] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setText(text)
        self._on_look()
        look.changed.connect(self._on_look)

    def tint(self, colour: str) -> None:
        """Draws in another token's colour."""
        self._colour = colour
        self.update()

    def as_heading(self) -> Words:
        """Lets a page change put the focus here, as a screen reader wants; the Tab key passes it by."""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        return self

    def from_outside(self) -> Words:
        """What someone wrote runs in the direction of its own language, whatever that of the window is."""
        self._from_outside = True
        return self

    def centred(self) -> Words:
        """Each line in the middle, for a sentence that stands alone."""
        self._centred = True
        return self

    def _on_look(self) -> None:
        self.setFont(self._look.font(self._role))
        self._block = None
        self.updateGeometry()
        self.update()

    def _laid_out(self, width: int) -> Block:
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        key = (self.text(), width, rtl, self._look.text_scale)
        if self._block is None or self._block[0] != key:
            font = self._look.font(self._role)
            block = Block(
                self.text(),
                font,
                width,
                right_to_left=rtl,
                own_direction=self._from_outside,
                leading=self._role.leading,
                centred=self._centred,
            )
            self._block = (key, block)
        return self._block[1]

    def _margins(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def heightForWidth(self, width: int) -> int:
        around = self._margins()
        return self._laid_out(width - around.width()).height + around.height()

    def hasHeightForWidth(self) -> bool:
        return True

    def sizeHint(self) -> QSize:
        font = self._look.font(self._role)
        width = min(natural_width(self.text(), font), column_width(font))
        return QSize(width, self._laid_out(width).height) + self._margins()

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font(self._role))
        return QSize(metrics.averageCharWidth() * 2, metrics.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        area: QRect = self.contentsRect()
        block = self._laid_out(area.width())
        painter = QPainter(self)
        block.draw(painter, area.left(), area.top(), self._look.colour(self._colour))
        painter.end()
