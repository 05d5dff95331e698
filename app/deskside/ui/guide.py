"""Leads from page to page in the one window. Loaded when the window is first wanted; each page when it is opened."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QRect, QSettings, QTimer, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from deskside import language
from deskside.errors import DesksideError
from deskside.paths import own_command
from deskside.ui.around import Around
from deskside.ui.board import Board
from deskside.ui.icons import Icons
from deskside.ui.lane import Lane
from deskside.ui.look import Look
from deskside.ui.office import Office
from deskside.ui.pages.home import Home
from deskside.ui.search import Search
from deskside.ui.window import Window

if TYPE_CHECKING:
    from deskside.casework import CaseRun
    from deskside.config import Settings
    from deskside.model.article import Article
    from deskside.model.case import Case
    from deskside.model.ticket import Ticket
    from deskside.tickets.words.links import Piece
    from deskside.ui.pages.letter import Answer, Enclosures, Letter

_SEEN = "welcome/seen"
PAINTED_MS = 600
"""After that the window is surely painted, and the search may take its share of the computer."""


class Guide(QObject):
    """The ``Ways`` of every page. ``show`` brings the window up beside the tray icon."""

    wants_post = Signal()
    """Something waits to be sent."""

    def __init__(
        self,
        app: QApplication,
        office: Office,
        board: Board,
        quick: Lane,
        settings: Settings,
        resources: Path,
        memory: QSettings,
    ) -> None:
        super().__init__(app)
        _speak_the_language(app)
        self._office, self._board, self._memory = office, board, memory
        self.slow = Lane(self)
        self._search = Search(own_command(), self)
        self.around = Around(
            look=Look(app, Icons(resources / "icons"), settings.text("organisation.accent")),
            office=office,
            board=board,
            quick=quick,
            slow=self.slow,
            search=self._search,
            ways=self,
            texts=resources / "locale",
            name=settings.text("organisation.name"),
            problems=tuple(problem.briefly() for problem in settings.problems),
        )
        self.window = Window(self.around.look, memory)
        self.window.closed.connect(self._on_closed)
        self._home = Home(self.around)
        self._run: CaseRun | None = None
        """The case that was begun last."""
        self._letters: dict[str, Letter] = {}
        """What was written and not sent, by case; "" is without one."""
        self._answers: dict[str, Answer] = {}
        """The same for answers, by request."""
        self.window.open_sheet(self._home)

    def _welcome(self) -> None:
        """The first time ever, before anything else."""
        if self._memory.value(_SEEN) is None and self.window.sheet is self._home:
            from deskside.ui.pages.welcome import Welcome

            self.window.open_sheet(Welcome(self.around, lambda: self._memory.setValue(_SEEN, "true")))

    def show(self, beside: QRect | None = None, *, led: bool = False) -> None:
        """Brings the window up, as it was left. ``led``: the person wants something in it, and needs no welcome."""
        if not led:
            self._welcome()
        self.window.appear(beside or QRect())
        QTimer.singleShot(PAINTED_MS, self, self._on_painted)

    def _on_painted(self) -> None:
        if self.window.isVisible():
            self._search.warm()

    def end(self) -> None:
        """Before the process ends: open cases are closed, work under way is ended."""
        self.window.close_all()
        self.slow.end()
        if self._run is not None:
            self._run.close()  # the lane begins nothing new any more
        self._search.end()

    def _on_closed(self) -> None:
        self._search.rest()
        if self._office.is_open:
            self._office.casework.rest()

    @property
    def rests(self) -> bool:
        """Whether nobody looks, and nothing was begun or written that is not done."""
        written = self._letters or any(one.text or one.added for one in self._answers.values())
        return not written and self.window.is_closed and self.window.sheet.rests()

    def settings_changed(self) -> None:
        """What is shown goes by the settings as they are now."""
        self._board.read_again()
        self.window.sheet.settings_changed()

    # the ways

    def home(self) -> None:
        self.window.replace_all(self._home)

    def open_troubleshooter(self, troubleshooter_id: str, words: str = "", *, asked_by: str = "") -> None:
        def work() -> CaseRun:
            return self._office.casework.open(troubleshooter_id, words, asked_by=asked_by)

        self._lead_in(work, go_on=False)

    def open_by_id(self, wanted: str) -> None:
        """A troubleshooter's first page, or an article: whichever has this id."""

        def work() -> Article | None:
            desk = self._office.casework
            is_problem = any(one.id == wanted for one in desk.troubleshooters())
            return None if is_problem else desk.article(wanted)

        def show(article: Article | None) -> None:
            if article is None:
                self.open_troubleshooter(wanted)
            else:
                self.home()
                self.read(article)

        self.slow.ask(self._home, work, show, self._on_trouble)

    def all_problems(self) -> None:
        from deskside.ui.pages.shelf import AllProblems

        self.window.open_sheet(AllProblems(self.around))

    def read(self, article: Article) -> None:
        from deskside.ui.pages.article import Reading

        self.window.open_sheet(Reading(self.around, article))

    def web_page(self, link: Piece) -> None:
        from deskside.ui.pages.leaving import Leaving

        self.window.open_sheet(Leaving(self.around, link))

    def good_to_know(self) -> None:
        from deskside.ui.pages.shelf import GoodToKnow

        self.window.open_sheet(GoodToKnow(self.around))

    def resume(self, case: Case) -> None:
        def work() -> CaseRun:
            return self._office.casework.resume(case.id)

        self._lead_in(work, go_on=True)

    def welcome_back(self) -> None:
        """To the case that waited for the restart of the computer which was made by now."""

        def work() -> CaseRun | None:
            return self._office.casework.back_from_restart()

        def show(run: CaseRun | None) -> None:
            if run is not None:
                self._begin(run, go_on=True)

        self.slow.ask(self._home, work, show, self._on_trouble)

    def _lead_in(self, work: Callable[[], CaseRun], *, go_on: bool) -> None:
        """Opens a case; another one that is open is left where it stands, and saved."""
        if self.window.sheet is not self._home:
            self.home()
        self._home.look_busy()
        self.slow.ask(self._home, work, lambda run: self._begin(run, go_on=go_on), self._on_trouble)

    def _begin(self, run: CaseRun, *, go_on: bool) -> None:
        from deskside.ui.pages.wizard import Wizard

        self._run = run
        self._home.forget_words()
        self.window.replace_all(self._home, Wizard(self.around, run, go_on=go_on))

    def _on_trouble(self, problem: DesksideError) -> None:
        if self.window.sheet is not self._home:
            self.home()
        self._home.say(problem.words())

    def write(self, run: CaseRun | None = None, words: str = "") -> None:
        from deskside.ui.pages.letter import Letter
        from deskside.ui.pages.story import Story

        case = run.case.id if run is not None else ""
        letter = self._letters.get(case)
        if letter is None:
            letter = self._letters[case] = Letter(words or (run.case.words if run is not None else ""))
        letter.begin(run, words)
        self.window.open_sheet(Story(self.around, letter))

    def mend(self, reference: str) -> None:
        from deskside.ui.pages.letter import Letter
        from deskside.ui.pages.story import Story

        letter = self._letters.setdefault(reference, Letter("", mends=reference))
        letter.begin(None, "")
        self.window.open_sheet(Story(self.around, letter))

    def preview(self, letter: Letter) -> None:
        from deskside.ui.pages.preview import Preview

        self.window.open_sheet(Preview(self.around, letter))

    def exact(self, letter: Letter, item_id: str) -> None:
        from deskside.ui.pages.exact import Exact

        self.window.open_sheet(Exact(self.around, letter, item_id))

    def picture(self, letter: Enclosures, picture_id: str = "") -> None:
        from deskside.ui.pages.screenshot import Screenshot

        self.window.open_sheet(Screenshot(self.around, letter, picture_id))

    def back(self) -> None:
        self.window.pop()

    def sent(self, ticket: Ticket) -> None:
        from deskside.ui.pages.sent import Sent

        self._letters.pop(ticket.reference if ticket.reference in self._letters else "", None)
        self._home.forget_words()
        self.window.replace_all(self._home, Sent(self.around, ticket))
        self.post()

    def tell_back(self, run: CaseRun) -> None:
        from deskside.ui.pages.telling_back import TellingBack

        self.window.open_sheet(TellingBack(self.around, run))

    def told_back(self, reference: str) -> None:
        self.home()
        self.request(reference)
        self.post()

    def requests(self) -> None:
        from deskside.ui.pages.requests import Requests

        self.window.open_sheet(Requests(self.around))

    def request(self, reference: str) -> None:
        from deskside.ui.pages.letter import Answer
        from deskside.ui.pages.request import Request

        answer = self._answers.setdefault(reference, Answer())
        self.window.open_sheet(Request(self.around, reference, answer))

    def history(self) -> None:
        from deskside.ui.pages.history import History

        self.window.open_sheet(History(self.around))

    def settings(self) -> None:
        from deskside.ui.pages.settings import Settings

        self.window.open_sheet(Settings(self.around))

    def fine(self) -> None:
        from deskside.ui.pages.fine import Fine

        self.window.open_sheet(Fine(self.around))

    def about(self) -> None:
        from deskside.ui.pages.about import About

        self.window.open_sheet(About(self.around))

    def post(self) -> None:
        self._board.read_again()
        self.wants_post.emit()


def _speak_the_language(app: QApplication) -> None:
    """Qt's own few words, such as those of a text field's menu, in the language of this process."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(language.current()), "qtbase", "_", folder):
        app.installTranslator(translator)
