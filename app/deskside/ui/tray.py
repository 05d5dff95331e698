"""The tray icon: four states told by shape and colour, a tooltip in words, and a short menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from deskside.language import _
from deskside.ui.board import Board, Light
from deskside.ui.icons import Icons
from deskside.ui.tokens import TRAY_INK, TRAY_SIZES

MOST_USED = 3


class Tray(QObject):
    """What a person sees of Deskside most of the time."""

    wanted = Signal()
    """The window is wanted: the icon was clicked."""
    problem_wanted = Signal(str)
    requests_wanted = Signal()
    news_clicked = Signal()
    quit_wanted = Signal()

    def __init__(self, board: Board, icons: Icons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board, self._icons = board, icons
        self._light: Light | None = None
        self._made: dict[Light, QIcon] = {}
        self._menu = QMenu()
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.icon.messageClicked.connect(self.news_clicked)
        self._fill_menu()
        self._show_state()
        board.changed.connect(self._on_board)

    def show(self) -> None:
        self.icon.show()

    @property
    def place(self) -> QRect:
        """Where it is on the screen; invalid where the system does not say."""
        return self.icon.geometry()

    def _on_board(self) -> None:
        self._show_state()
        self._fill_menu()

    def _show_state(self) -> None:
        known, working = self._board.known, self._board.working
        light = known.light(working=working)
        if light is not self._light:
            self._light = light
            self.icon.setIcon(self._icon(light))
        self.icon.setToolTip(known.in_words(working=working))

    def _icon(self, light: Light) -> QIcon:
        """On macOS one colour that the menu bar tints itself; elsewhere a colour legible on light and dark panels."""
        if light not in self._made:
            template = QGuiApplication.platformName() == "cocoa"
            icon = QIcon()
            for size in TRAY_SIZES:
                ink = TRAY_INK["template" if template else light.value]
                icon.addPixmap(self._icons.pixmap(f"tray-{light.value}", ink, size))
            icon.setIsMask(template)
            self._made[light] = icon
        return self._made[light]

    def _fill_menu(self) -> None:
        self._menu.clear()
        self._menu.addAction(_("&Open Deskside")).triggered.connect(self.wanted)
        self._menu.addSeparator()
        for one in self._board.known.most_used[:MOST_USED]:
            entry = self._menu.addAction(one.title.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, id_=one.id: self.problem_wanted.emit(id_))
        self._menu.addSeparator()
        self._menu.addAction(_("My &requests")).triggered.connect(self.requests_wanted)
        self._menu.addAction(_("&Quit")).triggered.connect(self.quit_wanted)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if reason in clicks:
            self.wanted.emit()
