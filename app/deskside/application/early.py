"""What the tray icon needs of the settings: the language of its menu, and whether it is wanted. The rest comes later.

Settings take a third of the start to read. So the icon speaks the language of
last time, and the settings are read a tenth of a second after it was shown, or
with the first click. What turns out to be different then is put right.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, cast

from deskside import language
from deskside.application.last_time import LastTime
from deskside.paths import Paths

if TYPE_CHECKING:
    from deskside.config import Settings

_NO_GARBAGE_YET = 50_000
"""Objects that may be made before Python looks for cycles among them: what a start makes stays."""
_PAINTED_MS = 100
"""How long the system may take to paint an icon; what is read meanwhile would hold that up."""


class Early:
    """``at_sign_in``: nobody asked for this start, and the person may have said that they do not want it."""

    def __init__(self, paths: Paths, *, at_sign_in: bool) -> None:
        self._paths, self._at_sign_in = paths, at_sign_in
        self._last = LastTime(paths)
        self._settings: Settings | None = None
        self._lock = Lock()
        self._spoken: str | None = None
        self._garbage = gc.get_threshold()

    def begin(self) -> bool:
        """Speaks the person's language from now on. False when there is to be no icon."""
        gc.set_threshold(_NO_GARBAGE_YET)
        language.tell_times_as(language.times_of_this_person())
        name = self._last.language()
        if name is None:
            return self._is_wanted(self.now())
        self._speak(name)
        return True

    def settle_soon(self) -> None:
        """The icon was shown: the settings are read when it has had the time to be painted."""
        from PySide6.QtCore import QTimer  # here: without a screen there may be no Qt

        QTimer.singleShot(_PAINTED_MS, self._settle)

    def _settle(self) -> None:
        from PySide6.QtCore import QCoreApplication, QLocale
        from PySide6.QtGui import QGuiApplication

        before = self._spoken
        if not self._is_wanted(self.now()):
            QCoreApplication.quit()
        if self._spoken != before:
            QGuiApplication.setLayoutDirection(QLocale(language.current()).textDirection())
        gc.set_threshold(*self._garbage)

    def now(self) -> Settings:
        """The settings as they were when they were first asked for."""
        with self._lock:  # the window and the thread that opens the casework may ask at once
            if self._settings is None:
                self._settings = self._read()
            return self._settings

    @property
    def settings(self) -> Settings:
        """The same to look at, but read only with the first look."""
        return cast("Settings", _AtTheFirstLook(self.now))

    def _read(self) -> Settings:
        from deskside.application.settings import load

        settings = load(self._paths)
        name = settings.text("interface.language")
        if name != self._spoken:
            self._speak(name)
            if settings.problems:
                settings = load(self._paths)  # once more, so that what is wrong is told in the person's language
        if settings.flag("interface.start_with_computer"):
            self._last.keep(name)
        else:
            self._last.forget()
        return settings

    def _speak(self, name: str) -> None:
        self._spoken = name
        language.use(name or language.of_this_person(), self._paths.resources / "locale")

    def _is_wanted(self, settings: Settings) -> bool:
        """An entry that an installer made for everyone can't be taken away by one person."""
        return not self._at_sign_in or settings.flag("interface.start_with_computer")


class _AtTheFirstLook:
    def __init__(self, look: Callable[[], Settings]) -> None:
        self._look = look

    def __getattr__(self, name: str) -> object:
        return getattr(self._look(), name)
