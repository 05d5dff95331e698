"""The tray process, from start to end.

1. The first of its kind? If not, the wish goes to the one that runs.
2. The tray icon appears with what was last known; nothing else is loaded.
3. When the event loop turns: listen for later starts, plan the first look at
   the help desk, which happens in a process of its own.
4. The casework is opened and the window made when one of them is first wanted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QProcess, QSettings, QSocketNotifier, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from deskside import language
from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.paths import Paths, own_command
from deskside.system.boot import boot_id
from deskside.ui.arriving import Arriving
from deskside.ui.clock import written
from deskside.ui.coming_back import came_back, keep_waiting
from deskside.ui.glance import remembered
from deskside.ui.icons import Icons
from deskside.ui.lane import Lane
from deskside.ui.notify import Notices
from deskside.ui.office import Office
from deskside.ui.one_instance import OneInstance, Start, meeting_point
from deskside.ui.post import Post
from deskside.ui.tray import Tray
from deskside.ui.wish import wished

if TYPE_CHECKING:
    from deskside.casework import Casework
    from deskside.config import Settings
    from deskside.model.ticket import News
    from deskside.ui.board import Board
    from deskside.ui.guide import Guide
    from deskside.ui.standing import Rereading, Standing
    from deskside.ui.way_back import WayBack

NO_ANSWER = 1
START_ANEW = 75
"""Between us only: the event loop ends so that another process takes our place."""
AGAIN_MS = 60_000
PAINTED_MS = 100
"""How long the system may take to paint the icon; what is done meanwhile would hold that up."""
MOST_NOTICES = 3
"""So many notifications may come at once; more would be a flood, and all of it stands in the window."""
TRAY_GRACE_MS = 2_000
"""How long a tray that starts together with us may take before the window opens instead."""


def run_tray(
    open_casework: Callable[[], Casework],
    settings: Settings,
    paths: Paths,
    *,
    open_id: str | None = None,
    show: bool = False,
    standing: Standing | None = None,
    quiet: bool = False,
) -> int:
    """Runs until the person quits. ``open_id``: what is wanted, a troubleshooter or an article, or a deskside:// link.

    ``quiet``: where one runs already, nothing is wanted of it.

    ``standing`` reads the settings again while it runs.

    ``open_casework`` is called once, from a worker thread, when it is first needed.
    """
    app = _application()
    instance = OneInstance(meeting_point(paths.data), app)
    wish = wished(open_id or "")
    match instance.begin(wish, quiet=quiet):
        case Start.PASSED_ON:
            return 0
        case Start.NO_ANSWER:
            sys.stderr.write(
                _("Deskside is running already, but it does not answer. Please sign out and in again.") + "\n"
            )
            return NO_ANSWER
    shell = Shell(app, Office(open_casework), settings, paths, instance, standing)
    shell.begin(wish, show=show or bool(wish))
    code = app.exec()
    shell.end()
    if code == START_ANEW:
        QProcess.startDetached(*_program())
        return 0
    return code


def _program() -> tuple[str, list[str]]:
    command = own_command()
    return command[0], command[1:]


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("deskside")
    app.setApplicationDisplayName("Deskside")
    app.setDesktopFileName("deskside")
    app.setQuitOnLastWindowClosed(False)
    language.tell_times_as(written=written)
    return app


class Shell(QObject):
    """Holds the parts of the tray process together. ``board`` and ``guide`` are made when first asked for."""

    def __init__(
        self,
        app: QApplication,
        office: Office,
        settings: Settings,
        paths: Paths,
        instance: OneInstance,
        standing: Standing | None = None,
    ) -> None:
        super().__init__(app)
        self._app, self._office, self._settings, self._paths, self._instance = app, office, settings, paths, instance
        self._memory = QSettings(str(paths.data / "window.ini"), QSettings.Format.IniFormat, self)
        self._glance = remembered(self._memory)
        self._quick = Lane(self)
        self._board: Board | None = None
        self._guide: Guide | None = None
        self._way_back: WayBack | None = None
        self._standing = standing
        self._rereading: Rereading | None = None
        self._outdated = False
        """Whether the window shows what the settings said before."""
        self.tray = Tray(Icons(paths.resources / "icons"), self._glance, self)
        self.arriving = Arriving(own_command(), lambda: bool(self._settings.text("catalogue.url")), parent=self)
        self.post = Post(own_command(), lambda: self._glance.pause, also=self.arriving.due_in, parent=self)
        self._notices = Notices(self.tray.icon, self._quick, self)
        tray = self.tray
        tray.wanted.connect(self.show_window)
        tray.problem_wanted.connect(self.open_wish)
        tray.requests_wanted.connect(self._on_requests)
        tray.fine_wanted.connect(self._on_fine)
        tray.quit_wanted.connect(app.quit)
        self._notices.opened.connect(self._on_notice)
        self.post.came_back.connect(self._on_post)
        self.arriving.looked.connect(self._on_looked)
        instance.wished.connect(self.open_wish)

    def begin(self, wish: str, *, show: bool) -> None:
        """Shows the icon now, and does the rest when it was painted; at once where a window is wanted."""
        self.tray.show()
        QTimer.singleShot(0 if show or wish else PAINTED_MS, self, lambda: self._settle(wish, show=show))

    def _settle(self, wish: str, *, show: bool) -> None:
        self._app.setLayoutDirection(QLocale(language.current()).textDirection())  # loads Qt's enumerations: not before
        self._instance.listen()
        self._end_on_signals()
        self.post.begin()
        if self._standing is not None:
            self._watch_policy(self._standing)
        if len(own_command()) == 1:  # frozen, and so from a package
            self._watch_for_another()
        if show:
            self.open_wish(wish)
        if not wish and came_back(self._memory, boot_id()):  # the restart that a case asked for
            self.guide.show(self.tray.place, led=True)
            self.guide.welcome_back()
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self._wait_for_a_tray()

    # without a tray

    def _wait_for_a_tray(self) -> None:
        from deskside.ui.late_tray import LateTray  # only where it is needed

        QTimer.singleShot(TRAY_GRACE_MS, self, self._show_without_tray)
        self._late = LateTray(self)
        self._late.came.connect(self._start_anew)

    def _show_without_tray(self) -> None:
        if not QSystemTrayIcon.isSystemTrayAvailable() and self._guide is None:
            self.show_window()

    def _watch_for_another(self) -> None:
        from deskside.ui.renewal import Renewal  # only where there is a package

        self._renewal = Renewal(Path(own_command()[0]), self)
        self._renewal.renewed.connect(self._start_anew)
        self._renewal.removed.connect(self._app.quit)

    def _start_anew(self) -> None:
        """Makes room for a new process: to be in the tray, or of a newer version. It waits while someone is here."""
        in_use = self._guide is not None and (not self._guide.window.is_closed or self.board.working)
        if in_use or self.post.under_way or self.arriving.under_way:
            QTimer.singleShot(AGAIN_MS, self, self._start_anew)
        else:
            self._app.exit(START_ANEW)

    @property
    def board(self) -> Board:
        if self._board is None:
            from deskside.ui.board import Board  # with it come the shapes of cases and tickets

            self._board = Board(self._office, self._quick, self)
            self._board.changed.connect(self._on_board)
        return self._board

    @property
    def guide(self) -> Guide:
        if self._guide is None:
            from deskside.system.launcher import show_in_menu
            from deskside.ui.guide import Guide  # with it come the window and the pages

            self._guide = Guide(
                self._app, self._office, self.board, self._quick, self._settings, self._paths.resources, self._memory
            )
            self._guide.wants_post.connect(self.post.go)
            self._guide.window.closed.connect(lambda: QTimer.singleShot(0, self, self._show_anew))
            self._quick.ask(self, lambda: show_in_menu(own_command(), self._paths.resources))
        return self._guide

    def _on_board(self) -> None:
        board = self.board
        if board.known.read:
            self._glance = board.glance
            self._glance.keep(self._memory)
            keep_waiting(self._memory, board.known.asked_for_restart)
        self.tray.tell(self._glance, working=board.working)
        self.post.plan_again()

    # settings

    def _watch_policy(self, standing: Standing) -> None:
        from deskside.ui.standing import Rereading  # here: not in every trial

        self._rereading = Rereading(standing, self._settings, self._quick, self)
        self._rereading.changed.connect(self._on_settings)

    def _read_settings(self) -> None:
        if self._rereading is not None:
            self._rereading.go()

    def _on_settings(self, settings: Settings, open_casework: Callable[[], Casework]) -> None:
        """What is asked for from now on goes by them; a case that was begun goes on with those it began with."""
        from deskside.ui.standing import is_shown

        self._outdated = self._outdated or is_shown(self._settings, settings, window=self._guide is not None)
        self._settings = settings
        self._office.renew(open_casework)
        if self._guide is not None:
            self._guide.settings_changed()
        self.post.plan_again()
        self._show_anew()

    def _show_anew(self) -> None:
        """What shapes the window and the icon's menu is read at a start: another one, when nobody is in the middle."""
        guide = self._guide
        if self._outdated and (guide is None or guide.rests):
            self._outdated = False
            QTimer.singleShot(0, self, self._start_anew)

    def show_window(self) -> None:
        self._come_up(led=False)

    def _come_up(self, *, led: bool) -> None:
        self._read_settings()
        self.guide.show(self.tray.place, led=led)

    def open_wish(self, wish: str) -> None:
        """The window, and a troubleshooter's first page or an article if one was wished. Nothing starts by itself."""
        id_ = wished(wish)
        self._come_up(led=bool(id_))
        if id_:
            self.guide.open_by_id(id_)

    def _on_requests(self) -> None:
        self._come_up(led=True)
        self.guide.requests()

    def _on_fine(self) -> None:
        self._come_up(led=True)
        self.guide.fine()

    # news

    def _on_post(self, something: bool) -> None:
        """With nothing new and nothing waiting, the casework need not be opened."""
        self.arriving.go_if_due()
        self._read_settings()
        if self.post.waits and self._way_back is None:
            self._listen_for_the_network()
        if something or self._office.is_open:
            self.board.read_again()
            self._quick.ask(self, self._fresh_news, self._on_news, self._on_no_news)

    def _on_looked(self, something: bool) -> None:
        """What arrived is shown where somebody may see it; it is found and run without that, too."""
        self.post.plan_again()
        if something and self._office.is_open:
            self.board.read_again()

    def _listen_for_the_network(self) -> None:
        from deskside.ui.way_back import WayBack  # only where something waits

        self._way_back = WayBack(self)
        self._way_back.came.connect(self.post.go_at_once)
        self._way_back.begin()

    def _fresh_news(self) -> tuple[News, ...]:
        """In a lane."""
        return self._office.casework.fresh_news()

    def _on_news(self, news: tuple[News, ...]) -> None:
        """Each by itself; of many at once only that there are."""
        if len(news) <= MOST_NOTICES:
            for one in news:
                self._notices.show(one.title, one.says, one.reference)
            return
        many = len({one.reference for one in news})
        says = ngettext("There is news of {count} request.", "There is news of {count} requests.", many)
        self._notices.show(_("Your requests"), says.format(count=many), "")

    def _on_no_news(self, _problem: DesksideError) -> None:
        """What can't be read now is read the next time; it stays unshown until then."""

    def _on_notice(self, reference: str) -> None:
        self._come_up(led=True)
        if reference:
            self.guide.request(reference)
        else:
            self.guide.requests()

    # the end

    def end(self) -> None:
        self.post.end()
        self.arriving.end()
        self._notices.end()
        if self._guide is not None:
            self._guide.end()
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
