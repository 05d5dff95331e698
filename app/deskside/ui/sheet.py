"""What every page is: a heading, a column of blocks, and the actions it puts into the window's bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLayout, QVBoxLayout, QWidget

from deskside.ui.look import Look
from deskside.ui.parts.bar import Act
from deskside.ui.parts.column import Column
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.row import Step
from deskside.ui.parts.said import announce as announce
from deskside.ui.parts.stamp import Stamp
from deskside.ui.parts.text import Words
from deskside.ui.tokens import BLOCK, GRID, INSIDE, LINE, MARGIN, WINDOW, Role

STAMPS_SEEN = 7
"""A page shows its stamp where that many of them could stand below one another."""
MOST_SAID = 400
"""Letters of a page after which its words are left to the person to read on."""


def empty(layout: QLayout) -> None:
    """Takes everything out of a layout and ends it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
            inner.deleteLater()


def stacked(parts: Iterable[QWidget], gap: int = LINE, inside: QWidget | None = None) -> Column:
    """Parts of one thought, one below the other."""
    column = Column() if inside is None else Column(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for part in parts:
        column.addWidget(part)
    return column


def _is_put_away(widget: QWidget) -> bool:
    """Hidden on purpose; what was added a moment ago counts as hidden to Qt until it is shown."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def _in_reading_order(layout: QLayout) -> Iterator[QWidget]:
    """What a layout shows, from top to bottom; ticks are told as they come and left out."""
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is None:
            continue
        widget = item.widget()
        if widget is not None and (_is_put_away(widget) or isinstance(widget, Step)):
            continue
        if widget is not None:
            yield widget
        inner = widget.layout() if widget is not None else item.layout()
        if inner is not None:
            yield from _in_reading_order(inner)


class Sheet(QWidget):
    """A page of the window. The window scrolls it, frames it, and puts the focus on its heading."""

    acts_changed = Signal()
    body_changing = Signal()
    """The page is about to show something else."""
    body_changed = Signal()
    """The page shows something else now: scroll to the top and put the focus on the heading."""
    title = ""
    """The quiet words beside Back."""

    def __init__(self, look: Look, heading: str, role: Role = Role.TITLE) -> None:
        super().__init__()
        self.look = look
        self.main: Act | None = None
        self.others: tuple[Act, ...] = ()
        self.heading = Heading(look, heading, role)
        self.heading.as_heading()
        self.stamp: Stamp | None = None
        self._stamped, self._seen = False, WINDOW[1]
        self._above = QWidget()
        stacked((self.heading,), 2 * GRID, self._above)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, INSIDE, MARGIN, MARGIN)
        self.column = Column()
        self.column.setSpacing(BLOCK)
        self.column.addWidget(self._above)
        whole.addLayout(self.column)
        whole.addStretch(1)

    @property
    def lead(self) -> QWidget:
        """What gets the focus when the page appears."""
        return self.heading

    def describe(self) -> None:
        """Gives the heading the words below it, up to the first control: a screen reader says them after it."""
        said: list[str] = []
        for part in _in_reading_order(self.column):
            if part.focusPolicy().value & Qt.FocusPolicy.TabFocus.value:
                break
            if isinstance(part, Words) and part is not self.heading and part.text():
                said.append(part.accessibleName() or part.text())
            if sum(map(len, said)) > MOST_SAID:
                break
        self.heading.setAccessibleDescription("\n".join(said))

    def show_acts(self, main: Act | None, *others: Act) -> None:
        self.main, self.others = main, others
        self.acts_changed.emit()

    def show_stamp(self, icon: str = "", ink: str = "accent") -> None:
        """Says above the heading, at a glance, how things stand; nothing without an icon. The words say it too."""
        layout = self._above.layout()
        if icon and self.stamp is None and isinstance(layout, QVBoxLayout):
            self.stamp = Stamp(self.look, icon, ink)
            layout.insertWidget(0, self.stamp, 0, Qt.AlignmentFlag.AlignLeading)
        elif icon and self.stamp is not None:
            self.stamp.show_icon(icon, ink)
        self._stamped = bool(icon)
        self._fit_stamp()

    def fit(self, height: int) -> None:
        """``height`` of it can be seen. Where that is little, the words go before the stamp."""
        self._seen = height
        self._fit_stamp()

    def _fit_stamp(self) -> None:
        if self.stamp is not None:
            self.stamp.setVisible(self._stamped and self._seen >= STAMPS_SEEN * self.stamp.sizeHint().height())

    def clear(self) -> None:
        """Empties the page but for its heading."""
        self.body_changing.emit()
        self.column.removeWidget(self._above)
        empty(self.column)
        self.column.addWidget(self._above)

    def add(self, part: QWidget | QBoxLayout) -> None:
        """Adds a block."""
        if isinstance(part, QWidget):
            self.column.addWidget(part)
        else:
            self.column.addLayout(part)

    def arrive(self) -> None:
        """The page is shown, for the first time or again."""

    def go_back(self) -> bool:
        """Back was pressed; True when the page dealt with it itself."""
        return False

    def leave(self) -> None:
        """The page is closed for good."""

    def settings_changed(self) -> None:
        """The organisation set something else meanwhile; most pages have asked already and are as they are."""

    def rests(self) -> bool:
        """Whether nothing on it is in the middle of anything: the window, once closed, may be another next time."""
        return False

    def talk_to_people(self) -> None:
        """*Talk to a person* was pressed. Every page knows what goes along from here."""
        raise NotImplementedError
