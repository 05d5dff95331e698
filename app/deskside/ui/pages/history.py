"""What was found and fixed on this computer, in plain words, and how to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.case import Case, Finding, FixState
from deskside.model.troubleshooter import FixKind
from deskside.ui.around import Around
from deskside.ui.pages.when import when
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Banner, Panel
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import BLOCK, INSIDE, Role

if TYPE_CHECKING:
    from deskside.casework import TakenBack

MOST = 50


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


class History(Sheet):
    """Newest first. A case whose fixes can be undone has the button for it."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.look, _("What was found and fixed"))
        self._around = around
        self._notes, self._cases = stacked(()), stacked(())
        self._cases.setSpacing(BLOCK)
        self.add(self._notes)
        self.add(self._cases)
        self._shown: tuple[Case, ...] | None = None
        around.board.changed.connect(self._on_board)
        self._on_board()

    def arrive(self) -> None:
        self._around.board.read_again()

    def talk_to_people(self) -> None:
        self._around.ways.write()

    def _on_board(self) -> None:
        known = self._around.board.known
        if self._shown == known.history or not known.read:
            return
        self._shown = known.history
        empty(self._cases)
        for case in sorted(known.history, key=lambda one: -one.touched)[:MOST]:
            self._cases.addWidget(self._panel(case))
        if not known.history:
            says = _("Nothing yet. What Deskside finds and fixes on this computer is listed here.")
            self._cases.addWidget(Words(self.look, says))

    def _panel(self, case: Case) -> Panel:
        panel = Panel(self.look)
        panel.column.addWidget(Words(self.look, case.title, Role.STRONG))
        panel.column.addWidget(Words(self.look, when(case.touched or case.opened), Role.SMALL, "text_quiet"))
        for finding in case.findings:
            thought = stacked(
                (Words(self.look, finding.says), Words(self.look, became(finding), Role.SMALL, "text_quiet"))
            )
            thought.setSpacing(INSIDE)
            panel.column.addLayout(thought)
            if finding.state is FixState.FIXED and finding.fix is FixKind.AUTOMATIC and not finding.undo:
                panel.column.addWidget(Words(self.look, _("This can't be undone."), Role.SMALL, "text_quiet"))
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
        button.setEnabled(False)
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
