"""One to five stars. What is chosen with the arrow keys is told once they rest, so that passing a star is no rating."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from deskside.language import ngettext
from deskside.ui.look import Look
from deskside.ui.parts.choice import Star

STARS = 5
REST_MS = 1_000


class Rating(QWidget):
    rated = Signal(int)

    def __init__(self, look: Look, given: int | None) -> None:
        super().__init__()
        self.pending: int | None = None
        """Chosen and not told yet."""
        row, group = QHBoxLayout(self), QButtonGroup(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._stars = []
        for number in range(1, STARS + 1):
            star = Star(look, number, ngettext("{n} star", "{n} stars", number).format(n=number))
            star.setChecked(number == given)
            group.addButton(star, number)
            row.addWidget(star)
            self._stars.append(star)
        row.addStretch(1)
        self._fill(given or 0)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.tell)
        group.idToggled.connect(self._on_star)

    def tell(self) -> None:
        """Tells what was chosen, if it was not told yet."""
        self._rest.stop()
        pending, self.pending = self.pending, None
        if pending is not None:
            self.rated.emit(pending)

    def _on_star(self, number: int, on: bool) -> None:
        if on:
            self.pending = number
            self._fill(number)
            self._rest.start()

    def _fill(self, upto: int) -> None:
        for star in self._stars:
            star.fill(full=star.number <= upto)
