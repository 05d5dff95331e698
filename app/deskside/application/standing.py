"""The settings in force while the tray runs: read again when something may have changed them, and obeyed.

Also what IT says of the start with the computer: a person's own entry for it
follows, where IT turns it off for everyone or on again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from deskside.errors import DesksideError
from deskside.paths import Paths, own_command
from deskside.system import platform

if TYPE_CHECKING:
    from deskside.casework import Casework
    from deskside.config import Settings

START = "interface.start_with_computer"


class Standing:
    """``again`` may be called in any thread, by one at a time. ``begin`` is called when the icon can be seen."""

    def __init__(self, paths: Paths, begin: Callable[[], None] = lambda: None) -> None:
        self._paths, self._begin = paths, begin
        self._starts = True

    def folders(self) -> tuple[Path, ...]:
        """Where files lie whose change says that IT changed something. Asked once, as soon as the icon is there."""
        self._begin()
        it = (self._paths.it, self._paths.it / "policy.d") if self._paths.it else ()
        if platform.current() != "macos":
            return it
        from deskside.config.managed import PREFERENCES  # here: the icon need not wait for it

        return (*it, PREFERENCES)

    def again(self) -> tuple[Settings, Callable[[], Casework]]:
        """The settings as they are now, and what opens a casework that goes by them."""
        from deskside.application.settings import load  # as above

        paths = self._paths.now()
        settings = load(paths)
        self._obey(settings)

        def open_casework() -> Casework:
            from deskside.application.compose import compose  # 80 ms that the tray puts off

            return compose(paths, settings)

        return settings, open_casework

    def _obey(self, settings: Settings) -> None:
        if settings.origins[START] != "IT" or "DESKSIDE_HOME" in os.environ:
            return
        from deskside.system.autostart import is_taken_away, set_autostart  # here: few organisations set this

        starts = settings.flag(START)
        if starts != self._starts or (starts and is_taken_away()):
            with suppress(DesksideError):
                set_autostart(starts, own_command())
                self._starts = starts
