"""How a page can look: theme, text size, window size, direction. Changed while the window is up, as a person does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from deskside.ui.tokens import GRID, NORMAL_TEXT_PX, SMALLEST, WINDOW, colours

from ..walk import Walk

THEMES = ("light", "dark", "contrast-light", "contrast-dark")
TEXTS = (100, 150, 200)
"""Percent of the usual text size."""
SIZES = (WINDOW, SMALLEST)
RIGHT_TO_LEFT = ("ar",)
MOST_ROUNDS = 12
POINTS_A_PIXEL = 72 / 96


@dataclass(frozen=True)
class Appearance:
    """One way to look at a page."""

    theme: str = "light"
    text: int = 100
    size: tuple[int, int] = WINDOW
    mirrored: bool = False

    def __str__(self) -> str:
        side = "-rtl" if self.mirrored else ""
        return f"{self.theme}-{self.text}-{self.size[0]}x{self.size[1]}{side}"


def every(language: str) -> tuple[Appearance, ...]:
    """All of them, in both directions."""
    return tuple(
        Appearance(theme, text, size, mirrored)
        for theme, text, size, mirrored in product(THEMES, TEXTS, SIZES, (False, True))
        if mirrored or language not in RIGHT_TO_LEFT
    )


def covering(language: str, most: int = len(THEMES) * len(TEXTS)) -> tuple[Appearance, ...]:
    """Few of them in which each theme comes with each text size, and each of those with a large and a small window."""
    chosen = []
    for number, (turn, place) in enumerate(product(range(len(TEXTS)), range(len(THEMES)))):
        mirrored = language in RIGHT_TO_LEFT or (language == "en_XA" and number % 3 == 2)
        size = SIZES[(turn + place) % len(SIZES)]
        chosen.append(Appearance(THEMES[place], TEXTS[(turn + place) % len(TEXTS)], size, mirrored))
    return tuple(chosen[:most])


class Wardrobe:
    """Dresses a window. 100 % is the text size for which the tokens are made."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self._font = QFont(app.font())
        self._now: tuple[int, bool] | None = None

    def dress(self, walk: Walk, to: Appearance) -> None:
        """Shows the window so, and waits until it is laid out and drawn."""
        if self._now != (to.text, to.mirrored):
            font = QFont(self._font)
            font.setPointSizeF(NORMAL_TEXT_PX * POINTS_A_PIXEL * to.text / 100)
            self._app.setFont(font)
            direction = Qt.LayoutDirection.RightToLeft if to.mirrored else Qt.LayoutDirection.LeftToRight
            self._app.setLayoutDirection(direction)
            self._now = (to.text, to.mirrored)
            walk.guide.around.look.read_again()  # the window is told by Qt only while the application's own loop runs
        recolour(walk, to.theme)
        nudge(walk, QSize(*to.size))

    def undress(self) -> None:
        """As it was."""
        self._app.setFont(self._font)
        self._app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._now = None


def nudge(walk: Walk, size: QSize) -> None:
    """Makes the window as large, laid out anew: Qt leaves rows as they are when the direction alone changes."""
    for one in (size + QSize(GRID, 0), size):
        walk.window.resize(one)
        still(walk)


def still(walk: Walk) -> None:
    """Waits until nothing moves any more: a height that follows a width takes several rounds of laying out."""
    before: list[QRect] = []
    for _ in range(MOST_ROUNDS):
        walk.until(lambda: True)
        now: list[object] = [
            one.geometry() for one in walk.window.findChildren(QWidget) if one.isVisibleTo(walk.window)
        ]
        if now == before:
            return
        before = now


def recolour(walk: Walk, theme: str) -> None:
    """Qt can't be told that the system asks for high contrast, so the look is told itself."""
    look = walk.guide.around.look
    look.colours = colours(dark=theme.endswith("dark"), contrast=theme.startswith("contrast"), accent=look._accent)
    look._qcolours.clear()
    look.changed.emit()


def in_turn(all_of: Sequence[Appearance], first: int, step: int) -> Iterator[Appearance]:
    """Endlessly through them, so that after some pages each has had its turn."""
    at = first
    while True:
        yield all_of[at % len(all_of)]
        at += step
