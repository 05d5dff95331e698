"""Is my computer fine? A look at everything that can be looked at without a question; nothing is changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.model.page import Row, RowState
from deskside.model.report import AboutHere, Looked
from deskside.ui.around import Around
from deskside.ui.parts.bar import Act
from deskside.ui.parts.press import Card
from deskside.ui.parts.row import Banner, Point, Step
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, stacked
from deskside.ui.tokens import Role

if TYPE_CHECKING:
    from deskside.casework import LookingOver

DAY = 24 * 60 * 60
LONG_DAYS = 14
"""A computer that has run for so long may be better for a restart."""


class _Bridge(QObject):
    """Brings rows from the thread that looks."""

    came = Signal(object)


class Fine(Sheet):
    """Begins by itself, for the person asked for it; *Cancel* always; then one sentence, and what to do about it."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, "")
        self._around = around
        self._bridge = _Bridge(self)
        self._bridge.came.connect(self._on_looked)
        self._steps: list[Step] = []
        self._over = False
        self._looking: LookingOver | None = None
        self.looked: tuple[Looked, ...] = ()
        self._look()

    def leave(self) -> None:
        self._cancel()

    def talk_to_people(self) -> None:
        self._cancel()
        self._around.ways.write()

    # looking

    def _look(self) -> None:
        self._over, self._steps, self._looking = False, [], None
        self.clear()
        self.heading.setText(_("I am looking at your computer."))
        self.show_stamp("search")
        lines = (_("This takes about half a minute."), _("Nothing is changed."))
        self.add(stacked(Words(self.look, line) for line in lines))
        self._rows = stacked(())
        self.add(self._rows)
        self.show_acts(None, Act(_("Cancel"), self._on_cancel))
        self.body_changed.emit()
        self._around.board.set_working(working=True)
        self._around.slow.ask(self, self._work, self._on_over, self._on_trouble)

    def _work(self) -> tuple[tuple[Looked, ...], AboutHere | None]:
        """In the slow lane. What was looked at counts, also where the rest can't be read."""
        casework = self._around.casework
        looking = self._looking = casework.look_over()
        looking.on_looked = self._bridge.came.emit
        looked = looking.looked if self._over else looking.go()
        try:
            return looked, None if self._over else casework.privacy.about()
        except DesksideError:
            return looked, None

    def _cancel(self) -> None:
        if not self._over:
            self._over = True
            self._around.board.set_working(working=False)
            if self._looking is not None:
                self._looking.on_looked = lambda _looked: None  # this page may be gone before the look ends
                self._looking.cancel()

    def _on_cancel(self) -> None:
        self._cancel()
        self._around.ways.home()

    def _on_looked(self, looked: tuple[Looked, ...]) -> None:
        if self._over:
            return
        self.looked = looked
        for place, one in enumerate(looked):
            row = Row(_in_a_row(one), one.state)
            if place == len(self._steps):
                self._steps.append(Step(self.look, row))
                self._rows.addWidget(self._steps[-1])
            elif self._steps[place].show_row(row) and one.state not in (RowState.WAITING, RowState.LOOKING):
                announce(self, self._steps[place].words.accessibleName())

    # what it showed

    def _on_over(self, seen: tuple[tuple[Looked, ...], AboutHere | None]) -> None:
        if self._over:
            return
        self._over = True
        self.looked, about = seen
        self._around.board.set_working(working=False)
        found = [one for one in self.looked if one.state is RowState.FOUND]
        missed = [one for one in self.looked if one.state is RowState.COULD_NOT]
        clear = [one for one in self.looked if one.state is RowState.CLEAR]
        self.clear()
        self._tell(len(found), len(clear), len(missed))
        for one in found:
            self.add(self._card(one))
        if about is not None and (says := _about_a_restart(about, time.time())):
            self.add(Banner(self.look, says, "bulb", "accent"))
        for label, rows, icon, ink in (
            (_("I looked for these and saw no sign of them:"), clear, "tick", "good"),
            (_("I could not look at these:"), missed, "question", "text_quiet"),
        ):
            if rows:
                points = (Point(self.look, one.title, icon, ink) for one in rows)
                self.add(stacked((Words(self.look, label, Role.STRONG), *points)))
        self.show_acts(Act(_("Done"), self._around.ways.home), Act(_("Look again"), self._look))
        self.body_changed.emit()

    def _tell(self, found: int, clear: int, missed: int) -> None:
        if found:
            says = ngettext("I found something.", "I found {n} things.", found).format(n=found)
            self.heading.setText(says)
            self.show_stamp("found", "notice")
            self.add(Words(self.look, _("Nothing was changed. Have a look when it suits you.")))
        elif not clear:
            self.heading.setText(_("I could not look at your computer."))
            self.show_stamp("question", "text_quiet")
            self.add(Words(self.look, _("This does not mean that anything is wrong. A person can help you.")))
        elif missed:
            self.heading.setText(_("What I could see looks fine."))
            self.show_stamp("question", "text_quiet")
        else:
            self.heading.setText(_("Your computer looks fine."))
            self.show_stamp("tick", "good")
            says = _("If something bothers you all the same, a person can help.")
            self.add(Words(self.look, says))

    def _card(self, one: Looked) -> Card:
        icon = f"problem-{one.id}"
        icon = icon if self.look.icons.has(icon) else "problem"
        card = Card(self.look, one.title, one.says[0], icon, "notice")
        card.clicked.connect(lambda: self._around.ways.open_troubleshooter(one.id))
        return card

    def _on_trouble(self, problem: DesksideError) -> None:
        self._cancel()
        self.add(Banner(self.look, problem.words()))
        self.show_acts(Act(_("Done"), self._around.ways.home), Act(_("Look again"), self._look))
        announce(self, problem.words())


def _in_a_row(one: Looked) -> str:
    """What its tick means: "All right" beside "Printing does not work" would puzzle."""
    texts = {
        RowState.LOOKING: _("Is it this? {problem}"),
        RowState.CLEAR: _("No sign of it: {problem}"),
        RowState.FOUND: _("A sign of it: {problem}"),
        RowState.COULD_NOT: _("I could not look for it: {problem}"),
    }
    return texts.get(one.state, _("Is it this? {problem}")).format(problem=one.title)


def _about_a_restart(about: AboutHere, now: float) -> str:
    if about.restart_waits:
        return _("Updates wait for a restart. Restart when it suits you.")
    days = int((now - about.since) // DAY) if about.since else 0
    if days < LONG_DAYS:
        return ""
    return _("This computer has run for {n} days without a restart. A restart often helps.").format(n=days)
