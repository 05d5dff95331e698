"""The look in use: tokens as Qt colours, fonts and a palette.

It follows the system's light or dark, contrast, motion and text size.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPainter, QPalette, QRegion
from PySide6.QtWidgets import QApplication

from deskside.ui.icons import Icons
from deskside.ui.tokens import ICON, MOST_DISC_SCALE, NORMAL_TEXT_PX, Colours, Role, colours


class Look(QObject):
    """One per process; widgets read it when they paint and are told when it changes."""

    changed = Signal()

    def __init__(self, app: QApplication, icons: Icons, accent: str = "") -> None:
        super().__init__(app)
        self._app, self.icons, self._accent = app, icons, accent
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()  # kept: fetched anew, PySide takes it for deleted
        self._hints.colorSchemeChanged.connect(self.read_again)
        self._access.contrastPreferenceChanged.connect(self.read_again)
        self.colours: Colours
        self._read()

    def _read(self) -> None:
        scheme = self._hints.colorScheme()
        dark = scheme is Qt.ColorScheme.Dark
        if scheme is Qt.ColorScheme.Unknown:
            palette = self._app.palette()
            dark = palette.window().color().lightness() < palette.windowText().color().lightness()
        contrast = self._access.contrastPreference() is Qt.ContrastPreference.HighContrast
        self.colours = colours(dark=dark, contrast=contrast, accent=self._accent)
        self._family = self._app.font()
        self.text_scale = max(1.0, QFontInfo(self._family).pixelSize() / NORMAL_TEXT_PX)
        self._fonts: dict[Role, QFont] = {}
        self._qcolours: dict[str, QColor] = {}
        self._bearings: dict[tuple[str, int], tuple[int, int]] = {}

    def read_again(self) -> None:
        """Reads the system's choices anew and tells the window."""
        self._read()
        self.changed.emit()

    @property
    def moves(self) -> bool:
        """False where the system asks for less motion."""
        asked = getattr(self._access, "motionPreference", None)  # Qt 6.12 and newer know it
        calm = asked is not None and asked().name == "ReducedMotion"
        return not calm and QApplication.isEffectEnabled(Qt.UIEffect.UI_General)

    def colour(self, token: str) -> QColor:
        """The colour of a token: "ground", "text_quiet" …"""
        found = self._qcolours.get(token)
        if found is None:
            found = self._qcolours[token] = QColor(str(getattr(self.colours, token)))
        return found

    def font(self, role: Role) -> QFont:
        """The system's own font in this role's size and weight."""
        found = self._fonts.get(role)
        if found is None:
            found = QFont(self._family)
            found.setPixelSize(round(role.px * self.text_scale))
            found.setWeight(QFont.Weight(role.weight))
            self._fonts[role] = found
        return found

    @property
    def icon_size(self) -> int:
        """Icons grow with the text beside them."""
        return round(ICON * self.text_scale)

    def on_disc(self, size: int) -> int:
        """The size of a disc, or of an icon on it: they grow with the text, up to a point."""
        return round(size * min(self.text_scale, MOST_DISC_SCALE))

    def bearing(self, name: str, *, right: bool = False) -> int:
        """How much of an icon's box is empty beside its ink, so that it can be aligned to what is seen of it."""
        size = self.icon_size
        if (name, size) not in self._bearings:
            ink = QRegion(self.icons.pixmap(name, self.colours.text, size).mask()).boundingRect()
            self._bearings[name, size] = (ink.left(), size - 1 - ink.right()) if not ink.isEmpty() else (0, 0)
        return self._bearings[name, size][1 if right else 0]

    def draw_icon(self, painter: QPainter, name: str, left: int, top: int, token: str, size: int = 0) -> None:
        """Draws an icon in the colour of ``token``; ``size`` is the usual one unless given."""
        ratio = painter.device().devicePixelRatio()
        colour = str(getattr(self.colours, token))
        painter.drawPixmap(left, top, self.icons.pixmap(name, colour, size or self.icon_size, ratio))

    def palette(self) -> QPalette:
        """For the widgets that Qt draws itself: text fields, scroll bars, selections."""
        roles = {
            QPalette.ColorRole.Window: "ground",
            QPalette.ColorRole.Base: "surface",
            QPalette.ColorRole.AlternateBase: "raised",
            QPalette.ColorRole.Button: "raised",
            QPalette.ColorRole.ButtonText: "text",
            QPalette.ColorRole.WindowText: "text",
            QPalette.ColorRole.Text: "text",
            QPalette.ColorRole.PlaceholderText: "text_quiet",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "accent_text",
            QPalette.ColorRole.Link: "accent",
        }
        palette = QPalette(self.colour("raised"), self.colour("ground"))
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        return palette
