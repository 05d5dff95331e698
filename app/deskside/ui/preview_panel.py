"""Beside the window in a preview: which computer is simulated, what it says, what should come out, what was asked."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QCloseEvent, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QPlainTextEdit, QVBoxLayout, QWidget

from deskside.kit.rehearsal import Scene, Wanted, expected, told
from deskside.ui.look import Look
from deskside.ui.parts.field import Frame
from deskside.ui.parts.press import Button
from deskside.ui.parts.scroll import thin
from deskside.ui.parts.text import Words
from deskside.ui.preview import House, Rehearsal
from deskside.ui.tokens import BLOCK, GRID, ICON, MARGIN, PICTURE, TARGET, WINDOW, Role

MOST_HEARD = 500
"""Calls that stay in view."""


class Panel(QWidget):
    """A small window of its own. What it says is for whoever writes the troubleshooter."""

    chosen = Signal(int)
    again = Signal()
    closed = Signal()

    def __init__(self, look: Look, scenes: tuple[Scene, ...]) -> None:
        super().__init__()
        self._look = look
        self.setWindowTitle("Preview")
        self.setWindowIcon(QIcon(look.icons.pixmap("tray-fine", look.colour("accent").name(), 2 * ICON)))
        self.scene = QComboBox()
        self.scene.setAccessibleName("Simulated computer")
        self.scene.setMinimumHeight(TARGET)
        self.scene.addItems([one.name for one in scenes])  # as their files: a title may not fit, and stands below
        self.expects = Words(look, "", colour="text_quiet")
        self.says, self.heard = _lines(look, "What it says"), _lines(look, "What was asked")
        self.heard.setMaximumBlockCount(MOST_HEARD)
        self.start_again = Button(look, "Start again", icon="undo")
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GRID)
        self._title(column, "Simulated computer", self.scene)
        column.addWidget(self.scene)
        column.addWidget(self.expects)
        column.addSpacing(BLOCK - GRID)
        self._title(column, "What it says", self.says)
        column.addWidget(Frame(look, self.says), 1)
        column.addSpacing(BLOCK - GRID)
        self._title(column, "What was asked, newest last", self.heard)
        column.addWidget(Frame(look, self.heard), 1)
        column.addSpacing(BLOCK - GRID)
        column.addWidget(self.start_again, 0, Qt.AlignmentFlag.AlignLeading)
        self.scene.activated.connect(self.chosen)
        self.start_again.clicked.connect(self.again)
        look.changed.connect(self._on_look)
        self._on_look()
        self.setMinimumWidth(PICTURE[0])

    def _title(self, column: QVBoxLayout, text: str, names: QWidget) -> None:
        title = Words(self._look, text, Role.STRONG)
        title.setBuddy(names)
        column.addWidget(title)

    def show_scene(self, scene: Scene) -> None:
        """Tells of another simulated computer; nothing was asked of it yet."""
        system = {"linux": "Linux", "macos": "macOS", "windows": "Windows"}.get(scene.scenario.system, "")
        title = f"{scene.scenario.title}\n" if scene.scenario.title else ""
        self.expects.setText(f"{title}Expected on {system}: {expected(scene.scenario)}.")
        self.says.setPlainText("\n".join(told(scene.scenario)) or "Nothing: no call is answered.")
        self.heard.clear()

    def hear(self, line: str, changed: bool) -> None:
        """One more call to the simulated computer."""
        self.heard.appendPlainText(f"{'changed: ' if changed else ''}{line}")
        self.heard.moveCursor(QTextCursor.MoveOperation.End)

    def _on_look(self) -> None:
        self.setPalette(self._look.palette())
        self.setFont(self._look.font(Role.BODY))
        self.scene.setFont(self._look.font(Role.BODY))
        for lines in (self.says, self.heard):  # after their frames, which give them the font of what people write
            lines.setFont(_fixed(self._look))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("raised"))
        painter.end()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class Stage:
    """The window and the panel beside it; closing either ends the preview."""

    def __init__(self, app: QApplication, wanted: Wanted, house: House) -> None:
        self._app, self._wanted, self._house, self._at = app, wanted, house, 0
        self.rehearsal = Rehearsal(app, wanted, wanted.scenes[0], house)
        self.panel = Panel(self.rehearsal.guide.around.look, wanted.scenes)
        self.panel.chosen.connect(self.play)
        self.panel.again.connect(lambda: self.play(self._at))
        self.panel.closed.connect(app.quit)
        self._begin(self._window_place())
        self.panel.setGeometry(self._panel_place())
        self.panel.show()

    def play(self, number: int) -> None:
        """Another scenario, or the same from its beginning, where the window was."""
        before, place = self.rehearsal, self.rehearsal.guide.window.geometry()
        before.guide.window.closed.disconnect(self._app.quit)
        self._at = number
        self.rehearsal = Rehearsal(self._app, self._wanted, self._wanted.scenes[number], self._house)
        self._begin(place)
        before.end()

    def end(self) -> None:
        self.rehearsal.end()

    def _begin(self, place: QRect) -> None:
        self.panel.show_scene(self.rehearsal.scene)
        self.rehearsal.heard.connect(self.panel.hear)
        window = self.rehearsal.guide.window
        window.closed.connect(self._app.quit)
        self.rehearsal.guide.show(led=True)
        window.setGeometry(place)
        self.rehearsal.begin()

    def _window_place(self) -> QRect:
        """The window and the panel together stand in the middle of the screen."""
        free = QGuiApplication.primaryScreen().availableGeometry()
        both = min(free.width() - 2 * GRID, 2 * WINDOW[0] + BLOCK)
        place = QRect(0, 0, (both - BLOCK) // 2, min(WINDOW[1], free.height() - 2 * TARGET))
        place.moveCenter(free.center())
        place.moveLeft(free.left() + (free.width() - both) // 2)
        return place

    def _panel_place(self) -> QRect:
        return self._window_place().translated(self._window_place().width() + BLOCK, 0)


def _fixed(look: Look) -> QFont:
    """Every letter as wide as another, as large as the text beside it."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(look.font(Role.BODY).pixelSize())
    return font


def _lines(look: Look, says: str) -> QPlainTextEdit:
    """Exact text to read: a call a line."""
    made = QPlainTextEdit()
    made.setReadOnly(True)
    made.setFrameShape(QPlainTextEdit.Shape.NoFrame)
    made.setTabChangesFocus(True)
    made.setAccessibleName(says)
    thin(made, look)
    return made
