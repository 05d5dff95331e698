"""``deskside plugin preview``: the real window on a simulated computer, with a panel that says what is broken in it."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, QSocketNotifier, Signal
from PySide6.QtWidgets import QApplication

from deskside import language
from deskside.kit.manuscript import read_own
from deskside.kit.rehearsal import Overheard, Scene, Wanted, placed
from deskside.kit.workshop import Trial
from deskside.paths import Paths
from deskside.ui.board import Board
from deskside.ui.clock import written
from deskside.ui.guide import Guide
from deskside.ui.lane import Lane
from deskside.ui.office import Office

if TYPE_CHECKING:
    from deskside.casework import Casework


class House:
    """What a rehearsal is put together with."""

    def __init__(self, paths: Paths, try_out: Callable[[Trial], Casework]) -> None:
        self.paths, self.try_out = paths, try_out


class Rehearsal(QObject):
    """One scenario in one window, in a home of its own that goes with it."""

    heard = Signal(str, bool)
    """A call to the simulated computer with its answer, and whether it changed something."""

    def __init__(self, app: QApplication, wanted: Wanted, scene: Scene, house: House) -> None:
        super().__init__(app)
        self.scene, self._home = scene, Path(tempfile.mkdtemp(prefix="deskside-preview-"))
        self.id = read_own(wanted.folder).id
        os.environ["DESKSIDE_HOME"] = str(self._home)  # for the child processes that search and look
        source = Overheard(scene.scenario, self.heard.emit)
        trial = Trial(home=self._home, folders=(placed(wanted.folder, self._home),), source=source)
        casework = house.try_out(trial)
        office, self._quick = Office(lambda: casework), Lane(self)
        self._memory = QSettings(str(self._home / "window.ini"), QSettings.Format.IniFormat)
        self._memory.setValue("welcome/seen", "true")
        board = Board(office, self._quick, self)
        resources = house.paths.resources
        self.guide = Guide(app, office, board, self._quick, casework.settings, resources, self._memory)

    def begin(self) -> None:
        """Goes to the first page of the troubleshooter, in a window that is shown already."""
        self.guide.open_troubleshooter(self.id)

    def end(self) -> None:
        """Ends what it started, and forgets all of it."""
        self.guide.end()
        self.guide.window.close()
        self._quick.end()
        self._memory.sync()  # else it is written when all is gone
        shutil.rmtree(self._home, ignore_errors=True)


class Ending(QObject):
    """Tells when the system or a terminal asks for the end: a rehearsal leaves nothing behind then, either."""

    asked = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.came = False
        if os.name != "posix":
            return
        read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self._on_signal)
        self._notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)

    def _on_signal(self, _number: int, _frame: object) -> None:
        self.came = True

    def _on_woken(self) -> None:
        """Only wakes: what Qt waits for lets no handler of Python run. The pipe stays full, so that none is missed."""
        self._notifier.setEnabled(False)
        self.came = True
        self.asked.emit()


def preview(wanted: Wanted, house: House) -> int:
    """Until the window is closed, or the pictures are drawn; the exit code."""
    if wanted.pictures:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    language.use(wanted.language, house.paths.resources / "locale")
    app = QApplication(["deskside"])
    app.setApplicationName("deskside")
    app.setApplicationDisplayName("Deskside")
    app.setLayoutDirection(QLocale(language.current()).textDirection())
    language.tell_times_as(written=written)
    ending = Ending(app)
    if wanted.pictures:
        from deskside.ui.preview_pictures import draw_all

        return draw_all(app, wanted, house, ending)
    from deskside.ui.preview_panel import Stage

    app.setQuitOnLastWindowClosed(False)
    ending.asked.connect(app.quit)
    stage = Stage(app, wanted, house)
    try:
        return app.exec()
    finally:
        stage.end()
