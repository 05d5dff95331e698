"""Parts below one another, their words on one edge: what has a shade or a ring round its words stands out for it."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem, QSizePolicy, QVBoxLayout, QWidget

from deskside.ui.tokens import MOST_OUTSET

ANYWHERE = Qt.AlignmentFlag(0)


class StandsOut(Protocol):
    """How far a part reaches beyond the edge of the column, so that what is seen of it begins there."""

    @property
    def outset(self) -> tuple[int, int]:
        """Before and behind, in reading order."""


def outset_of(item: QLayoutItem | QWidget | None) -> tuple[int, int]:
    """Of a widget or what a layout holds; most stand out nowhere."""
    widget = item.widget() if isinstance(item, QLayoutItem) else item
    return cast(StandsOut, widget).outset if _stands_out(widget) else (0, 0)


_KINDS: dict[type, bool] = {}


def _stands_out(widget: QWidget | None) -> bool:
    """Looked at once for each kind of widget: a page is measured some thousand times while it is laid out."""
    kind: type = type(widget)
    if kind not in _KINDS:
        _KINDS[kind] = hasattr(kind, "outset")
    return _KINDS[kind]


class _Outset(QHBoxLayout):
    """One part, wider than its place by what it stands out."""

    def _sides(self) -> tuple[int, int]:
        return outset_of(self.itemAt(0))

    def setGeometry(self, rect: QRect) -> None:
        before, behind = self._sides()
        if (around := self.parentWidget()) is not None:
            left, right = (behind, before) if around.isRightToLeft() else (before, behind)
            room = max(0, rect.left()), max(0, around.width() - 1 - rect.right())
            rect = rect.adjusted(-min(left, room[0]), 0, min(right, room[1]), 0)
        super().setGeometry(rect)

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width + sum(self._sides()))

    def minimumHeightForWidth(self, width: int) -> int:
        return super().minimumHeightForWidth(width + sum(self._sides()))

    def minimumSize(self) -> QSize:
        size = super().minimumSize()
        return QSize(max(0, size.width() - sum(self._sides())), size.height())

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(max(0, size.width() - sum(self._sides())), size.height())


def _in_its_place(widget: QWidget, stretch: int, alignment: Qt.AlignmentFlag) -> _Outset:
    if alignment == ANYWHERE and widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum:
        alignment = Qt.AlignmentFlag.AlignLeading
    row = _Outset()
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(widget, stretch, alignment)
    return row


class Column(QVBoxLayout):
    """A column like Qt's own, but the words of everything in it begin at one edge."""

    def addWidget(self, widget: QWidget, stretch: int | None = 0, alignment: Qt.AlignmentFlag = ANYWHERE) -> None:
        self.insertWidget(self.count(), widget, stretch, alignment)

    def insertWidget(
        self, index: int, widget: QWidget, stretch: int | None = 0, alignment: Qt.AlignmentFlag = ANYWHERE
    ) -> None:
        if _stands_out(widget):
            self.insertLayout(index, _in_its_place(widget, stretch or 0, alignment), stretch or 0)
        else:
            super().insertWidget(index, widget, stretch or 0, alignment)


class Holder(QWidget):
    """A widget with a column of its own that leaves room for what stands out of it."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self.column = Column(self)
        self.column.setContentsMargins(MOST_OUTSET, 0, MOST_OUTSET, 0)
        self.column.setSpacing(gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def outset(self) -> tuple[int, int]:
        return MOST_OUTSET, MOST_OUTSET
