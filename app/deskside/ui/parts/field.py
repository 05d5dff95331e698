"""Where people type: one line or several, each with its label above and a frame that shows the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.press import draw_ring
from deskside.ui.parts.scroll import thin
from deskside.ui.parts.sign import Sign
from deskside.ui.parts.text import Words
from deskside.ui.tokens import CONTROL_RADIUS, HAIRLINE, INSIDE, PAD, TARGET, Role


class Frame(QWidget):
    """The frame round a text widget: a hairline, and the ring while the person is in it."""

    def __init__(self, look: Look, inner: QWidget, icon: str = "") -> None:
        super().__init__()
        self._look, self._inner = look, inner
        row = QHBoxLayout(self)
        row.setContentsMargins(PAD, INSIDE, PAD, INSIDE)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        row.setSpacing(PAD)
        if icon:
            row.addWidget(Sign(look, icon), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(inner, 1)
        self.setFocusProxy(inner)
        inner.installEventFilter(self)
        look.changed.connect(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._inner.setFont(self._look.font(Role.BODY))
        self._inner.setPalette(self._look.palette())
        self.setMinimumHeight(max(TARGET, QFontMetrics(self._inner.font()).height() + 2 * PAD))
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = HAIRLINE / 2
        painter.setBrush(self._look.colour("surface"))
        painter.setPen(QPen(self._look.colour("text_quiet" if self.underMouse() else "line"), HAIRLINE))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), CONTROL_RADIUS, CONTROL_RADIUS)
        if self._inner.hasFocus():
            draw_ring(painter, self._look, self.rect(), CONTROL_RADIUS)
        painter.end()


class Line(QWidget):
    """A line of text with its label above it and room for a quiet remark below."""

    changed = Signal(str)
    entered = Signal()
    down = Signal()

    def __init__(self, look: Look, label: str, *, hint: str = "", icon: str = "", secret: bool = False) -> None:
        super().__init__()
        self.edit = QLineEdit()
        self.edit.setFrame(False)
        self._hint = hint
        self.edit.setAccessibleName(label)
        if secret:
            self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.label = Words(look, label, Role.STRONG)
        self.label.setBuddy(self.edit)
        self.remark = Words(look, "", Role.SMALL, "text_quiet")
        self.remark.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(INSIDE)
        column.addWidget(self.label)
        column.addWidget(Frame(look, self.edit, icon))
        column.addWidget(self.remark)
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.changed)
        self.edit.returnPressed.connect(self.entered)
        self.edit.installEventFilter(self)

    def _show_hint(self) -> None:
        """An example that would be cut is none."""
        needs = self.edit.fontMetrics().horizontalAdvance(self._hint) + PAD
        self.edit.setPlaceholderText(self._hint if needs <= self.edit.width() else "")

    def text(self) -> str:
        return self.edit.text().strip()

    def say(self, remark: str, ink: str = "text_quiet") -> None:
        """Shows a remark below the field; the field carries it for assistive tools."""
        self.remark.setText(remark)
        self.remark.tint(ink)
        self.remark.setVisible(bool(remark))
        self.edit.setAccessibleDescription(remark)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._show_hint()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
            self.down.emit()
            return True
        return super().eventFilter(watched, event)


class _Growing(QPlainTextEdit):
    """A plain text box that grows with what is typed; the Tab key leaves it."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(INSIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        height = lines * QFontMetrics(self.font()).lineSpacing() + 4 * INSIDE
        return QSize(6 * TARGET, height)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * TARGET, self.sizeHint().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.ensureCursorVisible()


class Area(QWidget):
    """Several lines of text with a label above. ``written`` says that the text changed."""

    written = Signal()

    def __init__(
        self, look: Look, label: str, text: str = "", *, lines: tuple[int, int] = (3, 8), own: bool = True
    ) -> None:
        super().__init__()
        self.edit = _Growing(*lines)
        self.edit.setPlainText(text)
        self.edit.setReadOnly(not own)
        self.edit.setAccessibleName(label)
        if not own:
            keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
            self.edit.setTextInteractionFlags(keys)
        thin(self.edit, look)
        self.label = Words(look, label, Role.STRONG)
        self.label.setBuddy(self.edit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(INSIDE)
        column.addWidget(self.label)
        column.addWidget(Frame(look, self.edit))
        self.setFocusProxy(self.edit)
        self.edit.textChanged.connect(self.written)

    def write(self, text: str) -> None:
        """Puts ``text`` in place of what is there."""
        self.edit.setPlainText(text)

    def text(self) -> str:
        return self.edit.toPlainText().strip()
