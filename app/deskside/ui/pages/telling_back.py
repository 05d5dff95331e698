"""The answer to a help desk that asked to have something looked at: shown in full, and nothing goes unless sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.case import Stand
from deskside.ui.around import Around
from deskside.ui.parts.bar import Act
from deskside.ui.parts.field import Area
from deskside.ui.parts.row import Banner
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked

if TYPE_CHECKING:
    from deskside.casework import CaseRun


class TellingBack(Sheet):
    """What stands in the field is what is sent; every word of it can be changed."""

    def __init__(self, around: Around, run: CaseRun) -> None:
        super().__init__(around.look, _("Send this to the help desk?"))
        self._around, self._run = around, run
        self._sending = False
        self.show_stamp("letter")
        self.add(Words(self.look, _("They asked for this in their answer. Private things are hidden already.")))
        self._notes = stacked(())
        self.add(self._notes)
        self.answer = Area(self.look, _("What is sent"), "", lines=(6, 16))
        self.answer.written.connect(self._show_actions)
        self.add(self.answer)
        says = _("You can change it first. It goes to your request as an answer.")
        self.add(Words(self.look, says, colour="text_quiet"))
        self._show_actions()
        around.slow.ask(self, lambda: around.casework.what_was_found(run.case), self._on_found, self._on_trouble)

    def talk_to_people(self) -> None:
        self._around.ways.request(self._run.case.asked_by)

    def _on_found(self, text: str) -> None:
        self.answer.write(text)
        self._show_actions()

    def _show_actions(self) -> None:
        send = Act(_("Send to the help desk"), self._on_send, enabled=bool(self.answer.text()), working=self._sending)
        self.show_acts(send, Act(_("Not now"), self._around.ways.back))

    def _on_send(self) -> None:
        if self._sending:
            return
        self._sending = True
        self._show_actions()
        casework, text, run = self._around.casework, self.answer.text(), self._run

        def work() -> None:
            casework.reply(run.case.asked_by, text)
            if run.case.stand is not Stand.DONE:
                run.sent(run.case.asked_by)

        self._around.quick.ask(self, work, self._on_sent, self._on_trouble)

    def _on_sent(self, _nothing: None) -> None:
        announce(self, _("Your answer is on its way."))
        self._around.ways.told_back(self._run.case.asked_by)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._sending = False
        self._show_actions()
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, problem.words()))
        announce(self, problem.words())
