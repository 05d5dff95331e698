"""When to speak to the help desk: rarely when nothing waits, sooner when something does, in a short-lived process.

The tray process itself never touches the network. How long to wait is
the board's to say; ``Post`` has the process and the one coarse timer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QRandomGenerator, QTimer, Signal

from deskside.ui.errand import Errand
from deskside.ui.glance import LEAST_PAUSE, QUIET_PAUSE
from deskside.ui.unhurried import unhurried

MINUTE = 60.0
FIRST_PAUSE = 20.0
"""After the start, so that a computer that just started has peace."""
LONGEST_FAILING = 60 * MINUTE
JITTER = 0.2
END_MS = 120_000
"""A pass that takes longer is ended; the outbox knows what was under way."""


def backed_off(wanted: float, failures: int) -> float:
    """``wanted`` seconds, or longer after passes that could not be made at all."""
    return max(wanted, min(LONGEST_FAILING, MINUTE * 2 ** min(failures - 1, 10))) if failures else wanted


class Post(QObject):
    """Starts ``deskside post`` when it is time and says when it is back."""

    came_back = Signal(bool)
    """Whether there is something to read: news, or something that still waits."""

    def __init__(
        self,
        command: Sequence[str],
        pause: Callable[[], float],
        *,
        also: Callable[[], float] = lambda: math.inf,
        chance: Callable[[], float] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._pause, self._also = pause, also
        """``also``: seconds until something else is worth waking up for, which a pass then brings with it."""
        self._errand = Errand(command, END_MS, self)
        self._errand.over.connect(self._over)
        self._chance = chance or QRandomGenerator.global_().generateDouble
        self._failures = 0
        self._again = False
        self.waits = False
        """Whether the last pass left something that could not go."""
        self._first = True
        """After a start everything is tried again: what held it back may be gone."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.go)

    @property
    def under_way(self) -> bool:
        return self._errand.under_way

    @property
    def next_in(self) -> float:
        """Seconds until the next pass; negative when none is planned."""
        return self._timer.remainingTime() / 1000

    def begin(self) -> None:
        self._plan(FIRST_PAUSE)

    def go_at_once(self) -> None:
        """A pass now that also tries what was put off: the way is back."""
        self._first = True
        self.go()

    def go(self) -> None:
        """A pass now; when one is under way, another follows it."""
        if self.under_way:
            self._again = True
            return
        self._timer.stop()
        first, self._first = self._first, False
        self._errand.start("post", "--json", "--due", *(["--now"] if first else []))

    def end(self) -> None:
        """Ends the pass under way, if there is one."""
        self._timer.stop()
        self._errand.end()

    def plan_again(self) -> None:
        """What waits changed: the next pass comes earlier if that is worth it."""
        if not self.under_way and self._timer.isActive():
            wanted = self._sooner(backed_off(self._pause(), self._failures))
            if wanted * (1 + JITTER) < self.next_in:
                self._plan(wanted)

    def _sooner(self, wanted: float) -> float:
        """``wanted``, or the time of what else is worth waking up for: never a little before it."""
        return min(wanted, max(LEAST_PAUSE, self._also() / (1 - JITTER)))

    def _wait(self, told: dict[str, object] | None) -> float:
        return self._pause() if told is None else wait_told(told, self._pause())

    def _plan(self, seconds: float) -> None:
        spread = 1 + JITTER * (2 * self._chance() - 1)
        unhurried(self._timer).start(round(seconds * spread * 1000))

    def _over(self, told: dict[str, object] | None) -> None:
        self._failures = 0 if told is not None else self._failures + 1
        self.waits = told is None or bool(told.get("waiting"))
        self.came_back.emit(told is None or bool(told.get("news")) or bool(told.get("waiting")))
        if self._again:
            self._again = False
            self.go()
        elif not self.under_way:
            self._plan(self._sooner(backed_off(self._wait(told), self._failures)))


def wait_told(told: dict[str, object], otherwise: float) -> float:
    """The pass knows best when the next one is worth it, for everything: its tickets and its outbox."""
    if "next" not in told:
        return otherwise
    wanted = told["next"]
    return min(max(float(wanted), LEAST_PAUSE), QUIET_PAUSE) if isinstance(wanted, int | float) else QUIET_PAUSE
