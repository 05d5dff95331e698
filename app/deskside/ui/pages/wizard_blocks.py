"""The blocks that a wizard's page is drawn of: its lines, what was found, steps, ticks, what changes, and the signs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from deskside.language import _
from deskside.model.case import Stand
from deskside.model.page import Page, Sign
from deskside.ui.look import Look
from deskside.ui.parts.row import Panel, Point, Step
from deskside.ui.parts.text import Words
from deskside.ui.sheet import stacked
from deskside.ui.tokens import INSIDE, LINE, PAD, Role

SIGNS: dict[Sign, tuple[str, str]] = {
    Sign.PROBLEM: ("problem", "accent"),
    Sign.LOOK: ("search", "accent"),
    Sign.ASK: ("question", "accent"),
    Sign.FOUND: ("found", "notice"),
    Sign.HAND: ("hand", "accent"),
    Sign.WORK: ("settings", "accent"),
    Sign.GOOD: ("tick", "good"),
    Sign.UNSURE: ("question", "notice"),
    Sign.TAKE_BACK: ("undo", "accent"),
    Sign.FOR_GOOD: ("note", "notice"),
    Sign.RESTART: ("restart", "accent"),
    Sign.WELCOME: ("hand", "accent"),
    Sign.PERSON: ("person", "accent"),
    Sign.ALONG: ("attach", "accent"),
    Sign.SAFE: ("lock", "accent"),
    Sign.TIME: ("clock", "accent"),
    Sign.SAVE: ("save", "accent"),
}
"""An icon and its ink; the words beside it say the same."""
_INSTEAD = "dot"


def icon_of(look: Look, sign: Sign, troubleshooter: str) -> str:
    """The icon of a sign; that of the problem where it has one of its own."""
    own = f"problem-{troubleshooter}"
    if sign is Sign.PROBLEM and look.icons.has(own):
        return own
    name = SIGNS[sign][0]
    return name if look.icons.has(name) else _INSTEAD


def points_of(look: Look, page: Page) -> QVBoxLayout:
    """How long, whether it can be undone, what comes after: a line each with its sign."""
    return stacked(Point(look, one.text, icon_of(look, one.sign, ""), SIGNS[one.sign][1]) for one in page.points)


def shows_of(look: Look, page: Page) -> Panel:
    panel = Panel(look)
    if page.shows_head:
        panel.column.addWidget(Words(look, page.shows_head, Role.STRONG))
    for line in page.shows:
        panel.column.addWidget(Point(look, line))
    return panel


def steps_of(look: Look, steps: tuple[str, ...]) -> QVBoxLayout:
    """What the person does, numbered where it is more than one thing."""
    if len(steps) == 1:
        return stacked((Words(look, steps[0]),))
    return stacked((Numbered(look, number, text) for number, text in enumerate(steps, 1)), LINE)


def rows_of(look: Look, page: Page) -> tuple[Panel, list[Step]]:
    """A panel of ticks, and the ticks."""
    panel = Panel(look)
    panel.column.setSpacing(INSIDE)
    steps = [Step(look, row) for row in page.rows]
    for step in steps:
        panel.column.addWidget(step)
    return panel, steps


def changes_of(look: Look, page: Page) -> Panel:
    panel = Panel(look)
    done = page.stand in (Stand.FIXED, Stand.DONE)
    panel.column.addWidget(Words(look, _changes_head(page.stand), Role.STRONG))
    for line in page.changes:
        panel.column.addWidget(Point(look, line, *(("tick", "good") if done else ())))
    return panel


def _changes_head(stand: Stand) -> str:
    match stand:
        case Stand.FIXED | Stand.DONE:
            return _("What changed:")
        case Stand.FIXING | Stand.UNDOING:
            return _("What I change:")
        case Stand.HANDS_ON:
            return _("Afterwards:")
    return _("What changes:")


class Numbered(QWidget):
    """One of several things to do, with its number before it."""

    def __init__(self, look: Look, number: int, text: str) -> None:
        super().__init__()
        count, words = Words(look, f"{number}.", Role.STRONG, "accent"), Words(look, text)
        words.setAccessibleName(f"{number}. {text}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(PAD)
        line.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(words, 1)


def lines_of(look: Look, lines: Iterable[str]) -> list[Words]:
    return [Words(look, line) for line in lines]
