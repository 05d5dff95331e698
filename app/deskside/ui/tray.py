"""The tray icon: four states told by shape and colour, a tooltip in words, and a short menu."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from deskside import language
from deskside.language import _
from deskside.ui.glance import Glance, Light
from deskside.ui.icons import Icons
from deskside.ui.tokens import TRAY_INK, TRAY_SIZES


class Tray(QObject):
    """What a person sees of Deskside most of the time."""

    wanted = Signal()
    """The window is wanted: the icon was clicked."""
    problem_wanted = Signal(str)
    fine_wanted = Signal()
    requests_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, icons: Icons, glance: Glance, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._light: Light | None = None
        self._used: tuple[tuple[str, str], ...] | None = None
        self._spoken = ""
        self._made: dict[Light, QIcon] = {}
        self._menu = QMenu()
        self._menu.aboutToShow.connect(self._in_the_language_of_now)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._on_activated)
        self.tell(glance, working=False)

    def show(self) -> None:
        self.icon.show()

    @property
    def place(self) -> QRect:
        """Where it is on the screen; invalid where the system does not say."""
        return self.icon.geometry()

    def tell(self, glance: Glance, *, working: bool) -> None:
        """Shows this state, in shape, colour and words."""
        light = Light.WORKING if working else glance.light
        if light is not self._light:
            self._light = light
            self.icon.setIcon(self._icon(light))
        says = glance.in_words(working=working)
        if says != self.icon.toolTip():
            self.icon.setToolTip(says)
        if glance.used != self._used:
            self._used = glance.used
            self._fill_menu(glance.used)

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

    def _fill_menu(self, used: tuple[tuple[str, str], ...]) -> None:
        self._spoken = language.current()
        self._menu.clear()
        self._menu.addAction(_("&Open Deskside")).triggered.connect(self.wanted)
        self._menu.addSeparator()
        for id_, title in used:
            entry = self._menu.addAction(title.replace("&", "&&"))
            entry.triggered.connect(lambda _checked=False, id_=id_: self.problem_wanted.emit(id_))
        self._menu.addSeparator()
        self._menu.addAction(_("Is my computer &fine?")).triggered.connect(self.fine_wanted)
        self._menu.addAction(_("My &requests")).triggered.connect(self.requests_wanted)
        self._menu.addAction(_("&Quit")).triggered.connect(self.quit_wanted)

    def _in_the_language_of_now(self) -> None:
        """The icon comes before the settings, in the language of last time."""
        if self._used is not None and self._spoken != language.current():
            self._fill_menu(self._used)

    def _on_activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        clicks = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)
        if reason in clicks:
            self.wanted.emit()
