"""Exact text to look at: what was hidden in it is marked, and parts of it can be selected but not changed."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from deskside.diagnostics.standins import kind_in_words, stand_ins
from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.field import Frame
from deskside.ui.parts.scroll import thin
from deskside.ui.parts.text import Words
from deskside.ui.sheet import announce
from deskside.ui.tokens import INSIDE, LINE, TARGET, Role

PIECE = 12_000
"""So many letters are laid out at once; more come when the person gets near their end."""
LINES = (3, 16)
_NAMED = 3
"""So many stand-ins of a kind are named."""


def hidden_in(text: str) -> str:
    """What is hidden in a text, in words; "" when nothing is."""
    kinds: dict[str, list[str]] = {}
    for start, end in stand_ins(text):
        mark = text[start:end]
        marks = kinds.setdefault(kind_in_words(mark), [])
        if mark not in marks:
            marks.append(mark)
    named = (f"{words} ({', '.join(marks[:_NAMED])}{' …' if marks[_NAMED:] else ''})" for words, marks in kinds.items())
    return _("Hidden here: {what}.").format(what=", ".join(named)) if kinds else ""


def pieces(text: str) -> Iterator[str]:
    """A text in pieces that end with a line, if lines are not endless."""
    at = 0
    while at < len(text):
        line = text.find("\n", min(at + PIECE, len(text)))
        end = min(line + 1 if line >= 0 else len(text), at + 2 * PIECE)
        yield text[at:end]
        at = end


class _Marks(QSyntaxHighlighter):
    """Marks every stand-in by its ground, a line below it and its weight; the colours alone would not tell."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._look, self._format = look, QTextCharFormat()
        look.changed.connect(self._on_look)
        self._on_look()

    def _on_look(self) -> None:
        self._format.setBackground(self._look.colour("raised"))
        self._format.setForeground(self._look.colour("accent"))
        self._format.setFontUnderline(True)
        self._format.setFontWeight(QFont.Weight.DemiBold)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        for start, end in stand_ins(text):
            self.setFormat(_units(text[:start]), _units(text[start:end]), self._format)


def _units(text: str) -> int:
    """The length of a text as Qt counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class _View(QPlainTextEdit):
    """Reads like a page; Shift with the arrow keys selects, the Tab key leaves it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        self.setTextInteractionFlags(keys)
        self.document().setDocumentMargin(INSIDE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)
        thin(self, look)

    def sizeHint(self) -> QSize:
        least, most = LINES
        lines = min(max(round(self.document().size().height()), least), most)
        return QSize(6 * TARGET, lines * QFontMetrics(self.font()).lineSpacing() + 4 * INSIDE)

    def minimumSizeHint(self) -> QSize:
        return QSize(2 * TARGET, self.sizeHint().height())


class Raw(QWidget):
    """``selected`` says that something else is selected now, or nothing."""

    selected = Signal()

    def __init__(self, look: Look, label: str) -> None:
        super().__init__()
        self.edit = _View(look)
        self.edit.setAccessibleName(label)
        self._marks = _Marks(self.edit.document(), look)
        self._more: Iterator[str] = iter(())
        self._heard = ""
        self.summary = Words(look, "", Role.SMALL, "text_quiet")
        self.summary.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LINE)
        column.addWidget(Frame(look, self.edit))
        column.addWidget(self.summary)
        self.setFocusProxy(self.edit)
        self.edit.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.edit.cursorPositionChanged.connect(self._on_moved)
        self.edit.selectionChanged.connect(self.selected)

    def show_text(self, text: str) -> None:
        """Shows ``text`` from where the person is; the rest comes as they read on."""
        at, top = self.edit.textCursor().position(), self.edit.verticalScrollBar().value()
        self._more = pieces(text)
        self.edit.setPlainText(next(self._more, ""))
        while self.edit.document().characterCount() <= at and self._add_piece():
            pass
        cursor = self.edit.textCursor()
        cursor.setPosition(min(at, self.edit.document().characterCount() - 1))
        self.edit.setTextCursor(cursor)
        self.edit.verticalScrollBar().setValue(top)

    def summarise(self, says: str) -> None:
        """Says what is hidden in the text; of a long one that takes a moment to find out."""
        self.summary.setText(says)
        self.summary.setVisible(bool(says))
        self.edit.setAccessibleDescription(says)

    @property
    def selection(self) -> str:
        """The selected words."""
        return self.edit.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n")

    def _add_piece(self) -> bool:
        piece = next(self._more, "")
        if piece:
            end = QTextCursor(self.edit.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText(piece)
        return bool(piece)

    def _on_scrolled(self, value: int) -> None:
        bar = self.edit.verticalScrollBar()
        if value >= bar.maximum() - bar.pageStep():
            self._add_piece()

    def _on_moved(self) -> None:
        """Says what a stand-in stands for when the person comes to it."""
        cursor = self.edit.textCursor()
        text, at = cursor.block().text(), cursor.positionInBlock()
        marks = (text[start:end] for start, end in stand_ins(text) if _units(text[:start]) <= at < _units(text[:end]))
        here = next(marks, "")
        if here and here != self._heard:
            announce(self.edit, _("hidden: {what}").format(what=kind_in_words(here)))
        self._heard = here
