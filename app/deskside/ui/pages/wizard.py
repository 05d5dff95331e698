"""The wizard: one page that draws whatever ``Page`` a case shows, from the first words to "Is it working now?"."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from deskside.errors import DesksideError, NotNow
from deskside.language import _
from deskside.model.case import Stand
from deskside.model.page import Action, Page, RowState, Sign, Verb
from deskside.ui.around import Around
from deskside.ui.pages.wizard_blocks import (
    SIGNS,
    changes_of,
    icon_of,
    lines_of,
    points_of,
    rows_of,
    shows_of,
    steps_of,
)
from deskside.ui.parts.bar import Act
from deskside.ui.parts.choice import Choice
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.field import Line
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.helped import Helped
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.row import Banner, Picture, Step, in_words
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, stacked
from deskside.ui.tokens import BLOCK

if TYPE_CHECKING:
    from deskside.casework import CaseRun
    from deskside.model.ticket import Ticket

WORKING = (Stand.CHECKING, Stand.FIXING, Stand.UNDOING)
TELL_MS = 1_000
"""How often the time left is told anew while the computer works."""
SIDE_VERBS = (Verb.NOT_NOW, Verb.NO, Verb.CANNOT, Verb.CANCEL, Verb.STOP, Verb.FIX, Verb.DID_IT)
"""Actions that stand beside the main one; the rest stand on the page."""
WITHOUT_FOOT = (Stand.INTRO, Stand.FIXED, Stand.RESTART, Stand.WELCOME_BACK)
"""Pages with a way out of their own, where starting again would only be in the way."""
MANY = 5
"""Answers to choose from that leave no room for a sign."""
SAID_OF_IT = (Verb.HELPED, Verb.NO_HELP, Verb.REMARK)
"""What is said of it all in the end, in a place of its own."""
ICONS = {Verb.UNDO: "undo", Verb.OPEN: "link"}


class _Bridge(QObject):
    """Brings pages from the thread that does the work."""

    came = Signal(object)


class Wizard(Sheet):
    """Draws one run. Whatever the person does goes to the run; what comes back is drawn."""

    page_shown = Signal(object)

    def __init__(self, around: Around, run: CaseRun, *, go_on: bool = False) -> None:
        super().__init__(around.look, "")
        self._around, self.run = around, run
        self.busy = False
        self._page: Page | None = None
        self._steps: list[Step] = []
        self._lines: list[Words] = []
        self._choices: QButtonGroup | None = None
        self._field: Line | None = None
        self._helped: Helped | None = None
        self._bridge = _Bridge(self)
        self._bridge.came.connect(self._on_page)
        run.on_page = self._bridge.came.emit
        self._clock = QTimer(self)
        self._clock.setInterval(TELL_MS)
        self._clock.timeout.connect(self._tell_again)
        self.show_page(run.page)
        if go_on:
            self._do(run.go_on)

    @property
    def lead(self) -> Words:
        return self.heading

    # what the person does

    def act(self, verb: Verb, value: str = "") -> None:
        """Does what was asked for; once at a time."""
        if verb is Verb.CANCEL:
            self.run.cancel()
        elif verb is Verb.PEOPLE and self.run.case.stand is Stand.PEOPLE:
            self._to_people()
        elif not self.busy:
            self._do(lambda: self.run.act(verb, value), verb)

    def _do(self, work: Callable[[], None], verb: Verb | None = None) -> None:
        self.busy = True
        if verb is not None and self._page is not None and self._page.stand not in WORKING:
            self._show_actions(self._page, working=verb)
        self._around.board.set_working(working=True)
        self._around.slow.ask(self, work, lambda _nothing: self._on_done(verb), self._on_trouble)

    def _on_done(self, verb: Verb | None) -> None:
        self._rest()
        if verb is Verb.LATER:
            self._around.ways.home()
            return
        self.show_page(self.run.page)
        if self.run.unsaved is not None:
            self._warn(self.run.unsaved)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._rest()
        self.show_page(self.run.page, anew=True)
        if not isinstance(problem, NotNow):
            self._warn(problem)

    def _rest(self) -> None:
        self.busy = False
        self._around.board.set_working(working=False)
        self._around.board.read_again()

    def _warn(self, problem: DesksideError) -> None:
        self.column.insertWidget(0, Banner(self.look, problem.words()))
        announce(self, problem.words())

    def go_back(self) -> bool:
        if self._page is not None and self._page.stand in WORKING:
            self.run.cancel()
            return True
        if self._page is not None and self._page.can_go_back:
            self.act(Verb.BACK)
            return True
        return False

    def talk_to_people(self) -> None:
        if self._page is not None and self._page.takes(Verb.PEOPLE):
            if self.busy:
                self.run.cancel()
                self._around.slow.ask(
                    self, lambda: self.run.act(Verb.PEOPLE), lambda _n: self._on_done(None), self._on_trouble
                )
            else:
                self.act(Verb.PEOPLE)
        elif self.run.case.ticket:
            self._around.ways.request(self.run.case.ticket)
        else:
            self._to_people()

    def _to_people(self) -> None:
        """Those who asked for this in an answer of theirs get it there; else it becomes a message of its own."""
        if self._asked_by is not None:
            self._around.ways.tell_back(self.run)
        else:
            self._around.ways.write(self.run)

    @property
    def _asked_by(self) -> Ticket | None:
        """The request in whose answer this was asked for, where an answer can go to it."""
        known = (one for one in self._around.board.known.tickets if one.reference == self.run.case.asked_by)
        ticket = next((one for one in known if not one.gone), None)
        return ticket if ticket is not None and self._around.casework.mail.can.reply else None

    def leave(self) -> None:
        self.run.on_page = lambda _page: None
        if self.busy:
            self.run.cancel()
            self._around.board.set_working(working=False)
        board = self._around.board
        self._around.slow.ask(board, self.run.close, lambda _nothing: board.read_again())

    # what comes back

    def _on_page(self, page: Page) -> None:
        self.show_page(page)

    def _tell_again(self) -> None:
        self.show_page(self.run.page)

    def show_page(self, page: Page, *, anew: bool = False) -> None:
        """Draws the page; one that only ticks or counts is changed in place."""
        before, self._page = self._page, page
        working = page.stand in WORKING
        if working and not self._clock.isActive():
            self._clock.start()
        elif not working:
            self._clock.stop()
        if before == page and not anew:
            if not self.busy:
                self._show_actions(page)
            return
        if before is not None and not anew and self._same_shape(before, page):
            self._tick(page)
            return
        if before is not None and self._helped is not None and _is_told(before, page):
            self._helped.show_page(page)
            return
        self.title = "" if page.heading == self.run.case.title else self.run.case.title
        self._draw(page)
        self._show_actions(page)
        self.page_shown.emit(page)
        if before is not None:
            self.body_changed.emit()

    def _same_shape(self, before: Page, page: Page) -> bool:
        def shape(one: Page) -> tuple[object, ...]:
            return one.stand, one.heading, len(one.lines), tuple(row.text for row in one.rows), one.changes

        return page.stand in WORKING and shape(before) == shape(page)

    def _tick(self, page: Page) -> None:
        for words, line in zip(self._lines, page.lines, strict=True):
            if words.text() != line:
                words.setText(line)
                announce(self, line)
        news = [row for step, row in zip(self._steps, page.rows, strict=True) if step.show_row(row)]
        for row in news:
            if row.state not in (RowState.WAITING, RowState.LOOKING):
                announce(self, f"{row.text} {in_words(row.state)}.")

    # drawing

    def _draw(self, page: Page) -> None:
        self.clear()
        self._steps, self._choices, self._field, self._helped = [], None, None, None
        self._draw_head(page)
        self._draw_step(page)
        if page.rows:
            panel, self._steps = rows_of(self.look, page)
            self.add(panel)
        if page.choices or (page.asks_text and page.stand is not Stand.DONE):
            self.add(self._question(page))
        self._draw_outcome(page)
        if self._lines and page.stand in WORKING:
            self.add(stacked(self._lines))  # below all else: a longer sentence moves nothing
        if page.stand is Stand.PEOPLE:
            self.add(Contact(self.look, self._around.board.known.organisation))
        self._draw_foot(page)

    def _draw_head(self, page: Page) -> None:
        """The sign, the sentence that matters, what is asked, and why it matters."""
        if page.sign is Sign.NONE or page.picture or len(page.choices) > MANY:
            self.show_stamp()  # a picture says more, and many answers need the room
        else:
            self.show_stamp(icon_of(self.look, page.sign, self.run.case.troubleshooter), SIGNS[page.sign][1])
        self.heading.setText(page.heading)
        self._lines = lines_of(self.look, page.lines)
        if self._lines and page.stand not in WORKING:
            self.add(stacked(self._lines))
        if page.question and page.stand is not Stand.DONE:
            self.add(Heading(self.look, page.question))
        if page.points and not page.steps:
            self.add(points_of(self.look, page))

    def _draw_step(self, page: Page) -> None:
        """What was found, what to do, the button that opens the place, and the picture of it."""
        if page.shows:
            self.add(shows_of(self.look, page))
        if page.steps:
            self.add(steps_of(self.look, page.steps))
        if opens := [action for action in page.actions if action.verb is Verb.OPEN]:
            self.add(flowing(*(self._button(action, Weight.PLAIN) for action in opens)))
        if page.picture:
            self.add(Picture(self.look, self._picture(page.picture), page.picture_says))

    def _draw_outcome(self, page: Page) -> None:
        """What changes, how long it takes, whether it can be undone; a tip."""
        if page.changes:
            panel = changes_of(self.look, page)
            for action in self._undo(page):
                panel.column.addWidget(self._button(action, Weight.QUIET))
            self.add(panel)
        if page.points and page.steps:
            self.add(points_of(self.look, page))
        if page.stand is Stand.DONE and (page.question or page.hint):
            self._helped = Helped(self.look, page)
            self._helped.said.connect(self.act)
            self.add(self._helped)
        if page.tip:
            self.add(Banner(self.look, page.tip, "bulb", "accent"))

    def _draw_foot(self, page: Page) -> None:
        """What can be done besides, such as Undo; start again and stop, where Back is not the way out."""
        known = {action.verb for action in page.actions}
        besides: tuple[Verb, ...] = () if page.stand in WITHOUT_FOOT else (Verb.AGAIN, Verb.STOP)
        if Verb.CANCEL in known:
            besides = (Verb.AGAIN,)
        frame = [action for action in page.frame if action.verb in besides and action.verb not in known]
        more = [self._button(action, Weight.PLAIN) for action in self._more(page)]
        if more or frame:
            self.add(flowing(*more, *(self._button(action, Weight.QUIET) for action in frame), gap=BLOCK))

    @staticmethod
    def _undo(page: Page) -> list[Action]:
        """It stands with what was changed, where that is listed."""
        return [action for action in page.actions if action.verb is Verb.UNDO and page.changes and not action.main]

    def _more(self, page: Page) -> list[Action]:
        """What can be done on this page besides."""
        elsewhere = (*SIDE_VERBS, *SAID_OF_IT, Verb.OPEN)
        more = [action for action in page.actions if not action.main and action.verb not in elsewhere]
        return [action for action in more if action not in self._undo(page)]

    def _picture(self, name: str) -> Path:
        path = Path(name)
        if path.is_absolute():
            return path
        owner = self.run.case.current.partition(".")[0] or self.run.case.troubleshooter
        folders = [one.folder for one in self._around.board.known.troubleshooters if one.id == owner]
        return folders[0] / "pictures" / path.name if folders else path

    def _question(self, page: Page) -> QVBoxLayout:
        if not page.choices:
            self._field = Line(self.look, _("Your answer"), secret=page.secret)
            self._field.entered.connect(self._on_answered)
            return stacked((self._field,))
        self._choices = QButtonGroup(self)
        parts = []
        for choice in page.choices:
            part = Choice(self.look, choice.label, choice.value)
            self._choices.addButton(part)
            parts.append(part)
        self._choices.buttonToggled.connect(lambda _button, _on: self._show_actions(page))
        return stacked(parts)

    def _answer(self) -> str | None:
        """What was chosen or typed; None while nothing was chosen."""
        if self._field is not None:
            return self._field.text()
        chosen = self._choices.checkedButton() if self._choices is not None else None
        return chosen.value if isinstance(chosen, Choice) else None

    def _on_answered(self) -> None:
        answer = self._answer()
        if answer is not None:
            self.act(Verb.ANSWER, answer)

    def _button(self, action: Action, weight: Weight) -> Button:
        button = Button(self.look, plain(action.label), weight, ICONS.get(action.verb, ""))
        button.clicked.connect(lambda: self.act(action.verb))
        return button

    def _show_actions(self, page: Page, working: Verb | None = None) -> None:
        """``working``: what was pressed and goes on shows it at once."""
        main = next((action for action in page.actions if action.main), None)
        others = [action for action in page.actions if not action.main and action.verb in SIDE_VERBS]
        first = self._act_of(main, working) if main else None
        besides = [self._act_of(action, working) for action in others]
        if page.stand is Stand.DONE and first is None:
            first = Act(_("Done"), self._around.ways.home)
            if self._asked_by is not None and not self.run.case.ticket:
                besides, first = [first], Act(_("Tell the help desk"), self._to_people)
        self.show_acts(first, *besides)

    def _act_of(self, action: Action, working: Verb | None) -> Act:
        works = action.verb is working
        if action.verb is Verb.ANSWER:
            return Act(action.label, self._on_answered, enabled=self._answer() is not None, working=works)
        return Act(action.label, lambda: self.act(action.verb), working=works)


def _is_told(before: Page, page: Page) -> bool:
    """Whether nothing is new but what was said of it all in the end."""
    return replace(before, question="", hint="", asks_text=False, actions=()) == replace(
        page, question="", hint="", asks_text=False, actions=()
    )
