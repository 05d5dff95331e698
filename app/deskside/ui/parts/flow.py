"""A row of buttons that goes on in the next line where there is not room for all."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from deskside.ui.parts.column import outset_of
from deskside.ui.tokens import BLOCK, INSIDE, MOST_OUTSET


class Flow(QLayout):
    """Items keep their width and stand at the leading edge; ``gap`` is between what is seen of them."""

    def __init__(self, gap: int = BLOCK) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        sizes = [item.sizeHint() for item in self._items]
        width = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        sizes = [item.minimumSize() for item in self._items]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        """``rect`` has the room at its sides that ``flowing`` leaves for what stands out."""
        most, top, row, behind = rect.width(), rect.top(), 0, 0
        at = 0
        parent = self.parentWidget()
        mirrored = parent is not None and parent.isRightToLeft()
        for item in self._items:
            before, after = outset_of(item)
            width = min(item.sizeHint().width(), most)
            left = at + max(self._gap - behind - before, INSIDE) if row else max(0, MOST_OUTSET - before)
            end = most - MOST_OUTSET + min(after, MOST_OUTSET)
            if row and left + width > end:
                top, row, left = top + row, 0, max(0, MOST_OUTSET - before)
            width = min(width, end - left)
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if place:
                x = rect.right() - left - width + 1 if mirrored else rect.left() + left
                item.setGeometry(QRect(QPoint(x, top), QSize(width, height)))
            at, row, behind = left + width, max(row, height), after
        return top + row - rect.top()


class _Row(QWidget):
    """Holds a flow, with room at both sides for what stands out."""

    @property
    def outset(self) -> tuple[int, int]:
        return MOST_OUTSET, MOST_OUTSET


def flowing(*parts: QWidget, gap: int = BLOCK) -> QWidget:
    """A widget with these parts in a flow."""
    holder = _Row()
    flow = Flow(gap)
    holder.setLayout(flow)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    for part in parts:
        flow.addWidget(part)
    return holder
