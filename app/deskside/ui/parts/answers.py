"""A question with a few answers to choose from, of which one can be given, or none."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout

from deskside.ui.look import Look
from deskside.ui.parts.bar import LARGE_TEXT
from deskside.ui.parts.choice import Choice
from deskside.ui.parts.column import Holder
from deskside.ui.parts.text import Words
from deskside.ui.tokens import LINE, Role


class Answers(Holder):
    """``answers`` are what is read and what it stands for. Short ones stand beside each other where there is room."""

    changed = Signal()

    def __init__(
        self, look: Look, asks: str, answers: Iterable[tuple[str, str]], given: str = "", *, short: bool = False
    ) -> None:
        super().__init__(LINE)
        self._group = QButtonGroup(self)
        if asks:
            self.column.addWidget(Words(look, asks, Role.STRONG))
        grid = QGridLayout()
        grid.setSpacing(LINE)
        columns = 2 if short and look.text_scale < LARGE_TEXT else 1
        for number, (says, value) in enumerate(answers):
            part = Choice(look, says, value)
            part.setChecked(bool(given) and value == given)
            self._group.addButton(part)
            grid.addWidget(part, number // columns, number % columns)
        self.column.addLayout(grid)
        self._group.buttonToggled.connect(self._on_toggled)

    @property
    def given(self) -> str:
        """ "" while none is."""
        part = self._group.checkedButton()
        return part.value if isinstance(part, Choice) else ""

    def give(self, value: str) -> None:
        """As it was chosen before."""
        for part in self._group.buttons():
            if isinstance(part, Choice) and value and part.value == value:
                part.setChecked(True)

    def take_focus(self) -> None:
        part = self._group.checkedButton() or self._group.buttons()[0]
        part.setFocus()

    def _on_toggled(self, _button: object, on: bool) -> None:
        if on:
            self.changed.emit()
