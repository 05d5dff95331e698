"""Where the page is: between head and actions, scrolled when it must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.scroll import thin
from deskside.ui.parts.text import column_width
from deskside.ui.tokens import MARGIN, SCROLL, Role

if TYPE_CHECKING:
    from deskside.ui.sheet import Sheet


class _UnderTheBar(QHBoxLayout):
    """The scroll bar lies in the page's own margin: it takes no room, and nothing jumps when there is more to see."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self.setContentsMargins(0, 0, 0, 0)

    def setGeometry(self, rect: QRect) -> None:
        QLayout.setGeometry(self, rect)
        item = self.itemAt(0)
        widget = item.widget() if item is not None else None
        if widget is None:
            return
        whole = rect.width() + SCROLL
        width = min(whole, widget.maximumWidth())
        room = self.parentWidget()
        first = rect.left() - (SCROLL if room is not None and room.isRightToLeft() else 0)
        widget.setGeometry(first + (whole - width) // 2, rect.top(), width, rect.height())

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + SCROLL)

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(width + SCROLL)

    def minimumSize(self) -> QSize:
        size = super().minimumSize()
        return QSize(size.width() - SCROLL, size.height())


class Body(QScrollArea):
    """Scrolls a page; the text column is never wider than it reads well."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        thin(self, look)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._room = QWidget()
        self._row = _UnderTheBar(self._room)
        self.setWidget(self._room)
        self.sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet) -> None:
        if self.sheet is not None:
            self._row.removeWidget(self.sheet)
            self.sheet.hide()
        self.sheet = sheet
        sheet.setMaximumWidth(column_width(self._look.font(Role.BODY)) + 2 * MARGIN)
        self._row.addWidget(sheet)
        sheet.fit(self.viewport().height())
        sheet.show()
        self.to_top()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.sheet is not None:
            self.sheet.fit(self.viewport().height())

    def to_top(self) -> None:
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a reader expects beside the arrows: the space bar, Home and End."""
        bar = self.verticalScrollBar()
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        page = -bar.pageStep() if shift else bar.pageStep()
        places = {Qt.Key.Key_Space: bar.value() + page, Qt.Key.Key_Home: bar.minimum(), Qt.Key.Key_End: bar.maximum()}
        if event.key() in places:
            bar.setValue(places[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
