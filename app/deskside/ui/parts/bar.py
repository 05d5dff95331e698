"""The fixed frame of every page: Back top left, *Talk to a person* bottom left, the main action at the far edge."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from deskside.language import _
from deskside.ui.look import Look
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.text import Words, beside_column
from deskside.ui.tokens import GRID, LINE, MARGIN, PAD, TARGET, Role

LARGE_TEXT = 1.5
"""From this size of text on, what stands side by side goes below one another."""
_Places = dict[Button, tuple[int, int]]
"""Where each button of a row begins, and how wide it is."""


class Act(Struct, frozen=True):
    """One thing that can be done on a page: its label, and what is called when it is pressed."""

    label: str
    do: Callable[[], None]
    enabled: bool = True
    working: bool = False
    """It was pressed and goes on: its words stay, it shows that it works, and pressing it again does nothing."""


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
        self._look = look
        self.back = Button(look, _("Back"), Weight.QUIET, "back")
        self.back.clicked.connect(self.back_pressed)
        self.title = Words(look, "", Role.SMALL, "text_quiet")
        self._row = QHBoxLayout(self)
        self._row.setSpacing(LINE)
        self._row.addWidget(self.back)
        self._row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(0)
        self.setMinimumHeight(TARGET + 2 * GRID)
        look.changed.connect(self._align)
        self._align()

    def _align(self) -> None:
        """What is seen first begins where the page's words begin, whichever side that is."""
        behind = MARGIN + beside_column(self._look, self.width())
        before = behind - (self.back.outset[0] if not self.back.isHidden() else 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self._row.setContentsMargins(*((behind, GRID, before, GRID) if mirrored else (before, GRID, behind, GRID)))

    def show_head(self, title: str, *, back: bool) -> None:
        """Home has nowhere to go back to and shows the organisation's name there."""
        self.back.setVisible(back)
        self.title.setText(title)
        self._align()
        self._show_title(self.width())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._align()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._align()
        self._show_title(event.size().width())

    def _show_title(self, width: int) -> None:
        """Only where it fits in one line; it says nothing that the page does not say."""
        beside = self.back.sizeHint().width() if not self.back.isHidden() else 0
        self.title.setVisible(self.title.sizeHint().width() <= width - beside - 2 * MARGIN)


class ActionBar(QWidget):
    """One row where there is room. Otherwise the actions share a row of their own above *Talk to a person*."""

    people_pressed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.people = Button(look, _("Talk to a person"), Weight.QUIET, "person", self)
        self.people.clicked.connect(self.people_pressed)
        self.main: Button | None = None
        self.others: tuple[Button, ...] = ()
        self._acts: tuple[Act, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.updateGeometry)

    def show_acts(self, main: Act | None, others: tuple[Act, ...] = ()) -> None:
        """Shows these actions; the focus is not moved."""
        acts = (*others, *((main,) if main else ()))
        if [act.label for act in self._acts] != [act.label for act in acts] or bool(main) is not bool(self.main):
            self._make(acts, main)
        self._acts = acts
        for button, act in zip(self._actions, acts, strict=True):
            button.setEnabled(act.enabled)
            button.work(on=act.working)
        self._arrange(self.width(), place=True)
        self.updateGeometry()

    def _make(self, acts: tuple[Act, ...], main: Act | None) -> None:
        for button in self._actions:
            button.hide()
            button.deleteLater()
        labels = with_mnemonics((_("Talk to a person"), *(act.label for act in acts)))
        self.people.setText(labels[0])
        made = tuple(
            self._made(number, label, Weight.MAIN if acts[number] is main else Weight.PLAIN)
            for number, label in enumerate(labels[1:])
        )
        self.main = made[-1] if main else None
        self.others = made[:-1] if main else made

    def _made(self, number: int, label: str, weight: Weight) -> Button:
        button = Button(self._look, label, weight, "", self)
        button.clicked.connect(lambda: self._press(number))
        button.show()
        return button

    def _press(self, number: int) -> None:
        if not self._acts[number].working:
            self._acts[number].do()

    @property
    def _actions(self) -> tuple[Button, ...]:
        return (*self.others, *((self.main,) if self.main else ()))

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

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._arrange(self.width(), place=True)
            self.updateGeometry()

    def _arrange(self, width: int, *, place: bool) -> int:
        """Lays the buttons out for ``width`` and gives the height they need."""
        people, actions = self.people, self._actions
        beside = tuple(button.sizeHint().width() for button in actions)
        margin = MARGIN + beside_column(self._look, width)
        first = margin - people.outset[0]
        last = width - margin + _edge(actions)
        if first + people.sizeHint().width() + sum(LINE + one for one in beside) <= last:
            return self._row(_trailing(first, last, (people, *actions)), PAD, place=place) + 2 * PAD
        top = PAD
        for row in self._shared_rows(margin, width - margin):
            top += self._row(row, top, place=place) + LINE
        room = min(people.sizeHint().width(), width - margin + people.outset[1] - first)
        return top + self._row({people: (first, room)}, top, place=place) + PAD

    def _shared_rows(self, first: int, last: int) -> list[_Places]:
        """The actions side by side, as wide as each other; one below the other where a word would be broken."""
        actions = self._actions
        first, last = first - _edge(actions), last + _edge(actions)
        each = (last - first - LINE * (len(actions) - 1)) // max(1, len(actions))
        if any(button.sizeHint().width() > each for button in actions):
            return [{button: (first, last - first)} for button in actions]
        return [{button: (last - each - (each + LINE) * n, each) for n, button in enumerate(reversed(actions))}]

    def _row(self, places: _Places, top: int, *, place: bool) -> int:
        """Puts a row of buttons in its place and gives its height."""
        height = max((button.heightForWidth(width) for button, (_left, width) in places.items()), default=0)
        for button, (left, width) in places.items() if place else ():
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            at = self.width() - left - width if mirrored else left
            button.setGeometry(at, top, width, height)
        return height


def _edge(actions: tuple[Button, ...]) -> int:
    return actions[-1].outset[1] if actions else 0


def _trailing(first: int, last: int, buttons: tuple[Button, ...]) -> _Places:
    """The first at the leading edge, the others together at the trailing one."""
    places: _Places = {buttons[0]: (first, buttons[0].sizeHint().width())}
    for button in reversed(buttons[1:]):
        width = button.sizeHint().width()
        places[button] = (last - width, width)
        last -= width + LINE
    return places
