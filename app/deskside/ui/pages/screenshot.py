"""A picture for the help desk: taken of the screen or read from a file, with parts hidden before anybody sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from deskside.casework.added import added_picture
from deskside.errors import DesksideError
from deskside.language import _
from deskside.model.parcel import Added
from deskside.ui.around import Around
from deskside.ui.pages.letter import Enclosures
from deskside.ui.parts.bar import Act
from deskside.ui.parts.drawing import PICTURES, Drawing, drawn, read_drawing_file
from deskside.ui.parts.files import ask_for_file
from deskside.ui.parts.flow import flowing
from deskside.ui.parts.frame_view import FrameView
from deskside.ui.parts.mask import Mask, hidden_parts
from deskside.ui.parts.press import Button, Weight
from deskside.ui.parts.row import Banner, Point
from deskside.ui.parts.text import Words
from deskside.ui.sheet import Sheet, announce, empty, stacked
from deskside.ui.tokens import Role

WAIT_MS = 3_000
"""How long the window stays away before the picture is taken."""
SETTLE_MS = 400
"""At least so long, for the screen to be drawn without it."""


class Screenshot(Sheet):
    """Begins with the taking of a picture, unless there is one already; then lets parts of it be hidden."""

    def __init__(self, around: Around, letter: Enclosures, picture_id: str = "") -> None:
        drawing = letter.drawings.get(picture_id)
        super().__init__(around.look, "")
        self._around, self.letter, self._id = around, letter, picture_id
        self._drawing = drawing
        self.title = _("A picture")
        if drawing is not None:
            self._show_drawing(drawing)
        else:
            self._show_start()

    def talk_to_people(self) -> None:
        self._say(_("A person sees the picture as soon as you send it."), "person", "accent")

    def _say(self, says: str, icon: str = "note", ink: str = "notice") -> None:
        empty(self._notes)
        self._notes.addWidget(Banner(self.look, says, icon, ink))
        announce(self, says)
        self.body_changed.emit()

    def _begin(self, heading: str) -> None:
        """An empty page with room for a note."""
        self.clear()
        self.heading.setText(heading)
        self._notes = stacked(())
        self.add(self._notes)

    # taking one

    def _show_start(self, trouble: str = "") -> None:
        self._begin(_("A picture of your screen"))
        self.show_stamp("problem-display")
        says = [
            ("clock", _("Deskside steps aside, waits three seconds, and takes a picture of this screen.")),
            ("person", _("You see it before anybody else does.")),
            ("lock", _("You can hide parts of it.")),
        ]
        if QGuiApplication.platformName() == "cocoa":
            asks = _("Your Mac may ask whether Deskside may record the screen. Else the windows are missing.")
            says.append(("note", asks))
        self.add(stacked([Point(self.look, one, icon) for icon, one in says]))
        take = Act(_("Take the picture"), self._on_take)
        self.show_acts(Act(_("Add a picture file"), self._on_file) if trouble else take, *([take] if trouble else []))
        if trouble:
            self._say(trouble)

    def _on_file(self) -> None:
        ask_for_file(self, _("Add a picture file"), _("Pictures"), PICTURES, self.add_file)

    def add_file(self, path: Path) -> None:
        """A picture that the person has taken in another way."""
        self._around.slow.ask(self, partial(read_drawing_file, path), self._show_drawing, self._on_trouble)

    def _on_take(self) -> None:
        """The window is away while the picture is taken; a page that was closed meanwhile takes none."""
        window = self.window()
        self._place, self._screen = window.pos(), window.screen()
        window.hide()
        QTimer.singleShot(max(WAIT_MS, SETTLE_MS), self, self._grab)

    def _grab(self) -> None:
        pixels = self._screen.grabWindow(0)
        image = pixels.toImage()
        window = self.window()
        window.move(self._place)
        window.show()
        window.raise_()
        window.activateWindow()
        if image.isNull():
            self._on_none()
            return
        self.show_acts(Act(_("One moment…"), lambda: None, enabled=False))
        self._around.slow.ask(self, lambda: drawn(_("screen") + ".png", image), self._show_drawing, self._on_trouble)

    def _on_none(self) -> None:
        """Some systems let no program do this, Wayland's desktops among them."""
        self._show_start(
            _("This system lets no program take the picture. Press the Print key, then add the file it makes.")
        )

    def _on_trouble(self, problem: DesksideError) -> None:
        self._show_start(problem.words())

    # hiding parts

    def _show_drawing(self, drawing: Drawing) -> None:
        self._begin(_("Hide what nobody should see"))
        self.show_stamp()
        self._drawing = drawing
        drag = Words(self.look, _("Drag over it. Hidden parts are painted over for good when you send the picture."))
        keys = _("With keys: arrows move the box, Shift and arrows size it. Enter hides, Backspace takes back.")
        self.picture = Mask(self.look, drawing)
        self.view = FrameView(self.look, self.picture)
        self.count = Words(self.look, "", Role.SMALL, "text_quiet")
        self._back, self._larger, self._smaller = (
            self._button(_("Take back"), self.picture.take_back),
            self._button(_("Larger"), lambda: self._zoom(1)),
            self._button(_("Smaller"), lambda: self._zoom(-1)),
        )
        buttons = flowing(self._back, self._larger, self._smaller)
        self.add(stacked((drag, self.view, self.count, buttons, Words(self.look, keys, Role.SMALL, "text_quiet"))))
        self.picture.changed.connect(self._on_changed)
        self._on_changed()
        self._ready()
        self.body_changed.emit()

    def _button(self, label: str, do: Callable[[], None]) -> Button:
        button = Button(self.look, label, Weight.PLAIN)
        button.clicked.connect(lambda: do())  # noqa: PLW0108 - Qt tells whether it is checked now
        return button

    def _zoom(self, by: int) -> None:
        self.view.zoom(by)
        self._on_changed()

    def _on_changed(self) -> None:
        self.count.setText(hidden_parts(len(self.picture.boxes)))
        self._back.setEnabled(bool(self.picture.boxes))
        self._larger.setEnabled(self.view.can_grow)
        self._smaller.setEnabled(self.view.can_shrink)

    def _ready(self) -> None:
        self.show_acts(Act(_("Use this picture"), self._on_use))

    def _on_use(self) -> None:
        if self._drawing is None:
            return
        drawing = replace(self._drawing, boxes=tuple(self.picture.boxes))
        number = int(self._id.rpartition("-")[2]) if self._id else self.letter.next_number()
        self.show_acts(Act(_("One moment…"), lambda: None, enabled=False))
        self._around.slow.ask(
            self,
            lambda: added_picture(drawing.name, drawing.png(), number),
            lambda added: self._on_made(drawing, added),
            self._on_not_made,
        )

    def _on_made(self, drawing: Drawing, added: Added) -> None:
        self.letter.add(added)
        self.letter.drawings[added.id] = drawing
        self._around.ways.back()

    def _on_not_made(self, problem: DesksideError) -> None:
        self._ready()
        self._say(problem.words())

    def leave(self) -> None:
        """Nothing of a picture that was not used is left."""
        self._drawing = None
        if all(one.id != self._id for one in self.letter.added):
            self.letter.drawings.pop(self._id, None)
