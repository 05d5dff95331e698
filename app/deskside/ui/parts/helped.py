"""The last question of a case: did this help? One press tells it; after a "no" one sentence may be added."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from deskside.language import _
from deskside.model.page import Page, Verb
from deskside.ui.look import Look
from deskside.ui.parts.field import Line
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.row import Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.sheet import announce, empty
from deskside.ui.tokens import PAD, Role

ICONS = {Verb.HELPED: "yes", Verb.NO_HELP: "no"}


class Helped(Panel):
    """Shows what a closed case asks, and thanks. Nobody has to answer: it keeps nobody from leaving."""

    said = Signal(object, str)
    """A verb, and the sentence that goes with it."""

    def __init__(self, look: Look, page: Page) -> None:
        super().__init__(look)
        self._look = look
        self.field: Line | None = None
        self._draw(page)

    def show_page(self, page: Page) -> None:
        """Asks or thanks in place; the focus goes along, and it is said."""
        self._draw(page)
        if self.field is not None:
            self.field.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, page.question)
        else:
            self._first.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, page.hint)

    def _draw(self, page: Page) -> None:
        empty(self.column)
        self.field = None
        if page.asks_text:
            self._ask_for_words(page)
        elif page.question:
            self._ask(page)
        else:
            thanks = Point(self._look, page.hint, "tick", "good")
            self._first = thanks.words.as_heading()
            self.column.addWidget(thanks)

    def _ask(self, page: Page) -> None:
        self._first = Words(self._look, page.question, Role.STRONG).as_heading()
        self.column.addWidget(self._first)
        row = QWidget()
        side_by_side = QHBoxLayout(row)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(PAD)
        for action in page.actions:
            if action.verb in (Verb.HELPED, Verb.NO_HELP):
                side_by_side.addWidget(self._button(action.verb, action.label, Weight.PLAIN), 1)
        self.column.addWidget(row)

    def _ask_for_words(self, page: Page) -> None:
        self.field = field = Line(self._look, page.question)
        field.say(page.hint)
        field.entered.connect(self._on_kept)
        keep = next(action.label for action in page.actions if action.verb is Verb.REMARK)
        kept = Button(self._look, plain(keep))
        kept.clicked.connect(self._on_kept)
        skip = Button(self._look, _("Skip"), Weight.QUIET)
        skip.clicked.connect(lambda: self.said.emit(Verb.REMARK, ""))
        self._first = field.label
        self.column.addWidget(field)
        self.column.addWidget(flowing(kept, skip))

    def _on_kept(self) -> None:
        if self.field is not None:
            self.said.emit(Verb.REMARK, self.field.text())

    def _button(self, verb: Verb, label: str, weight: Weight) -> Button:
        icon = ICONS[verb] if self._look.icons.has(ICONS[verb]) else ""
        button = Button(self._look, plain(label), weight, icon)
        button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().verticalPolicy())
        question = self._first.text()
        button.setAccessibleDescription(question)
        button.clicked.connect(lambda: self.said.emit(verb, ""))
        return button
