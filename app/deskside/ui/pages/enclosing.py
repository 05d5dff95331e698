"""The files that go with a message or an answer: each with its way out, and the buttons that add one more."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from deskside.casework.added import MOST_FILES, TEXTS, read_added
from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.parcel import Added
from deskside.ui.around import Around
from deskside.ui.pages.letter import Enclosures
from deskside.ui.parts.column import Holder
from deskside.ui.parts.drawing import PICTURES, Drawing, read_drawing_file
from deskside.ui.parts.files import ask_for_file
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.text import Words
from deskside.ui.sheet import announce, empty
from deskside.ui.tokens import LINE


class Enclosing(Holder):
    """``changed``: something was added or taken out. ``unfit`` tells why a file can't go along.

    With ``texts`` other files than pictures may go along too. A picture is looked at first, so that parts of it can
    be hidden: what is shown is what goes.
    """

    changed = Signal()
    unfit = Signal(object)

    def __init__(self, around: Around, enclosures: Enclosures, *, texts: bool) -> None:
        super().__init__(LINE)
        self._around, self._look, self._enclosures, self._texts = around, around.look, enclosures, texts
        self.show_files()

    def show_files(self) -> None:
        """As they are now; perhaps a picture was added on another page."""
        empty(self.column)
        for one in self._enclosures.added:
            self.column.addLayout(self._row(one))
        if len(self._enclosures.added) < MOST_FILES:
            screen = Button(self._look, _("Add a picture of the screen"), Weight.QUIET, "problem-display")
            screen.clicked.connect(lambda: self._around.ways.picture(self._enclosures))
            add = Button(self._look, self._label(), Weight.QUIET, "attach")
            add.clicked.connect(self._on_add)
            self.column.addWidget(flowing(screen, add))

    def _label(self) -> str:
        return _("Add a picture or text file") if self._texts else _("Add a picture file")

    def _row(self, one: Added) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Words(self._look, one.name), 1, Qt.AlignmentFlag.AlignVCenter)
        if one.id in self._enclosures.drawings:
            see = Button(self._look, _("See it"), Weight.QUIET)
            see.setAccessibleName(_("See it: {says}").format(says=one.name))
            see.clicked.connect(lambda: self._around.ways.picture(self._enclosures, one.id))
            row.addWidget(see)
        out = Button(self._look, _("Take out"), Weight.QUIET)
        out.setAccessibleName(_("Take out {name}").format(name=one.name))
        out.clicked.connect(lambda: self._take_out(one))
        row.addWidget(out)
        return row

    def _on_add(self) -> None:
        endings = (*PICTURES, *TEXTS, ".zip") if self._texts else PICTURES
        kinds = _("Pictures and text") if self._texts else _("Pictures")
        ask_for_file(self, self._label(), kinds, endings, self.add_file)

    def add_file(self, path: Path) -> None:
        """A file of the person's; a picture is shown before it is added."""
        slow, number = self._around.slow, self._enclosures.next_number()
        if path.suffix.lower() in PICTURES:
            read = partial(read_drawing_file, path)
            slow.ask(self, read, lambda drawing: self._on_drawing(drawing, number), self._on_unfit)
        else:
            slow.ask(self, partial(read_added, path, number), self._on_added, self._on_unfit)

    def _on_drawing(self, drawing: Drawing, number: int) -> None:
        self._enclosures.drawings[f"file-{number}"] = drawing
        self._around.ways.picture(self._enclosures, f"file-{number}")

    def _on_added(self, one: Added) -> None:
        self._enclosures.add(one)
        self.show_files()
        announce(self, _("{name} goes along.").format(name=one.name))
        self.changed.emit()

    def _on_unfit(self, problem: DesksideError) -> None:
        self.unfit.emit(problem)

    def _take_out(self, one: Added) -> None:
        self._enclosures.take_out(one)
        self.show_files()
        announce(self, _("{name} does not go along.").format(name=one.name))
        self.changed.emit()
