"""When to look into the organisation's catalogue: some time after the start, and then about every four hours.

Woken by the post and never by itself; the look is made by ``deskside update`` in a process of its own, so that the
tray loads nothing that reads or checks what comes.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRandomGenerator, Signal

from deskside.ui.errand import Errand

FIRST = (120.0, 900.0)
"""Seconds after the start, by chance between these: not every computer at once at eight in the morning."""
EVERY = 4 * 3600.0
LEAST = 300.0
NEAR = 30.0
"""So much too early is in time: nobody is woken twice for it."""
END_MS = 600_000


class Arriving(QObject):
    """Looks when it is woken and it is time."""

    looked = Signal(bool)
    """Whether something else is offered now."""

    def __init__(
        self,
        command: Sequence[str],
        wanted: Callable[[], bool],
        *,
        chance: Callable[[], float] | None = None,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wanted, self._clock = wanted, clock
        drawn = (chance or QRandomGenerator.global_().generateDouble)()
        self._due = clock() + FIRST[0] + drawn * (FIRST[1] - FIRST[0])
        self._errand = Errand(command, END_MS, self)
        self._errand.over.connect(self._on_over)

    @property
    def under_way(self) -> bool:
        return self._errand.under_way

    def due_in(self) -> float:
        """Seconds until a look is worth waking up for; endless without a catalogue."""
        return max(0.0, self._due - self._clock()) if self._wanted() else math.inf

    def go_if_due(self) -> None:
        """A look now, when it is time and none is under way."""
        if not self._errand.under_way and self.due_in() <= NEAR:
            self._due = self._clock() + EVERY
            self._errand.start("update", "--json", "--due")

    def end(self) -> None:
        self._errand.end()

    def _on_over(self, told: dict[str, object] | None) -> None:
        """The command knows best when the next look is worth it: it has the server's word, and its own failures."""
        wanted = told.get("next") if told is not None else None
        self._due = self._clock() + (max(LEAST, float(wanted)) if isinstance(wanted, int | float) else EVERY)
        self.looked.emit(told is not None and told.get("state") == "new")
