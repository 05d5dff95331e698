"""The fixed frame of every page: the head with Back top left, and the bar with *Talk to a person* bottom left and the main action bottom right."""

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
from deskside.ui.tokens import GRID, INSIDE, LINE, MARGIN, PAD, Role


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
        row.setContentsMargins(PAD, GRID, MARGIN, GRID)
        row.setSpacing(LINE)
        row.addWidget(self.back)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)

    def show_back(self, *, can: bool) -> None:
        """Home has nowhere to go back to; the place stays empty so that nothing jumps."""
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.setVisible(can)


class ActionBar(QWidget):
    """One row where there is room; otherwise other actions go above, people and the main action stay in their corners."""

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

    def show_acts(self, main: Act | None, others: tuple[Act, ...] = (), *, people: bool = True) -> None:
        """Shows these actions; the focus is not moved."""
        for button in (*self.others, *((self.main,) if self.main else ())):
            button.hide()
            button.deleteLater()
        acts = (*others, *((main,) if main else ()))
        labels = with_mnemonics((_("Talk to a person"), *(act.label for act in acts)))
        self.people.setText(labels[0])
        self.people.setVisible(people)
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
        button.clicked.connect(act.do)
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
        free = width - 2 * MARGIN
        people = (self.people,) if not self.people.isHidden() else ()
        right = (*self.others, *((self.main,) if self.main else ()))
        whole = sum(b.sizeHint().width() for b in (*people, *right)) + LINE * max(0, len(people) + len(right) - 1)
        rows: list[tuple[tuple[Button, ...], tuple[Button, ...]]] = [(people, right)]
        if whole > free and self.others:
            last = (self.main,) if self.main else self.others[-1:]
            above = self.others if self.main else self.others[:-1]
            rows = [((), (button,)) for button in above[:-2]] + [((), above[-2:])] * bool(above) + [(people, last)]
        top = PAD
        for left_side, right_side in rows:
            top += self._row(free, top, left_side, right_side, place=place) + LINE
        return top - LINE + PAD + INSIDE

    def _row(
        self, free: int, top: int, left_side: tuple[Button, ...], right_side: tuple[Button, ...], *, place: bool
    ) -> int:
        buttons = (*left_side, *right_side)
        if not buttons:
            return 0
        widths = _shared(tuple(b.sizeHint().width() for b in buttons), free - LINE * (len(buttons) - 1))
        height = max(b.heightForWidth(w) for b, w in zip(buttons, widths, strict=True))
        if place:
            self._place_row(free, QRect(0, top, 0, height), dict(zip(buttons, widths, strict=True)), left_side)
        return height

    def _place_row(self, free: int, row: QRect, widths: dict[Button, int], left_side: tuple[Button, ...]) -> None:
        right_at = MARGIN + free
        for button, width in reversed(widths.items()):
            left = MARGIN - PAD if button in left_side else right_at - width
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
