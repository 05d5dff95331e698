"""Scroll bars that match the window: thin, round, without arrows. The one place where a style sheet is used."""

from __future__ import annotations

from PySide6.QtWidgets import QScrollBar

from deskside.ui.look import Look
from deskside.ui.tokens import GRID, INSIDE, TARGET

_STYLE = """
QScrollBar {{ background: transparent; margin: 0; border: 0; }}
QScrollBar:vertical {{ width: {width}px; }}
QScrollBar:horizontal {{ height: {width}px; }}
QScrollBar::handle {{ background: {line}; border-radius: {radius}px; margin: {edge}px; }}
QScrollBar::handle:vertical {{ min-height: {least}px; }}
QScrollBar::handle:horizontal {{ min-width: {least}px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def thin(bar: QScrollBar, look: Look) -> None:
    """Dresses ``bar``, now and whenever the look changes."""

    def dress() -> None:
        line = look.colours.line
        sizes = {"width": GRID + INSIDE, "radius": INSIDE // 2 + 1, "least": TARGET, "edge": INSIDE - 1}
        bar.setStyleSheet(_STYLE.format(line=line, **sizes))

    dress()
    look.changed.connect(dress)
