"""Who answers the calls: this computer, through the system child, or a recording. One contract for both."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from deskside.children.limits import Limits
from deskside.children.loop import Loop
from deskside.model.call import Answer, Call
from deskside.model.troubleshooter import Json


class Source(Protocol):
    """Answers calls, each once, soon or later, and always within the call's own limit."""

    @property
    def system(self) -> str:
        """ "linux", "windows" or "macos": the computer that is asked."""

    def begin(self, loop: Loop, known: Mapping[str, Json], limits: Limits) -> None:
        """Called once before the first ``ask``. ``known``: what only Deskside's settings can say."""

    def prepare(self) -> None:
        """Calls will come soon: what takes a moment to start may start now."""

    def ask(self, call: Call, done: Callable[[Answer], None]) -> None:
        """Has the call answered; ``done`` may be called at once, or while the loop runs."""

    def end(self) -> None:
        """Ends whatever it started, and drops calls under way. A later call starts it anew."""
