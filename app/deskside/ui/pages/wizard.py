"""The wizard: one page that draws whatever ``Page`` a case shows, from the first words to "Is it working now?"."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout

from deskside.errors import DesksideError, NotNow
from deskside.language import _
from deskside.model.case import Stand
from deskside.model.page import Action, Page, Row, RowState, Verb
from deskside.ui.around import Around
from deskside.ui.parts.bar import Act
from deskside.ui.parts.choice import Choice
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.field import Line
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.press import Button, Weight, plain
from deskside.ui.parts.row import Banner, Panel, Picture, Point, Step, in_words
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, stacked
from deskside.ui.tokens import BLOCK, INSIDE, Role

if TYPE_CHECKING:
    from deskside.casework import CaseRun

WORKING = (Stand.CHECKING, Stand.FIXING, Stand.UNDOING)
TELL_MS = 1_000
"""How often the time left is told anew while the computer works."""
SIDE_VERBS = (Verb.NOT_NOW, Verb.NO, Verb.CANNOT, Verb.CANCEL, Verb.STOP)
"""Actions that stand beside the main one; the rest stand on the page."""
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
            self._around.ways.write(self.run)
        elif not self.busy:
            self._do(lambda: self.run.act(verb, value), verb)

    def _do(self, work: object, verb: Verb | None = None) -> None:
        self.busy = True
        self._around.board.set_working(working=True)
        self._around.slow.ask(self, work, lambda _nothing: self._on_done(verb), self._on_trouble)  # type: ignore[arg-type]

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
            self._around.ways.write(self.run)

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
            return
        if before is not None and not anew and self._same_shape(before, page):
            self._tick(page)
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
        settled = [row for row in news if row.state not in (RowState.WAITING, RowState.LOOKING)]
        announce(self, " ".join(f"{row.text} {in_words(row.state)}." for row in settled))

    # drawing

    def _draw(self, page: Page) -> None:
        self.clear()
        self._steps, self._lines, self._choices, self._field = [], [], None, None
        self.heading.setText(page.heading)
        self._lines = [Words(self.look, line) for line in page.lines]
        if self._lines:
            self.add(stacked(self._lines))
        self._draw_step(page)
        if page.rows:
            self.add(self._rows(page.rows))
        if page.choices or page.asks_text:
            self.add(self._question(page))
        if page.changes:
            self.add(self._changes(page))
        if page.tip:
            self.add(Banner(self.look, page.tip, "bulb", "accent"))
        if page.stand is Stand.PEOPLE:
            self.add(Contact(self.look, self._around.board.known.organisation))
        foot = self._foot(page)
        if foot:
            self.add(flowing(*foot, gap=BLOCK))

    def _draw_step(self, page: Page) -> None:
        """What was found, the button that opens the place, and the picture of what to do there."""
        if page.shows:
            self.add(self._shows(page))
        if opens := [action for action in page.actions if action.verb is Verb.OPEN]:
            self.add(flowing(*(self._button(action, Weight.PLAIN) for action in opens)))
        if page.picture:
            self.add(Picture(self.look, self._picture(page.picture), page.picture_says))

    def _picture(self, name: str) -> Path:
        path = Path(name)
        if path.is_absolute():
            return path
        owner = self.run.case.current.partition(".")[0] or self.run.case.troubleshooter
        folders = [one.folder for one in self._around.board.known.troubleshooters if one.id == owner]
        return folders[0] / "pictures" / path.name if folders else path

    def _rows(self, rows: tuple[Row, ...]) -> Panel:
        panel = Panel(self.look)
        panel.column.setSpacing(INSIDE)
        for row in rows:
            step = Step(self.look, row)
            self._steps.append(step)
            panel.column.addWidget(step)
        return panel

    def _shows(self, page: Page) -> Panel:
        panel = Panel(self.look)
        for line in page.shows:
            panel.column.addWidget(Point(self.look, line))
        return panel

    def _changes(self, page: Page) -> Panel:
        panel = Panel(self.look)
        done = page.stand in (Stand.FIXED, Stand.DONE)
        doing = page.stand in (Stand.FIXING, Stand.UNDOING)
        says = _("What changed:") if done else _("What I change:") if doing else _("What changes:")
        if page.stand is Stand.HANDS_ON:
            says = _("Afterwards:")
        panel.column.addWidget(Words(self.look, says, Role.STRONG))
        for line in page.changes:
            panel.column.addWidget(Point(self.look, line, *(("tick", "good") if done else ())))
        return panel

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

    def _foot(self, page: Page) -> list[Button]:
        """What can be done besides, as quiet buttons under the page."""
        known = {action.verb for action in page.actions}
        besides = (Verb.AGAIN,) if Verb.CANCEL in known else (Verb.AGAIN, Verb.STOP)
        frame = [action for action in page.frame if action.verb in besides and action.verb not in known]
        elsewhere = (*SIDE_VERBS, Verb.OPEN)
        more = [action for action in page.actions if not action.main and action.verb not in elsewhere]
        return [self._button(action, Weight.QUIET) for action in (*more, *frame)]

    def _button(self, action: Action, weight: Weight) -> Button:
        button = Button(self.look, plain(action.label), weight, ICONS.get(action.verb, ""))
        button.clicked.connect(lambda: self.act(action.verb))
        return button

    def _show_actions(self, page: Page) -> None:
        main = next((action for action in page.actions if action.main), None)
        others = [self._act_of(action) for action in page.actions if not action.main and action.verb in SIDE_VERBS]
        if page.stand is Stand.DONE and main is None:
            self.show_acts(Act(_("Done"), self._around.ways.home), *others)
        else:
            self.show_acts(self._act_of(main) if main else None, *others)

    def _act_of(self, action: Action) -> Act:
        if action.verb is Verb.ANSWER:
            return Act(action.label, self._on_answered, enabled=self._answer() is not None)
        return Act(action.label, lambda: self.act(action.verb))
