"""Leads from page to page. It makes the window when it is first wanted, and each page when it is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QSettings, Signal
from PySide6.QtWidgets import QApplication

from deskside.errors import DesksideError
from deskside.ui.around import Around
from deskside.ui.board import Board
from deskside.ui.icons import Icons
from deskside.ui.lane import Lane

if TYPE_CHECKING:
    from deskside.casework import CaseRun, Casework
    from deskside.model.case import Case
    from deskside.model.ticket import Ticket
    from deskside.ui.pages.home import Home
    from deskside.ui.pages.letter import Letter
    from deskside.ui.window import Window


class Guide(QObject):
    """The ``Ways`` of every page. ``show`` brings the window up beside the tray icon."""

    wants_post = Signal()
    """Something waits to be sent."""

    def __init__(
        self,
        app: QApplication,
        casework: Casework,
        board: Board,
        resources: Path,
        memory: QSettings,
        quick: Lane,
        problems: tuple[str, ...] = (),
    ) -> None:
        super().__init__(app)
        self._app, self._casework, self._board, self._resources, self._memory = app, casework, board, resources, memory
        self.quick, self.slow, self._problems = quick, Lane(self), problems
        self._around: Around | None = None
        self._window: Window | None = None
        self._home: Home | None = None

    # the window

    def show(self, beside: QRect | None = None) -> None:
        """Brings the window up, as it was left."""
        self._made_window().appear(beside or QRect())

    @property
    def window(self) -> Window | None:
        """None until it was first wanted."""
        return self._window

    def _made_window(self) -> Window:
        if self._window is None:
            from deskside.ui.look import Look  # these and the pages load when the window is first wanted
            from deskside.ui.pages.home import Home
            from deskside.ui.window import Window

            look = Look(self._app, Icons(self._resources / "icons"), self._casework.organisation.accent)
            texts = self._resources / "locale"
            self._around = Around(look, self._casework, self._board, self.quick, self.slow, self, texts, self._problems)
            self._window = Window(look, self._memory)
            self._home = Home(self._around)
            self._window.open_sheet(self._home)
        return self._window

    def _with(self) -> tuple[Window, Around, Home]:
        window = self._made_window()
        if self._around is None or self._home is None:
            raise AssertionError("the window is made with all its parts")
        return window, self._around, self._home

    def end(self) -> None:
        """Before the process ends: open cases are closed, work under way is ended."""
        if self._window is not None:
            self._window.close_all()
        self.slow.end()

    # the ways

    def home(self) -> None:
        window, _around, home = self._with()
        window.replace_all(home)

    def open_troubleshooter(self, troubleshooter_id: str, words: str = "") -> None:
        _window, _around, home = self._with()
        work = lambda: self._casework.open(troubleshooter_id, words)  # noqa: E731
        home.look_busy()
        self.slow.ask(home, work, lambda run: self._begin(run, go_on=False), self._on_trouble)

    def resume(self, case: Case) -> None:
        _window, _around, home = self._with()
        home.look_busy()
        self.slow.ask(
            home, lambda: self._casework.resume(case.id), lambda run: self._begin(run, go_on=True), self._on_trouble
        )

    def _begin(self, run: CaseRun, *, go_on: bool) -> None:
        from deskside.ui.pages.wizard import Wizard

        window, around, home = self._with()
        home.forget_words()
        window.replace_all(home, Wizard(around, run, go_on=go_on))

    def _on_trouble(self, problem: DesksideError) -> None:
        window, _around, home = self._with()
        if window.sheet is not home:
            window.replace_all(home)
        home.say(problem.words())

    def write(self, run: CaseRun | None = None, words: str = "") -> None:
        from deskside.ui.pages.letter import Letter
        from deskside.ui.pages.story import Story

        window, around, _home = self._with()
        window.open_sheet(Story(around, Letter(run, words)))

    def preview(self, letter: Letter) -> None:
        from deskside.ui.pages.preview import Preview

        window, around, _home = self._with()
        window.open_sheet(Preview(around, letter))

    def sent(self, ticket: Ticket) -> None:
        from deskside.ui.pages.sent import Sent

        window, around, home = self._with()
        home.forget_words()
        window.replace_all(home, Sent(around, ticket))
        self.post()

    def requests(self) -> None:
        from deskside.ui.pages.requests import Requests

        window, around, home = self._with()
        window.replace_all(home, Requests(around))

    def request(self, reference: str) -> None:
        from deskside.ui.pages.request import Request

        window, around, _home = self._with()
        window.open_sheet(Request(around, reference))

    def history(self) -> None:
        from deskside.ui.pages.history import History

        window, around, home = self._with()
        window.replace_all(home, History(around))

    def settings(self) -> None:
        from deskside.ui.pages.settings import Settings

        window, around, home = self._with()
        window.replace_all(home, Settings(around))

    def post(self) -> None:
        self._board.read_again()
        self.wants_post.emit()
