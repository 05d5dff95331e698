"""The fixed frame of every page: Back top left, *Talk to a person* bottom left, the main action bottom right."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.text import Words
from deskside.ui.tokens import GRID, INSIDE, LINE, MARGIN, PAD, TARGET, Role

LARGE_TEXT = 1.5
"""From this size of text on, *Talk to a person* may shrink to its icon where there is no room."""


class Act(Struct, frozen=True):
    """One thing that can be done on a page: its label, and what is called when it is pressed."""

    label: str
    do: Callable[[], None]
    enabled: bool = True


def with_mnemonics(labels: tuple[str, ...]) -> tuple[str, ...]:
    """Marks a letter in each label so that no two clash: the first letter of a word if it is free, else any."""
    taken: set[str] = set()
    marked = []
    for label in labels:
        plain = label.replace("&", "&&")
        starts = [i for i, c in enumerate(plain) if c.isalnum() and (i == 0 or plain[i - 1] == " ")]
        anywhere = [i for i, c in enumerate(plain) if c.isalnum() and c not in "ijl"]
        at = next((i for i in (*starts, *anywhere) if plain[i].lower() not in taken), -1)
        if at >= 0:
            taken.add(plain[at].lower())
            plain = f"{plain[:at]}&{plain[at:]}"
        marked.append(plain)
    return tuple(marked)


class Head(QWidget):
    """Back, always top left, and a quiet title beside it."""

    back_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.back = Button(look, _("Back"), Weight.QUIET, "back")
        self.back.clicked.connect(self.back_pressed)
        self.title = Words(look, "", Role.SMALL, "text_quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN - INSIDE, GRID, MARGIN - INSIDE, GRID)
        row.setSpacing(LINE)
        row.addWidget(self.back)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        self.setMinimumHeight(TARGET + 2 * GRID)

    def show_head(self, title: str, *, back: bool) -> None:
        """Home has nowhere to go back to and shows the organisation's name there."""
        self.back.setVisible(back)
        self.title.setText(title)
        self.title.setContentsMargins(0 if back else INSIDE, 0, 0, 0)
        self._show_title(self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title(event.size().width())

    def _show_title(self, width: int) -> None:
        """Only where it fits in one line; it says nothing that the page does not say."""
        beside = self.back.sizeHint().width() if not self.back.isHidden() else 0
        self.title.setVisible(self.title.sizeHint().width() <= width - beside - 2 * MARGIN)


class ActionBar(QWidget):
    """One row where there is room; otherwise other actions go above, and the two corners keep what is theirs."""

    people_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.people = Button(look, _("Talk to a person"), Weight.QUIET, "person", self)
        self.people.clicked.connect(self.people_pressed)
        self.main: Button | None = None
        self.others: tuple[Button, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_acts(self, main: Act | None, others: tuple[Act, ...] = ()) -> None:
        """Shows these actions; the focus is not moved."""
        for button in (*self.others, *((self.main,) if self.main else ())):
            button.hide()
            button.deleteLater()
        acts = (*others, *((main,) if main else ()))
        labels = with_mnemonics((_("Talk to a person"), *(act.label for act in acts)))
        self.people.setText(labels[0])
        made = tuple(
            self._made(act, label, Weight.MAIN if act is main else Weight.PLAIN)
            for act, label in zip(acts, labels[1:], strict=True)
        )
        self.main = made[-1] if main else None
        self.others = made[:-1] if main else made
        before: QWidget = self.people
        for button in made:
            QWidget.setTabOrder(before, button)
            before = button
        self._arrange(self.width(), place=True)
        self.updateGeometry()

    def _made(self, act: Act, label: str, weight: Weight) -> Button:
        button = Button(self._look, label, weight, "", self)
        button.setEnabled(act.enabled)
        button.clicked.connect(_without_state(act.do))
        button.show()
        return button

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(width, place=False)

    def sizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(event.size().width(), place=True)

    def _arrange(self, width: int, *, place: bool) -> int:
        """Lays the buttons out for ``width`` and gives the height they need."""
        free = width - 2 * (MARGIN - INSIDE)
        right = (*self.others, *((self.main,) if self.main else ()))
        corner = (self.main,) if self.main else self.others[-1:]
        above = self.others if self.main else self.others[:-1]
        compact = self._look.text_scale >= LARGE_TEXT and not self._fits(free, right, compact=False)
        rows: list[tuple[Button, ...]] = [right]
        if not self._fits(free, right, compact=compact) and above:
            rows = [(button,) for button in above[:-2]] + [above[-2:]] + [corner]
        compact = compact and not self._fits(free, rows[-1], compact=False)
        if place:
            self.people.make_compact(compact=compact)
        top = PAD
        for row in rows:
            last = row is rows[-1]
            top += self._row(free, top, row, people=last, compact=compact, place=place) + LINE
        return top - LINE + PAD

    def _fits(self, free: int, right: tuple[Button, ...], *, compact: bool) -> bool:
        people = self.people.icon_hint() if compact else self.people.full_hint()
        return people.width() + sum(button.sizeHint().width() + LINE for button in right) <= free

    def _row(self, free: int, top: int, right: tuple[Button, ...], *, people: bool, compact: bool, place: bool) -> int:
        buttons = (self.people, *right) if people else right
        if not buttons:
            return 0
        hints = [button.sizeHint().width() for button in right]
        if people:
            hints.insert(0, (self.people.icon_hint() if compact else self.people.full_hint()).width())
        widths = _shared(tuple(hints), free - LINE * (len(buttons) - 1))
        of_each = dict(zip(buttons, widths, strict=True))
        height = max(
            button.icon_hint().height() if compact and button is self.people else button.heightForWidth(width)
            for button, width in of_each.items()
        )
        if place:
            self._place_row(free, QRect(0, top, 0, height), of_each)
        return height

    def _place_row(self, free: int, row: QRect, widths: dict[Button, int]) -> None:
        right_at = MARGIN - INSIDE + free
        for button, width in reversed(widths.items()):
            left = MARGIN - INSIDE if button is self.people else right_at - width
            right_at -= width + LINE
            at = QRect(QPoint(left, row.top()), QSize(width, row.height()))
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                at.moveLeft(self.width() - left - width)
            button.setGeometry(at)


def _shared(wanted: tuple[int, ...], free: int) -> tuple[int, ...]:
    """The widths wanted, cut evenly from the widest where there is not room for all."""
    widths = list(wanted)
    while sum(widths) > free and max(widths) > 1:
        widest = max(widths)
        next_widest = max((w for w in widths if w < widest), default=1)
        many = widths.count(widest)
        cut = min(widest - next_widest, -(-(sum(widths) - free) // many))
        widths = [w - cut if w == widest else w for w in widths]
    return tuple(widths)


def _without_state(do: Callable[[], None]) -> Callable[[], None]:
    """Qt tells whether the button is checked now; an action has no use for it."""

    def press() -> None:
        do()

    return press
