"""What was found and fixed on this computer, in plain words, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.model.case import Case, Finding, FixState
from deskside.model.troubleshooter import FixKind
from deskside.ui.around import Around
from deskside.ui.look import Look
from deskside.ui.pages.when import month, when
from deskside.ui.parts.heading import Heading
from deskside.ui.parts.nothing import Nothing
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Banner, Panel, Point
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import INSIDE, PAD, Role

if TYPE_CHECKING:
    from deskside.casework import TakenBack

AT_ONCE = 20
"""So many are shown, and as many more each time that is asked for."""
_SIGNS = {
    FixState.OFFERED: ("dot", "text_quiet"),
    FixState.FIXED: ("tick", "good"),
    FixState.UNVERIFIED: ("question", "notice"),
    FixState.FAILED: ("note", "notice"),
    FixState.UNDONE: ("undo", "text_quiet"),
    FixState.DECLINED: ("dot", "text_quiet"),
    FixState.NEEDS_ADMIN: ("person", "accent"),
    FixState.NEEDS_RESTART: ("restart", "accent"),
}


def became(finding: Finding) -> str:
    """What became of one finding."""
    words = {
        FixState.OFFERED: _("Found. Nothing was changed."),
        FixState.FIXED: _("Fixed."),
        FixState.UNVERIFIED: _("Done. I could not check whether it helped."),
        FixState.FAILED: _("The fix did not help."),
        FixState.UNDONE: _("Taken back."),
        FixState.DECLINED: _("You chose not to. Nothing was changed."),
        FixState.NEEDS_ADMIN: _("IT has to do this one."),
        FixState.NEEDS_RESTART: _("Fixed, after a restart."),
    }
    return words[finding.state]


def can_undo(case: Case) -> bool:
    """Whether something of this case can still be taken back."""
    kept = (FixState.UNDONE, FixState.OFFERED, FixState.DECLINED)
    return any(one.undo and one.change is not None and one.state not in kept for one in case.findings)


class Became(Point):
    """What was found, and what became of it, by icon and words."""

    def __init__(self, look: Look, finding: Finding) -> None:
        icon, ink = _SIGNS[finding.state]
        super().__init__(look, finding.says, icon if look.icons.has(icon) else "dot", ink)
        line = self.layout()
        if isinstance(line, QHBoxLayout):
            line.addLayout(stacked((self.words, Words(look, _said(finding), Role.SMALL, "text_quiet")), 0), 1)


def _said(finding: Finding) -> str:
    for_good = finding.state is FixState.FIXED and finding.fix is FixKind.AUTOMATIC and not finding.undo
    never = _("This can't be undone.")
    return f"{became(finding)} {never}" if for_good else became(finding)


class History(Sheet):
    """Newest first, by month. A case whose fixes can be undone has the button for it."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("What was found and fixed"))
        self._around = around
        self._notes, self._cases = stacked(()), stacked(())
        self._cases.setSpacing(PAD)
        self.add(self._notes)
        self.add(self._cases)
        self._shown: tuple[Case, ...] | None = None
        self._most = AT_ONCE
        self._titles: list[Words] = []
        around.board.changed.connect(self._on_board)
        self._on_board()

    def arrive(self) -> None:
        self._around.board.read_again()

    def rests(self) -> bool:
        return True

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _on_board(self) -> None:
        known = self._around.board.known
        if self._shown == known.history or not known.read:
            return
        self._shown = known.history
        empty(self._cases)
        self._titles = []
        newest = sorted(known.history, key=lambda one: -one.touched)
        self._draw(newest[: self._most])
        if not newest:
            says = _("Nothing yet. What Deskside finds and fixes on this computer is listed here.")
            self._cases.addWidget(Nothing(self.look, "clock", says))
        if len(newest) > self._most:
            self._offer(len(newest) - self._most)

    def _draw(self, cases: list[Case]) -> None:
        """A heading for each month, where there is more than one."""
        months = [month(case.touched) for case in cases]
        for place, case in enumerate(cases):
            if len(set(months)) > 1 and (place == 0 or months[place] != months[place - 1]):
                self._cases.addWidget(Heading(self.look, months[place]))
            self._cases.addWidget(self._panel(case))

    def _offer(self, more: int) -> None:
        says = ngettext("Show {count} more", "Show {count} more", min(more, AT_ONCE)).format(count=min(more, AT_ONCE))
        button = Button(self.look, says, Weight.PLAIN)
        button.clicked.connect(self._on_more)
        self._cases.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)

    def _on_more(self) -> None:
        """The focus goes to the first of those that came."""
        before, self._most, self._shown = self._most, self._most + AT_ONCE, None
        self._on_board()
        if len(self._titles) > before:
            self._titles[before].setFocus(Qt.FocusReason.OtherFocusReason)

    def _panel(self, case: Case) -> Panel:
        panel = Panel(self.look)
        title = Heading(self.look, case.title, Role.STRONG).as_heading()
        self._titles.append(title)
        time = Words(self.look, when(case.touched or case.opened), Role.SMALL, "text_quiet")
        panel.column.addLayout(stacked((title, time), INSIDE))
        for finding in case.findings:
            panel.column.addWidget(Became(self.look, finding))
        if not case.findings:
            panel.column.addWidget(Words(self.look, _("No cause was found.")))
        if case.ticket:
            says = _("It went to the help desk as {number}.").format(number=case.ticket)
            panel.column.addWidget(Words(self.look, says, Role.SMALL, "text_quiet"))
        if can_undo(case):
            undo = Button(self.look, _("Undo"), Weight.PLAIN, "undo")
            undo.setAccessibleName(_("Undo what was changed for: {title}").format(title=case.title))
            undo.clicked.connect(lambda _checked=False, case=case: self._on_undo(case, undo))
            panel.column.addWidget(undo, 0, Qt.AlignmentFlag.AlignLeading)
        return panel

    def _on_undo(self, case: Case, button: Button) -> None:
        if self._around.board.working:
            return
        button.work(on=True)
        self._around.board.set_working(working=True)
        self._say(_("I am taking it back."))
        around = self._around
        around.slow.ask(self, lambda: around.casework.undo(case.id), self._on_undone, self._on_trouble)

    def _on_undone(self, taken: tuple[TakenBack, ...]) -> None:
        self._rest()
        for one in taken:
            self._say(one.says, "tick" if one.ok else "note", "good" if one.ok else "notice")
        if not taken:
            self._say(_("There is nothing left to take back."))
        self.body_changed.emit()

    def _on_trouble(self, problem: DesksideError) -> None:
        self._rest()
        self._shown = None
        self._on_board()
        self._say(problem.words())

    def _rest(self) -> None:
        empty(self._notes)
        self._around.board.set_working(working=False)
        self._around.board.read_again()

    def _say(self, says: str, icon: str = "note", ink: str = "notice") -> None:
        self._notes.addWidget(Banner(self.look, says, icon, ink))
        announce(self, says)
