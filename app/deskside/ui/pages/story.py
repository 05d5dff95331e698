"""Writing to the help desk: the person's own words, how much it stops them, their address if it is not known."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from PySide6.QtCore import Qt, QTimer

from deskside.casework.beside import only_words
from deskside.casework.impact import impact_words, since_words, urgency_words
from deskside.casework.told_before import told_words
from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.parcel import Impact, Kind, Since, Urgency
from deskside.model.ticket import Ticket
from deskside.ui.around import Around
from deskside.ui.pages.enclosing import Enclosing
from deskside.ui.pages.letter import Letter
from deskside.ui.parts.answers import Answers
from deskside.ui.parts.bar import Act
from deskside.ui.parts.contact import Contact
from deskside.ui.parts.drawing import Drawing, read_drawing
from deskside.ui.parts.field import Area, Line
from deskside.ui.parts.row import Banner, Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import Role

if TYPE_CHECKING:
    from deskside.casework import Handover

Made: TypeAlias = "tuple[Handover, dict[str, Drawing], Ticket | None]"
NEW = "new"
"""Stands for a request of its own."""
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
        self._notes, self._told = stacked(()), stacked(())
        self.add(self._notes)
        self.add(self._told)
        self._show_told()
        self.story = Area(self.look, _("What is wrong, in your own words?"), letter.story)
        self._room = self.story.edit.minimumHeight(), self.story.edit.maximumHeight()
        self.story.written.connect(self._on_written)
        self.add(self.story)
        self._urgency = self._asked(_("How much does this hold you up?"), _urgencies(), letter.urgency)
        self._impact = self._asked(_("Is it the same for anyone else?"), _impacts(), letter.impact, short=True)
        self._since = self._asked(_("How long has it been so?"), _sinces(), letter.since, short=True)
        self.email = Line(self.look, _("Your e-mail address, for the answer"), hint=_("name@example.org"))
        self._ask_for_email()
        self.email.changed.connect(self._on_written)
        self.add(self.email)
        self.files = Enclosing(around, letter, texts=True)
        self.files.unfit.connect(self._on_unfit)
        self.add(self.files)
        self._no_files = stacked(())
        self.add(self._no_files)
        self.add(Contact(self.look, around.board.known.organisation))
        self._late = stacked(())
        self.add(self._late)
        self.show_acts(Act(_("See what is sent"), self._on_go_on))
        case = letter.run.case if letter.run is not None else None
        words = letter.story

        def work() -> Made:
            desk = around.casework
            handover = desk.mend(letter.mends) if letter.mends else desk.handover(case, words)
            pictures = (one for one in handover.added if one.kind is Kind.PICTURE)
            drawings = {one.id: read_drawing(one.name, one.content) for one in pictures}
            return handover, drawings, handover.told_before(letter.choices)

        around.slow.ask(self, work, self._on_handover, self._on_trouble)

    def talk_to_people(self) -> None:
        """It is what the person is doing here; the phone number stands below."""
        self._ask_for(self.story, _("A person reads what you write here."), "person", "accent")

    def _asked(self, asks: str, answers: Iterable[tuple[str, str]], given: str, *, short: bool = False) -> Answers:
        part = Answers(self.look, asks, answers, given, short=short)
        part.changed.connect(self._on_written)
        self.add(part)
        return part

    def _ask_for_email(self) -> None:
        """Only when it is not known, which is known before anything is shown: nothing moves under the person's hand."""
        office, letter = self._around.office, self.letter
        known = office.casework.email if office.is_open else ""
        if known:
            self.email.hide()
        letter.email = known or letter.email
        self.email.edit.setText(letter.email)

    def _on_handover(self, made: Made) -> None:
        handover, drawings, told = made
        if handover.added and not self.letter.added:
            self.letter.take_in(handover.added, drawings)
            self.files.show_files()
        self.letter.handover = handover
        self._take_up(handover)
        if told is not None:
            self._offer(told)
        self._show_files(handover)
        if handover.email and not self.letter.email:
            self.email.edit.setText(handover.email)
            self.letter.email = handover.email
        self._around.slow.ask(self, lambda: handover.ready, self._on_ready)

    def _take_up(self, handover: Handover) -> None:
        """What was said before and never sent, where nothing else has been said since."""
        letter = self.letter
        if handover.words and not letter.story:
            if not (letter.urgency or letter.impact or letter.since):
                before = handover.before
                self._urgency.give(before.urgency)
                self._impact.give(before.impact)
                self._since.give(before.since)
            self.story.edit.setFixedHeight(self.story.edit.sizeHint().height())
            self.story.write(handover.words)

    # told already

    def _offer(self, told: Ticket) -> bool:
        """Adding to what was told before is offered, once; True where that is news."""
        letter = self.letter
        if letter.told is not None and letter.told.reference == told.reference:
            return False
        letter.told, letter.adds_to = told, told.reference
        self._show_told()
        announce(self, told_words(told, time.time()))
        self.body_changed.emit()
        return True

    def _show_told(self) -> None:
        empty(self._told)
        told = self.letter.told
        if told is None:
            return
        panel = Panel(self.look)
        panel.column.addWidget(Point(self.look, told_words(told, time.time()), "letter", "accent"))
        panel.column.addWidget(Words(self.look, told.title, colour="text_quiet").from_outside())
        ways, given = _ways_to_tell(told), self.letter.adds_to or NEW
        self._where = Answers(self.look, _("Shall this be added to it?"), ways, given)
        self._where.changed.connect(self._on_where)
        panel.column.addWidget(self._where)
        self._told.addWidget(panel)

    def _on_where(self) -> None:
        letter = self.letter
        letter.adds_to = "" if self._where.given == NEW else self._where.given
        if letter.handover is not None:
            self._show_files(letter.handover)

    def _show_files(self, handover: Handover) -> None:
        """A help desk that takes only words is offered no files."""
        takes = handover.takes_files(self.letter.choices)
        self.files.setVisible(takes)
        empty(self._no_files)
        if not takes:
            self._no_files.addWidget(Words(self.look, only_words(), Role.SMALL, "text_quiet"))

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
        letter.urgency, letter.impact, letter.since = self._urgency.given, self._impact.given, self._since.given
        if not self.email.isHidden():
            letter.email = self.email.text()
        self._saving.start()

    def _save(self) -> None:
        """Keeps the words where they outlive this process; what cannot be kept is still on the page."""
        letter = self.letter
        handover, said = letter.handover, letter.choices
        if handover is not None and letter.story:
            self._around.slow.ask(self, lambda: handover.keep(said), None, lambda _problem: None)

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
            self._look_for_told(letter.handover)

    def _ask_for(self, part: Area | Line, says: str, icon: str = "note", ink: str = "notice") -> None:
        empty(self._notes)
        if says:
            self._notes.addWidget(Banner(self.look, says, icon, ink))
            announce(self, says)
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_for_told(self, handover: Handover) -> None:
        """Now that the words are there: perhaps the same was told before."""
        said = self.letter.choices
        self._wait()
        self._around.slow.ask(self, lambda: handover.told_before(said), self._on_told, self._on_trouble)

    def _on_told(self, told: Ticket | None) -> None:
        if told is not None and self._offer(told):
            self._go_on_again()
            self._where.take_focus()
        else:
            self.letter.look(self._around.slow, self, self._on_shown, self._on_trouble)

    def _wait(self) -> None:
        self.show_acts(Act(_("Getting it ready…"), lambda: None, enabled=False))

    def _go_on_again(self) -> None:
        self.show_acts(Act(_("See what is sent"), self._on_go_on))

    def _on_shown(self) -> None:
        self._go_on_again()
        self._around.ways.preview(self.letter)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._go_on_again()
        self._ask_for(self.story, problem.words())


def _urgencies() -> Iterator[tuple[str, str]]:
    return ((urgency_words(one), one.value) for one in Urgency)


def _impacts() -> Iterator[tuple[str, str]]:
    return ((impact_words(one), one.value) for one in Impact)


def _sinces() -> Iterator[tuple[str, str]]:
    return ((since_words(one), one.value) for one in Since)


def _ways_to_tell(told: Ticket) -> tuple[tuple[str, str], ...]:
    return ((_("Yes, add it to that request"), told.reference), (_("No, this is something new"), NEW))
