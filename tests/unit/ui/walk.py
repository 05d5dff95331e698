"""A person at the real window: opens it on a recorded computer, does things, and waits for what comes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject, QSettings, QSize, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from deskside.model.page import Page, Verb
from deskside.ui.board import Board
from deskside.ui.guide import Guide
from deskside.ui.lane import Lane
from deskside.ui.office import Office
from deskside.ui.pages.wizard import Wizard
from deskside.ui.parts.press import shown
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet
from deskside.ui.window import Window

from .prepared import Prepared

PATIENCE_MS = 60_000
PULSE_MS = 10
_Kind = TypeVar("_Kind", bound=Sheet)


class _Guard(QObject):
    """Notices every other window that comes up, even for a moment."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.strays: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if shown and not isinstance(watched, Window):
            self.strays.append(type(watched).__name__)
        return False


class Walk:
    """One window on one recorded computer."""

    def __init__(
        self, app: QApplication, folder: Path, size: QSize | None = None, *, first: bool = False, **prepared: Any
    ) -> None:
        self.app = app
        self._guard = _Guard(app)
        self.prepared = Prepared(folder, **prepared)
        self._home_before = os.environ.get("DESKSIDE_HOME")
        os.environ["DESKSIDE_HOME"] = str(folder)  # for the process that searches
        self.lane = Lane(app)
        office = Office(lambda: self.prepared.casework)
        self.board = Board(office, self.lane, app)
        memory = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        if not first:
            memory.setValue("welcome/seen", "true")
        if size is not None:
            memory.setValue("window/size", size)
        here = self.prepared
        self.guide = Guide(app, office, self.board, self.lane, here.settings, here.paths.resources, memory)
        self.posts = 0
        self.guide.wants_post.connect(self._on_post)
        self.guide.show()
        self.until(lambda: self.board.known.read)
        self.window.activateWindow()  # the offscreen platform takes no notice while the window is still coming up
        self.until(self.window.isActiveWindow)

    def _on_post(self) -> None:
        self.posts += 1

    def until(self, there: Callable[[], bool]) -> None:
        """Lets the window live until this holds, and what it started is drawn. Between looks it rests, for the lane."""
        end, pulse = QDeadlineTimer(PATIENCE_MS), QTimer()
        pulse.start(PULSE_MS)
        while not there():
            if end.hasExpired():
                raise TimeoutError(self.words())
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(5):
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)

    @property
    def window(self) -> Window:
        return self.guide.window

    @property
    def sheet(self) -> Sheet:
        return self.window.sheet

    def at(self, kind: type[_Kind]) -> _Kind:
        """The page that is shown, once it is one of this kind."""
        self.until(lambda: isinstance(self.sheet, kind))
        sheet = self.sheet
        assert isinstance(sheet, kind)
        return sheet

    # what a person sees

    def seen(self, kind: type[QWidget] = QWidget) -> list[QWidget]:
        """Everything of this kind in the window that is not hidden."""
        return [one for one in self.window.findChildren(kind) if one.isVisibleTo(self.window)]

    def words(self) -> str:
        """All text that is shown, a line each."""
        said = [one.text() for one in self.seen(Words) if isinstance(one, Words)]
        return "\n".join((*said, *(shown(one.text()) for one in self.seen(QAbstractButton))))  # type: ignore[attr-defined]

    def button(self, label: str) -> QAbstractButton:
        """The button, card or choice with this name."""
        found = [one for one in self.seen(QAbstractButton) if one.accessibleName() == label]
        assert found, f"no {label!r} in {self.words()}"
        assert isinstance(found[0], QAbstractButton)
        return found[0]

    # what a person does

    def press(self, label: str) -> None:
        button = self.button(label)
        assert button.isEnabled(), f"{label!r} can't be pressed"
        button.click()
        self.until(lambda: True)

    def act(self, verb: Verb, value: str = "") -> Page:
        """Does this in the wizard and waits until it waits for the person again."""
        wizard = self.at(Wizard)
        wizard.act(verb, value)
        self.until(lambda: not wizard.busy)
        return wizard.run.page

    def open(self) -> Wizard:
        self.guide.open_troubleshooter("printer")
        return self.at(Wizard)

    def to_finding(self) -> Wizard:
        wizard = self.open()
        if self.act(Verb.BEGIN).choices:
            self.act(Verb.ANSWER, "Office")
        return wizard

    def settle(self) -> None:
        """Reads everything again and waits for it."""
        heard: list[int] = []
        self.board.read_again()
        self.lane.ask(self.board, lambda: None, lambda _nothing: heard.append(1))
        self.until(lambda: bool(heard))

    def end(self) -> None:
        self.app.removeEventFilter(self._guard)
        assert not self._guard.strays, f"other windows came up: {self._guard.strays}"
        self.guide.end()
        if self._home_before is None:
            os.environ.pop("DESKSIDE_HOME", None)
        else:
            os.environ["DESKSIDE_HOME"] = self._home_before
        self.lane.end()
        self.window.deleteLater()
        self.guide.deleteLater()
        self.board.deleteLater()
        self.until(lambda: True)
