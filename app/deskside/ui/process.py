"""The tray process, from start to end.

1. The first of its kind? If not, the wish goes to the one that runs.
2. The tray icon appears; nothing else is built yet.
3. When the event loop turns: listen for later starts, read what is known,
   plan the first look at the help desk.
4. The window is made when it is first wanted.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QSettings, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from deskside import language
from deskside.errors import DesksideError
from deskside.language import _
from deskside.paths import Paths, own_command
from deskside.ui.board import Board
from deskside.ui.guide import Guide
from deskside.ui.icons import Icons
from deskside.ui.lane import Lane
from deskside.ui.links import troubleshooter_of
from deskside.ui.notify import Notices
from deskside.ui.one_instance import OneInstance, Start, meeting_point
from deskside.ui.post import Post
from deskside.ui.tray import Tray

if TYPE_CHECKING:
    from deskside.casework import Casework
    from deskside.config import Settings
    from deskside.model.ticket import News

NO_ANSWER = 1
TRAY_GRACE_MS = 2_000
"""How long a tray that starts together with us may take before the window opens instead."""


def run_tray(
    casework: Casework, settings: Settings, paths: Paths, *, open_id: str | None = None, show: bool = False
) -> int:
    """Runs until the person quits. ``open_id``: a troubleshooter whose first page is wanted, or a deskside:// link."""
    app = _application()
    instance = OneInstance(meeting_point(paths.data), app)
    wish = (troubleshooter_of(open_id) or open_id) if open_id else ""
    match instance.begin(wish):
        case Start.PASSED_ON:
            return 0
        case Start.NO_ANSWER:
            sys.stderr.write(_("Deskside runs already but does not answer. Sign out and in again.") + "\n")
            return NO_ANSWER
    shell = Shell(app, casework, paths, instance, tuple(problem.words() for problem in settings.problems))
    shell.begin(wish, show=show or bool(open_id))
    code = app.exec()
    shell.end()
    return code


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("deskside")
    app.setApplicationDisplayName("Deskside")
    app.setDesktopFileName("deskside")
    app.setQuitOnLastWindowClosed(False)
    app.setLayoutDirection(QLocale(language.current()).textDirection())
    return app


class Shell(QObject):
    """Holds the parts of the tray process together."""

    def __init__(
        self, app: QApplication, casework: Casework, paths: Paths, instance: OneInstance, problems: tuple[str, ...]
    ) -> None:
        super().__init__(app)
        self._app, self._casework, self._instance = app, casework, instance
        memory = QSettings(str(paths.data / "window.ini"), QSettings.Format.IniFormat, self)
        self._quick = Lane(self)
        self.board = Board(casework, self._quick, self)
        self.tray = Tray(self.board, Icons(paths.resources / "icons"), self)
        self.guide = Guide(app, casework, self.board, paths.resources, memory, self._quick, problems)
        self.post = Post(own_command(), self.board, parent=self)
        self._notices = Notices(self.tray.icon, self)
        self._last_news = ""
        tray, guide = self.tray, self.guide
        tray.wanted.connect(self.show_window)
        tray.problem_wanted.connect(self.open_wish)
        tray.requests_wanted.connect(self._on_requests)
        tray.news_clicked.connect(self._on_news_clicked)
        tray.quit_wanted.connect(app.quit)
        guide.wants_post.connect(self.post.go)
        self.post.came_back.connect(self._on_post)
        instance.wished.connect(self.open_wish)

    def begin(self, wish: str, *, show: bool) -> None:
        """Shows the icon now, and does the rest when the event loop turns."""
        self.tray.show()
        QTimer.singleShot(0, self, lambda: self._settle(wish, show=show))

    def _settle(self, wish: str, *, show: bool) -> None:
        self._instance.listen()
        self._end_on_signals()
        self.board.read_again()
        self._show_news()
        self.post.begin()
        if show:
            self.open_wish(wish)
        elif not QSystemTrayIcon.isSystemTrayAvailable():
            QTimer.singleShot(TRAY_GRACE_MS, self, self._show_without_tray)

    def _show_without_tray(self) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() and self.guide.window is None:
            self.show_window()

    def show_window(self) -> None:
        self.guide.show(self.tray.place)

    def open_wish(self, wish: str) -> None:
        """The window, and a troubleshooter's first page if that is what was wished. Nothing starts by itself."""
        self.show_window()
        if wish:
            self.guide.open_troubleshooter(troubleshooter_of(wish) or wish)

    def _on_requests(self) -> None:
        self.show_window()
        self.guide.requests()

    # news

    def _on_post(self) -> None:
        self._show_news()

    def _show_news(self) -> None:
        self._quick.ask(self, self._casework.fresh_news, self._on_news, self._on_no_news)

    def _on_news(self, news: tuple[News, ...]) -> None:
        for one in news:
            self._last_news = one.reference
            self._notices.show(one.title, one.says)
        if news:
            self.board.read_again()

    def _on_no_news(self, _problem: DesksideError) -> None:
        """What can't be read now is read the next time; it stays unshown until then."""

    def _on_news_clicked(self) -> None:
        self.show_window()
        if self._last_news:
            self.guide.request(self._last_news)

    # the end

    def end(self) -> None:
        self.post.end()
        self.guide.end()
        self._quick.end()
        self.tray.icon.hide()
        self._instance.end()

    def _end_on_signals(self) -> None:
        """A polite end when the system or a terminal asks for it, without a timer that looks."""
        if QGuiApplication.platformName() == "windows":
            return
        read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: None)
        notifier = QSocketNotifier(read, QSocketNotifier.Type.Read, self)
        notifier.activated.connect(lambda: self._app.quit())  # noqa: PLW0108 - the socket's number is not an exit code
