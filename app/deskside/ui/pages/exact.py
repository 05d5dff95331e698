"""The exact text of one item before it is sent, and "hide this too" for what the person selects in it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from deskside.diagnostics.standins import is_hidden, stand_ins
from deskside.errors import DesksideError
from deskside.language import _, ngettext
from deskside.ui.around import Around
from deskside.ui.pages.letter import Letter
from deskside.ui.parts.bar import Act
from deskside.ui.parts.kept import Told
from deskside.ui.parts.raw import Raw, hidden_in
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import Role

LEAST, MOST = 2, 120
"""How many letters a value may have that is to be hidden."""


def value_in(selected: str) -> str:
    """What was meant: without the spaces, commas and brackets round it."""
    marks = {char for char in selected if not char.isalnum()}
    return selected.strip("".join(marks)) if any(char.isalnum() for char in selected) else selected.strip()


def unfit(value: str) -> str:
    """Why this can't be hidden, in kind words; "" when it can."""
    if not value:
        return _("Please select the words first. Drag over them, or hold Shift and use the arrow keys.")
    if len(value) < LEAST or not any(char.isalnum() for char in value):
        return _("That is too short to be found. Please select a whole word, a name or a number.")
    if is_hidden(value):
        return _("That is hidden already.")
    if any(True for _place in stand_ins(value)):
        return _("A part of that is hidden already. Please select only what is not.")
    if len(value) > MOST or "\n" in value:
        return _("That is a lot at once. Please select a few words of one line.")
    return ""


class Exact(Sheet):
    """What is hidden here is hidden in everything that is sent."""

    def __init__(self, around: Around, letter: Letter, item_id: str) -> None:
        item = letter.item(item_id)
        whole = _("The whole file about this computer")
        super().__init__(around.look, (item.name or item.says) if item else whole, Role.HEADING)
        self._around, self.letter, self._id = around, letter, item_id
        self.title = _("The exact text")
        self._notes = stacked(())
        self.add(self._notes)
        says = [_("Something private left? Select it, and hide it everywhere.")]
        if item_id in letter.left_out:
            says.insert(0, _("You left this out, so it is not sent."))
        self.add(stacked([Words(self.look, one) for one in says]))
        self.raw = Raw(self.look, _("The exact text"))
        self.add(self.raw)
        self._show_text()
        self._show_hidden("")
        self._ready()

    def talk_to_people(self) -> None:
        self._say(_("A person reads this as soon as you send it."), "person")

    def go_back(self) -> bool:
        """What is being hidden is hidden before this page is left."""
        return self._at_work

    def _ready(self) -> None:
        self._at_work = False
        self.show_acts(Act(_("Hide this too"), self._on_hide))

    def _show_text(self) -> None:
        text = self.letter.text_of(self._id) or _("Nothing about this computer is sent.")
        self.raw.show_text(text)
        self._around.slow.ask(self, lambda: hidden_in(text), self.raw.summarise)

    def _show_hidden(self, says: str, icon: str = "note", ink: str = "accent") -> None:
        """What has just happened, and the way back for what the person has hidden."""
        empty(self._notes)
        count = len(self.letter.hidden) if ink != "notice" else 0
        if count and not says:
            says = ngettext("You have hidden one thing more.", "You have hidden {count} things more.", count)
            says = says.format(count=count)
        if says:
            told = Told(self.look, says, icon, ink, _("Show it again") if count else "")
            told.pressed.connect(self._on_show_again)
            self._notes.addWidget(told)

    def _say(self, says: str, icon: str = "note", ink: str = "accent") -> None:
        self._show_hidden(says, icon, ink)
        announce(self, says)

    def _on_hide(self) -> None:
        value = value_in(self.raw.selection)
        if why := unfit(value):
            self._say(why, "note", "notice")
            self.raw.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._busy(_("Hiding…"))
        self.letter.hide(self._around.slow, self, value, self._on_hidden, self._on_trouble)

    def _on_hidden(self, places: int) -> None:
        self._ready()
        self.raw.setFocus(Qt.FocusReason.OtherFocusReason)
        if not places:
            self._say(_("Nothing was hidden. Please select only the name or the number itself."), "note", "notice")
            return
        self._show_text()
        says = ngettext("Hidden in one place.", "Hidden in {count} places.", places)
        self._say(says.format(count=places), "tick", "good")

    def _on_show_again(self) -> None:
        self._busy(_("One moment…"))
        self.letter.show_again(self._around.slow, self, self._on_shown_again, self._on_trouble)

    def _on_shown_again(self) -> None:
        self._ready()
        self._show_text()
        self._say(_("It is shown again."), "tick", "good")
        self.raw.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_trouble(self, problem: DesksideError) -> None:
        self._ready()
        self._say(problem.words(), "note", "notice")

    def _busy(self, says: str) -> None:
        self._at_work = True
        self.show_acts(Act(says, lambda: None, enabled=False))
