"""Writing to the help desk: the person's own words, how much it stops them, their address if it is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QVBoxLayout

from deskside.casework.impact import impact_words
from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.parcel import Impact, Kind
from deskside.ui.around import Around
from deskside.ui.pages.enclosing import Enclosing
from deskside.ui.pages.letter import Letter
from deskside.ui.parts.bar import LARGE_TEXT, Act
from deskside.ui.parts.choice import Choice
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.drawing import Drawing, read_drawing
from deskside.ui.parts.field import Area, Line
from deskside.ui.parts.row import Banner
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import LINE, Role

if TYPE_CHECKING:
    from deskside.casework import Handover

SAVED_AFTER_MS = 1_000
"""How long after the last letter the words are saved."""


class Story(Sheet):
    """What is asked is only what the computer cannot know. Everything typed goes into the letter at once."""

    def __init__(self, around: Around, letter: Letter) -> None:
        super().__init__(around.look, _("Tell the help desk"))
        self._around, self.letter = around, letter
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVED_AFTER_MS)
        self._saving.timeout.connect(self._save)
        self._notes = stacked(())
        self.add(self._notes)
        self.story = Area(self.look, _("What is wrong, in your own words?"), letter.story)
        self._room = self.story.edit.minimumHeight(), self.story.edit.maximumHeight()
        self.story.written.connect(self._on_written)
        self.add(self.story)
        self._stops, self._others = QButtonGroup(self), QButtonGroup(self)
        self.add(self._how_much())
        self.add(self._who_else())
        self.email = Line(self.look, _("Your e-mail address, for the answer"), hint=_("name@example.org"))
        self._ask_for_email()
        self.email.changed.connect(self._on_written)
        self.add(self.email)
        self.files = Enclosing(around, letter, texts=True)
        self.files.unfit.connect(self._on_unfit)
        self.add(self.files)
        self.add(Contact(self.look, around.board.known.organisation))
        self._late = stacked(())
        self.add(self._late)
        self.show_acts(Act(_("See what is sent"), self._on_go_on))
        case = letter.run.case if letter.run is not None else None
        words = letter.story

        def work() -> tuple[Handover, dict[str, Drawing]]:
            desk = around.casework
            handover = desk.mend(letter.mends) if letter.mends else desk.handover(case, words)
            pictures = (one for one in handover.added if one.kind is Kind.PICTURE)
            return handover, {one.id: read_drawing(one.name, one.content) for one in pictures}

        around.slow.ask(self, work, self._on_handover, self._on_trouble)

    def talk_to_people(self) -> None:
        """It is what the person is doing here; the phone number stands below."""
        self._ask_for(self.story, _("A person reads what you write here."), "person", "accent")

    def _how_much(self) -> QVBoxLayout:
        label = Words(self.look, _("How much does this hold you up?"), Role.STRONG)
        says = (_("I can't work at all."), _("I can work, but it is hard."), _("It can wait a little."))
        return stacked((label, *self._choices(self._stops, ((one, one) for one in says))))

    def _who_else(self) -> QVBoxLayout:
        """Short answers, so two stand beside each other where there is room."""
        label = Words(self.look, _("Is it the same for anyone else?"), Role.STRONG)
        block, grid = stacked((label,)), QGridLayout()
        grid.setSpacing(LINE)
        columns = 1 if self.look.text_scale >= LARGE_TEXT else 2
        answers = ((impact_words(impact), impact.value) for impact in Impact)
        for number, part in enumerate(self._choices(self._others, answers)):
            grid.addWidget(part, number // columns, number % columns)
        block.addLayout(grid)
        return block

    def _choices(self, group: QButtonGroup, answers: Iterable[tuple[str, str]]) -> list[Choice]:
        parts = [Choice(self.look, says, value) for says, value in answers]
        for part in parts:
            group.addButton(part)
        self._choose(group, self.letter.stops if group is self._stops else self.letter.impact)
        group.buttonToggled.connect(self._on_written)
        return parts

    @staticmethod
    def _choose(group: QButtonGroup, said: str) -> None:
        """As it was chosen before, or when it was kept."""
        for part in group.buttons():
            if isinstance(part, Choice) and said and part.value == said:
                part.setChecked(True)

    def _ask_for_email(self) -> None:
        """Only when it is not known, which is known before anything is shown: nothing moves under the person's hand."""
        office, letter = self._around.office, self.letter
        known = office.casework.email if office.is_open else ""
        if known:
            self.email.hide()
        letter.email = known or letter.email
        self.email.edit.setText(letter.email)

    def _on_handover(self, made: tuple[Handover, dict[str, Drawing]]) -> None:
        handover, drawings = made
        if handover.added and not self.letter.added:
            self.letter.take_in(handover.added, drawings)
            self.files.show_files()
        self.letter.handover = handover
        self._take_up(handover)
        if handover.email and not self.letter.email:
            self.email.edit.setText(handover.email)
            self.letter.email = handover.email
        self._around.slow.ask(self, lambda: handover.ready, self._on_ready)

    def _take_up(self, handover: Handover) -> None:
        """What was said before and never sent, where nothing else has been said since."""
        letter = self.letter
        if handover.words and not letter.story:
            if not (letter.stops or letter.impact):
                self._choose(self._stops, handover.stops)
                self._choose(self._others, handover.impact)
            self.story.edit.setFixedHeight(self.story.edit.sizeHint().height())
            self.story.write(handover.words)

    def _let_grow(self) -> None:
        """The person types in it: from now on it may be as high as its words."""
        least, most = self._room
        self.story.edit.setMinimumHeight(least)
        self.story.edit.setMaximumHeight(most)

    def _on_ready(self, ready: object) -> None:
        from deskside.model.report import CheckRow

        if isinstance(ready, CheckRow) and not ready.ok:
            says = _("{says} You can write all the same. It is kept safe here.").format(says=ready.says)
            self.letter.warning = says
            empty(self._late)
            self._late.addWidget(Banner(self.look, says))
            announce(self, says)

    def _on_written(self) -> None:
        letter = self.letter
        letter.story = self.story.text()
        if self.story.edit.hasFocus():
            self._let_grow()
        letter.stops, letter.impact = _chosen(self._stops), _chosen(self._others)
        if not self.email.isHidden():
            letter.email = self.email.text()
        self._saving.start()

    def _save(self) -> None:
        """Keeps the words where they outlive this process; what cannot be kept is still on the page."""
        letter = self.letter
        handover, said = letter.handover, (letter.story, letter.stops, letter.impact)
        if handover is not None and letter.story:
            self._around.slow.ask(self, lambda: handover.keep(*said), None, lambda _problem: None)

    def arrive(self) -> None:
        """Perhaps a picture was added meanwhile."""
        self.files.show_files()

    def _on_unfit(self, problem: DesksideError) -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, problem.words()))
        announce(self, problem.words())
        self.body_changed.emit()

    # on

    def _on_go_on(self) -> None:
        letter = self.letter
        if not letter.story:
            self._ask_for(self.story, _("Please write a few words about what is wrong."))
        elif not self.email.isHidden() and "@" not in letter.email:
            self.email.say(_("Please type your e-mail address, so that they can answer."), "notice")
            self._ask_for(self.email, "")
        elif letter.handover is None:
            self._ask_for(self.story, _("One moment, please. I am still getting ready."))
        else:
            self._collect()

    def _ask_for(self, part: Area | Line, says: str, icon: str = "note", ink: str = "notice") -> None:
        empty(self._notes)
        if says:
            self._notes.addWidget(Banner(self.look, says, icon, ink))
            announce(self, says)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _collect(self) -> None:
        self.show_acts(Act(_("Getting it ready…"), lambda: None, enabled=False))
        self.letter.look(self._around.slow, self, self._on_shown, self._on_trouble)

    def _on_shown(self) -> None:
        self.show_acts(Act(_("See what is sent"), self._on_go_on))
        self._around.ways.preview(self.letter)

    def _on_trouble(self, problem: DesksideError) -> None:
        self.show_acts(Act(_("See what is sent"), self._on_go_on))
        self._ask_for(self.story, problem.words())


def _chosen(group: QButtonGroup) -> str:
    part = group.checkedButton()
    return part.value if isinstance(part, Choice) else ""
